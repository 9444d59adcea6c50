package org.scalarflow.spi;

import org.scalarflow.math.Activations;
import org.scalarflow.math.Arithmetic;
import org.scalarflow.math.Comparisons;
import org.scalarflow.math.ErrorFunction;
import org.scalarflow.math.Exponentials;
import org.scalarflow.math.Hyperbolics;
import org.scalarflow.math.Losses;
import org.scalarflow.math.Powers;
import org.scalarflow.math.Rounding;
import org.scalarflow.math.Selection;
import org.scalarflow.math.Trigonometry;

/**
 * The one table from opcodes to the elementary functions and derivative rules of {@code
 * org.scalarflow.math}.
 *
 * <p>Backends, constant folding and the built-in operators all come through here or call the same
 * methods directly, so they agree to the last bit. Operators that pass no derivative have the
 * partial 0; a backend must not use it, because nothing flows through them ({@link
 * org.scalarflow.Operator#isDifferentiable}).
 *
 * <p>The most common operators stand first, in methods that are small enough for the JIT to inline
 * into a caller's loop; a call costs more than an addition.
 */
public final class Rules {

  private Rules() {}

  /**
   * The value of a unary operator at {@code x}.
   *
   * @throws IllegalArgumentException if {@code opcode} is not unary
   */
  public static double value(int opcode, double x) {
    return switch (opcode) {
      case Opcode.NEGATE -> Arithmetic.negate(x);
      case Opcode.SQUARE -> Powers.square(x);
      case Opcode.RELU -> Activations.relu(x);
      default -> otherValue(opcode, x);
    };
  }

  private static double otherValue(int opcode, double x) {
    return switch (opcode) {
      case Opcode.ABS -> Arithmetic.abs(x);
      case Opcode.SQRT -> Powers.sqrt(x);
      case Opcode.CBRT -> Powers.cbrt(x);
      case Opcode.RECIPROCAL -> Powers.reciprocal(x);
      case Opcode.EXP -> Exponentials.exp(x);
      case Opcode.EXPM1 -> Exponentials.expm1(x);
      case Opcode.LOG -> Exponentials.log(x);
      case Opcode.LOG1P -> Exponentials.log1p(x);
      case Opcode.LOG10 -> Exponentials.log10(x);
      case Opcode.SIN -> Trigonometry.sin(x);
      case Opcode.COS -> Trigonometry.cos(x);
      case Opcode.TAN -> Trigonometry.tan(x);
      case Opcode.ASIN -> Trigonometry.asin(x);
      case Opcode.ACOS -> Trigonometry.acos(x);
      case Opcode.ATAN -> Trigonometry.atan(x);
      case Opcode.SINH -> Hyperbolics.sinh(x);
      case Opcode.COSH -> Hyperbolics.cosh(x);
      case Opcode.TANH -> Hyperbolics.tanh(x);
      case Opcode.ASINH -> Hyperbolics.asinh(x);
      case Opcode.ACOSH -> Hyperbolics.acosh(x);
      case Opcode.ATANH -> Hyperbolics.atanh(x);
      case Opcode.SOFTPLUS -> Activations.softplus(x);
      case Opcode.SIGMOID -> Activations.sigmoid(x);
      case Opcode.SILU -> Activations.silu(x);
      case Opcode.ERF -> ErrorFunction.erf(x);
      case Opcode.SIGN -> Arithmetic.sign(x);
      case Opcode.FLOOR -> Rounding.floor(x);
      case Opcode.CEIL -> Rounding.ceil(x);
      case Opcode.STOP_GRADIENT -> Selection.stopGradient(x);
      default -> throw unknown(opcode, "unary");
    };
  }

  /**
   * The derivative of a unary operator at {@code x}, where its value is {@code result}.
   *
   * @throws IllegalArgumentException if {@code opcode} is not unary
   */
  public static double partial(int opcode, double x, double result) {
    return switch (opcode) {
      case Opcode.NEGATE -> Arithmetic.negatePartial(x, result);
      case Opcode.SQUARE -> Powers.squarePartial(x, result);
      case Opcode.RELU -> Activations.reluPartial(x, result);
      default -> otherPartial(opcode, x, result);
    };
  }

  private static double otherPartial(int opcode, double x, double result) {
    return switch (opcode) {
      case Opcode.ABS -> Arithmetic.absPartial(x, result);
      case Opcode.SQRT -> Powers.sqrtPartial(x, result);
      case Opcode.CBRT -> Powers.cbrtPartial(x, result);
      case Opcode.RECIPROCAL -> Powers.reciprocalPartial(x, result);
      case Opcode.EXP -> Exponentials.expPartial(x, result);
      case Opcode.EXPM1 -> Exponentials.expm1Partial(x, result);
      case Opcode.LOG -> Exponentials.logPartial(x, result);
      case Opcode.LOG1P -> Exponentials.log1pPartial(x, result);
      case Opcode.LOG10 -> Exponentials.log10Partial(x, result);
      case Opcode.SIN -> Trigonometry.sinPartial(x, result);
      case Opcode.COS -> Trigonometry.cosPartial(x, result);
      case Opcode.TAN -> Trigonometry.tanPartial(x, result);
      case Opcode.ASIN -> Trigonometry.asinPartial(x, result);
      case Opcode.ACOS -> Trigonometry.acosPartial(x, result);
      case Opcode.ATAN -> Trigonometry.atanPartial(x, result);
      case Opcode.SINH -> Hyperbolics.sinhPartial(x, result);
      case Opcode.COSH -> Hyperbolics.coshPartial(x, result);
      case Opcode.TANH -> Hyperbolics.tanhPartial(x, result);
      case Opcode.ASINH -> Hyperbolics.asinhPartial(x, result);
      case Opcode.ACOSH -> Hyperbolics.acoshPartial(x, result);
      case Opcode.ATANH -> Hyperbolics.atanhPartial(x, result);
      case Opcode.SOFTPLUS -> Activations.softplusPartial(x, result);
      case Opcode.SIGMOID -> Activations.sigmoidPartial(x, result);
      case Opcode.SILU -> Activations.siluPartial(x, result);
      case Opcode.ERF -> ErrorFunction.erfPartial(x, result);
      case Opcode.SIGN, Opcode.FLOOR, Opcode.CEIL, Opcode.STOP_GRADIENT -> 0.0;
      default -> throw unknown(opcode, "unary");
    };
  }

  /**
   * The value of a binary operator at {@code (a, b)}.
   *
   * @throws IllegalArgumentException if {@code opcode} is not binary
   */
  public static double value(int opcode, double a, double b) {
    return switch (opcode) {
      case Opcode.ADD -> Arithmetic.add(a, b);
      case Opcode.SUBTRACT -> Arithmetic.subtract(a, b);
      case Opcode.MULTIPLY -> Arithmetic.multiply(a, b);
      case Opcode.DIVIDE -> Arithmetic.divide(a, b);
      default -> otherValue(opcode, a, b);
    };
  }

  private static double otherValue(int opcode, double a, double b) {
    return switch (opcode) {
      case Opcode.POW -> Powers.pow(a, b);
      case Opcode.ATAN2 -> Trigonometry.atan2(a, b);
      case Opcode.HYPOT -> Powers.hypot(a, b);
      case Opcode.MIN -> Selection.min(a, b);
      case Opcode.MAX -> Selection.max(a, b);
      case Opcode.LEAKY_RELU -> Activations.leakyRelu(a, b);
      case Opcode.ELU -> Activations.elu(a, b);
      case Opcode.BINARY_CROSS_ENTROPY -> Losses.binaryCrossEntropy(a, b);
      case Opcode.EQUAL -> Comparisons.equal(a, b);
      case Opcode.NOT_EQUAL -> Comparisons.notEqual(a, b);
      case Opcode.LESS -> Comparisons.less(a, b);
      case Opcode.LESS_OR_EQUAL -> Comparisons.lessOrEqual(a, b);
      case Opcode.GREATER -> Comparisons.greater(a, b);
      case Opcode.GREATER_OR_EQUAL -> Comparisons.greaterOrEqual(a, b);
      default -> throw unknown(opcode, "binary");
    };
  }

  /**
   * The derivative of a binary operator with respect to {@code a}, where its value is {@code
   * result}.
   *
   * @throws IllegalArgumentException if {@code opcode} is not binary
   */
  public static double firstPartial(int opcode, double a, double b, double result) {
    return switch (opcode) {
      case Opcode.ADD -> Arithmetic.addFirstPartial(a, b, result);
      case Opcode.SUBTRACT -> Arithmetic.subtractFirstPartial(a, b, result);
      case Opcode.MULTIPLY -> Arithmetic.multiplyFirstPartial(a, b, result);
      case Opcode.DIVIDE -> Arithmetic.divideFirstPartial(a, b, result);
      default -> otherFirstPartial(opcode, a, b, result);
    };
  }

  private static double otherFirstPartial(int opcode, double a, double b, double result) {
    return switch (opcode) {
      case Opcode.POW -> Powers.powFirstPartial(a, b, result);
      case Opcode.ATAN2 -> Trigonometry.atan2FirstPartial(a, b, result);
      case Opcode.HYPOT -> Powers.hypotFirstPartial(a, b, result);
      case Opcode.MIN -> Selection.minFirstPartial(a, b, result);
      case Opcode.MAX -> Selection.maxFirstPartial(a, b, result);
      case Opcode.LEAKY_RELU -> Activations.leakyReluFirstPartial(a, b, result);
      case Opcode.ELU -> Activations.eluFirstPartial(a, b, result);
      case Opcode.BINARY_CROSS_ENTROPY -> Losses.binaryCrossEntropyFirstPartial(a, b, result);
      case Opcode.EQUAL,
          Opcode.NOT_EQUAL,
          Opcode.LESS,
          Opcode.LESS_OR_EQUAL,
          Opcode.GREATER,
          Opcode.GREATER_OR_EQUAL ->
          0.0;
      default -> throw unknown(opcode, "binary");
    };
  }

  /**
   * The derivative of a binary operator with respect to {@code b}, where its value is {@code
   * result}.
   *
   * @throws IllegalArgumentException if {@code opcode} is not binary
   */
  public static double secondPartial(int opcode, double a, double b, double result) {
    return switch (opcode) {
      case Opcode.ADD -> Arithmetic.addSecondPartial(a, b, result);
      case Opcode.SUBTRACT -> Arithmetic.subtractSecondPartial(a, b, result);
      case Opcode.MULTIPLY -> Arithmetic.multiplySecondPartial(a, b, result);
      case Opcode.DIVIDE -> Arithmetic.divideSecondPartial(a, b, result);
      default -> otherSecondPartial(opcode, a, b, result);
    };
  }

  private static double otherSecondPartial(int opcode, double a, double b, double result) {
    return switch (opcode) {
      case Opcode.POW -> Powers.powSecondPartial(a, b, result);
      case Opcode.ATAN2 -> Trigonometry.atan2SecondPartial(a, b, result);
      case Opcode.HYPOT -> Powers.hypotSecondPartial(a, b, result);
      case Opcode.MIN -> Selection.minSecondPartial(a, b, result);
      case Opcode.MAX -> Selection.maxSecondPartial(a, b, result);
      case Opcode.LEAKY_RELU -> Activations.leakyReluSecondPartial(a, b, result);
      case Opcode.ELU -> Activations.eluSecondPartial(a, b, result);
      case Opcode.BINARY_CROSS_ENTROPY -> Losses.binaryCrossEntropySecondPartial(a, b, result);
      case Opcode.EQUAL,
          Opcode.NOT_EQUAL,
          Opcode.LESS,
          Opcode.LESS_OR_EQUAL,
          Opcode.GREATER,
          Opcode.GREATER_OR_EQUAL ->
          0.0;
      default -> throw unknown(opcode, "binary");
    };
  }

  /**
   * The value of a built-in operator that is neither unary nor binary.
   *
   * @param operands the operand values; left unchanged
   * @throws IllegalArgumentException if {@code opcode} is not of this group
   */
  public static double value(int opcode, double[] operands) {
    return switch (opcode) {
      case Opcode.SELECT -> Selection.select(operands[0], operands[1], operands[2]);
      case Opcode.LOG_SUM_EXP -> Losses.logSumExp(operands);
      case Opcode.SOFTMAX_CROSS_ENTROPY -> Losses.softmaxCrossEntropy(operands);
      default -> throw unknown(opcode, "n-ary");
    };
  }

  /**
   * The partial derivatives of a built-in operator that is neither unary nor binary.
   *
   * @param operands the operand values; left unchanged
   * @param result the value at these operands
   * @param partials receives one partial for each operand
   * @throws IllegalArgumentException if {@code opcode} is not of this group
   */
  public static void partials(int opcode, double[] operands, double result, double[] partials) {
    switch (opcode) {
      case Opcode.SELECT -> {
        partials[0] = 0.0;
        partials[1] = Selection.selectFirstPartial(operands[0]);
        partials[2] = Selection.selectSecondPartial(operands[0]);
      }
      case Opcode.LOG_SUM_EXP -> Losses.logSumExpPartials(operands, result, partials);
      case Opcode.SOFTMAX_CROSS_ENTROPY ->
          Losses.softmaxCrossEntropyPartials(operands, result, partials);
      default -> throw unknown(opcode, "n-ary");
    }
  }

  private static IllegalArgumentException unknown(int opcode, String group) {
    return new IllegalArgumentException(
        "opcode " + opcode + " is not a built-in " + group + " operator; see Opcode");
  }
}
