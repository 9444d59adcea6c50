package org.scalarflow.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
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

/** Every opcode leads to its own methods: same bits as calling them, here and through operators. */
class RulesTest {

  private static final double[] POINTS = {
    Double.NEGATIVE_INFINITY, -3.5, -1.0, -0.4, -0.0, 0.0, 0.3, 0.9, 1.0, 2.5, Double.NaN
  };

  static Stream<Arguments> unaryRules() {
    return Stream.of(
        unary(Operators.NEGATE, Opcode.NEGATE, Arithmetic::negate, Arithmetic::negatePartial),
        unary(Operators.ABS, Opcode.ABS, Arithmetic::abs, Arithmetic::absPartial),
        unary(Operators.SQUARE, Opcode.SQUARE, Powers::square, Powers::squarePartial),
        unary(Operators.SQRT, Opcode.SQRT, Powers::sqrt, Powers::sqrtPartial),
        unary(Operators.CBRT, Opcode.CBRT, Powers::cbrt, Powers::cbrtPartial),
        unary(
            Operators.RECIPROCAL, Opcode.RECIPROCAL, Powers::reciprocal, Powers::reciprocalPartial),
        unary(Operators.EXP, Opcode.EXP, Exponentials::exp, Exponentials::expPartial),
        unary(Operators.EXPM1, Opcode.EXPM1, Exponentials::expm1, Exponentials::expm1Partial),
        unary(Operators.LOG, Opcode.LOG, Exponentials::log, Exponentials::logPartial),
        unary(Operators.LOG1P, Opcode.LOG1P, Exponentials::log1p, Exponentials::log1pPartial),
        unary(Operators.LOG10, Opcode.LOG10, Exponentials::log10, Exponentials::log10Partial),
        unary(Operators.SIN, Opcode.SIN, Trigonometry::sin, Trigonometry::sinPartial),
        unary(Operators.COS, Opcode.COS, Trigonometry::cos, Trigonometry::cosPartial),
        unary(Operators.TAN, Opcode.TAN, Trigonometry::tan, Trigonometry::tanPartial),
        unary(Operators.ASIN, Opcode.ASIN, Trigonometry::asin, Trigonometry::asinPartial),
        unary(Operators.ACOS, Opcode.ACOS, Trigonometry::acos, Trigonometry::acosPartial),
        unary(Operators.ATAN, Opcode.ATAN, Trigonometry::atan, Trigonometry::atanPartial),
        unary(Operators.SINH, Opcode.SINH, Hyperbolics::sinh, Hyperbolics::sinhPartial),
        unary(Operators.COSH, Opcode.COSH, Hyperbolics::cosh, Hyperbolics::coshPartial),
        unary(Operators.TANH, Opcode.TANH, Hyperbolics::tanh, Hyperbolics::tanhPartial),
        unary(Operators.ASINH, Opcode.ASINH, Hyperbolics::asinh, Hyperbolics::asinhPartial),
        unary(Operators.ACOSH, Opcode.ACOSH, Hyperbolics::acosh, Hyperbolics::acoshPartial),
        unary(Operators.ATANH, Opcode.ATANH, Hyperbolics::atanh, Hyperbolics::atanhPartial),
        unary(Operators.RELU, Opcode.RELU, Activations::relu, Activations::reluPartial),
        unary(
            Operators.SOFTPLUS,
            Opcode.SOFTPLUS,
            Activations::softplus,
            Activations::softplusPartial),
        unary(Operators.SIGMOID, Opcode.SIGMOID, Activations::sigmoid, Activations::sigmoidPartial),
        unary(Operators.SILU, Opcode.SILU, Activations::silu, Activations::siluPartial),
        unary(Operators.ERF, Opcode.ERF, ErrorFunction::erf, ErrorFunction::erfPartial),
        unary(Operators.SIGN, Opcode.SIGN, Arithmetic::sign, (x, result) -> 0.0),
        unary(Operators.FLOOR, Opcode.FLOOR, Rounding::floor, (x, result) -> 0.0),
        unary(Operators.CEIL, Opcode.CEIL, Rounding::ceil, (x, result) -> 0.0),
        unary(
            Operators.STOP_GRADIENT,
            Opcode.STOP_GRADIENT,
            Selection::stopGradient,
            (x, result) -> 0.0));
  }

  static Stream<Arguments> binaryRules() {
    return Stream.of(
        binary(
            Operators.ADD,
            Opcode.ADD,
            Arithmetic::add,
            Arithmetic::addFirstPartial,
            Arithmetic::addSecondPartial),
        binary(
            Operators.SUBTRACT,
            Opcode.SUBTRACT,
            Arithmetic::subtract,
            Arithmetic::subtractFirstPartial,
            Arithmetic::subtractSecondPartial),
        binary(
            Operators.MULTIPLY,
            Opcode.MULTIPLY,
            Arithmetic::multiply,
            Arithmetic::multiplyFirstPartial,
            Arithmetic::multiplySecondPartial),
        binary(
            Operators.DIVIDE,
            Opcode.DIVIDE,
            Arithmetic::divide,
            Arithmetic::divideFirstPartial,
            Arithmetic::divideSecondPartial),
        binary(
            Operators.POW,
            Opcode.POW,
            Powers::pow,
            Powers::powFirstPartial,
            Powers::powSecondPartial),
        binary(
            Operators.ATAN2,
            Opcode.ATAN2,
            Trigonometry::atan2,
            Trigonometry::atan2FirstPartial,
            Trigonometry::atan2SecondPartial),
        binary(
            Operators.HYPOT,
            Opcode.HYPOT,
            Powers::hypot,
            Powers::hypotFirstPartial,
            Powers::hypotSecondPartial),
        binary(
            Operators.MIN,
            Opcode.MIN,
            Selection::min,
            Selection::minFirstPartial,
            Selection::minSecondPartial),
        binary(
            Operators.MAX,
            Opcode.MAX,
            Selection::max,
            Selection::maxFirstPartial,
            Selection::maxSecondPartial),
        binary(
            Operators.LEAKY_RELU,
            Opcode.LEAKY_RELU,
            Activations::leakyRelu,
            Activations::leakyReluFirstPartial,
            Activations::leakyReluSecondPartial),
        binary(
            Operators.ELU,
            Opcode.ELU,
            Activations::elu,
            Activations::eluFirstPartial,
            Activations::eluSecondPartial),
        binary(
            Operators.BINARY_CROSS_ENTROPY,
            Opcode.BINARY_CROSS_ENTROPY,
            Losses::binaryCrossEntropy,
            Losses::binaryCrossEntropyFirstPartial,
            Losses::binaryCrossEntropySecondPartial),
        binary(
            Operators.EQUAL, Opcode.EQUAL, Comparisons::equal, (a, b, r) -> 0.0, (a, b, r) -> 0.0),
        binary(
            Operators.NOT_EQUAL,
            Opcode.NOT_EQUAL,
            Comparisons::notEqual,
            (a, b, r) -> 0.0,
            (a, b, r) -> 0.0),
        binary(Operators.LESS, Opcode.LESS, Comparisons::less, (a, b, r) -> 0.0, (a, b, r) -> 0.0),
        binary(
            Operators.LESS_OR_EQUAL,
            Opcode.LESS_OR_EQUAL,
            Comparisons::lessOrEqual,
            (a, b, r) -> 0.0,
            (a, b, r) -> 0.0),
        binary(
            Operators.GREATER,
            Opcode.GREATER,
            Comparisons::greater,
            (a, b, r) -> 0.0,
            (a, b, r) -> 0.0),
        binary(
            Operators.GREATER_OR_EQUAL,
            Opcode.GREATER_OR_EQUAL,
            Comparisons::greaterOrEqual,
            (a, b, r) -> 0.0,
            (a, b, r) -> 0.0));
  }

  @ParameterizedTest
  @MethodSource("unaryRules")
  void unaryRule(
      Operator.Unary operator,
      int opcode,
      DoubleUnaryOperator value,
      DoubleBinaryOperator partial) {
    assertThat(Operators.opcode(operator)).isEqualTo(opcode);
    for (double x : POINTS) {
      double result = value.applyAsDouble(x);
      double slope = partial.applyAsDouble(x, result);
      assertSame(result, Rules.value(opcode, x), operator);
      assertSame(slope, Rules.partial(opcode, x, result), operator);
      assertSame(result, operator.value(x), operator);
      assertSame(slope, operator.partial(x, result), operator);
      double[] partials = {Double.NaN};
      operator.partials(new double[] {x}, result, partials);
      assertSame(result, operator.value(new double[] {x}), operator);
      assertSame(slope, partials[0], operator);
    }
  }

  @ParameterizedTest
  @MethodSource("binaryRules")
  void binaryRule(
      Operator.Binary operator,
      int opcode,
      DoubleBinaryOperator value,
      Operator.BinaryPartial first,
      Operator.BinaryPartial second) {
    assertThat(Operators.opcode(operator)).isEqualTo(opcode);
    for (double a : POINTS) {
      for (double b : POINTS) {
        double result = value.applyAsDouble(a, b);
        assertSame(result, Rules.value(opcode, a, b), operator);
        assertSame(first.at(a, b, result), Rules.firstPartial(opcode, a, b, result), operator);
        assertSame(second.at(a, b, result), Rules.secondPartial(opcode, a, b, result), operator);
        double[] partials = {Double.NaN, Double.NaN};
        operator.partials(new double[] {a, b}, result, partials);
        assertSame(result, operator.value(new double[] {a, b}), operator);
        assertSame(first.at(a, b, result), partials[0], operator);
        assertSame(second.at(a, b, result), partials[1], operator);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, -1, 0.0, -0.0, Double.NaN, Double.POSITIVE_INFINITY})
  void selectTakesTheFirstBranchUnlessTheConditionIsZero(double condition) {
    double[] operands = {condition, 3, 5};
    boolean takesFirst = condition != 0;
    double expected = takesFirst ? 3 : 5;
    assertThat(Selection.select(condition, 3, 5)).isEqualTo(expected);
    assertThat(Rules.value(Opcode.SELECT, operands)).isEqualTo(expected);
    double[] partials = {Double.NaN, Double.NaN, Double.NaN};
    Rules.partials(Opcode.SELECT, operands, expected, partials);
    assertThat(partials).containsExactly(0, takesFirst ? 1 : 0, takesFirst ? 0 : 1);
  }

  @Test
  void rulesOfAnyArity() {
    double[] operands = {0.5, -1, 1, 0};
    double[] expected = new double[4];
    double[] partials = new double[4];

    double logSum = Losses.logSumExp(operands);
    assertSame(logSum, Rules.value(Opcode.LOG_SUM_EXP, operands), Operators.LOG_SUM_EXP);
    Losses.logSumExpPartials(operands, logSum, expected);
    Rules.partials(Opcode.LOG_SUM_EXP, operands, logSum, partials);
    assertThat(partials).containsExactly(expected);

    double loss = Losses.softmaxCrossEntropy(operands);
    Operator crossEntropy = Operators.SOFTMAX_CROSS_ENTROPY;
    assertSame(loss, Rules.value(Opcode.SOFTMAX_CROSS_ENTROPY, operands), crossEntropy);
    Losses.softmaxCrossEntropyPartials(operands, loss, expected);
    Rules.partials(Opcode.SOFTMAX_CROSS_ENTROPY, operands, loss, partials);
    assertThat(partials).containsExactly(expected);
  }

  static IntStream opcodesAndTheirNeighbours() {
    return IntStream.rangeClosed(-1, Opcode.COUNT);
  }

  @ParameterizedTest
  @MethodSource("opcodesAndTheirNeighbours")
  void anOpcodeOfAnotherGroupIsRefused(int opcode) {
    String message = "opcode " + opcode + " is not a built-in ";
    if (!Opcode.isUnary(opcode)) {
      refuses(message + "unary operator; see Opcode", () -> Rules.value(opcode, 1.0));
      refuses(message + "unary operator; see Opcode", () -> Rules.partial(opcode, 1.0, 1.0));
    }
    if (!Opcode.isBinary(opcode)) {
      String binary = message + "binary operator; see Opcode";
      refuses(binary, () -> Rules.value(opcode, 1.0, 2.0));
      refuses(binary, () -> Rules.firstPartial(opcode, 1.0, 2.0, 1.0));
      refuses(binary, () -> Rules.secondPartial(opcode, 1.0, 2.0, 1.0));
    }
    if (opcode < Opcode.SELECT || opcode >= Opcode.COUNT) {
      double[] operands = {1, 2, 3};
      String nary = message + "n-ary operator; see Opcode";
      refuses(nary, () -> Rules.value(opcode, operands));
      refuses(nary, () -> Rules.partials(opcode, operands, 1.0, new double[3]));
    }
  }

  private static void refuses(String message, Runnable call) {
    assertThatIllegalArgumentException().isThrownBy(call::run).withMessage(message);
  }

  private static void assertSame(double expected, double actual, Operator operator) {
    assertThat(Double.doubleToLongBits(actual))
        .as("%s: expected %s but was %s", operator, expected, actual)
        .isEqualTo(Double.doubleToLongBits(expected));
  }

  private static Arguments unary(
      Operator.Unary operator,
      int opcode,
      DoubleUnaryOperator value,
      DoubleBinaryOperator partial) {
    return Arguments.of(operator, opcode, value, partial);
  }

  private static Arguments binary(
      Operator.Binary operator,
      int opcode,
      DoubleBinaryOperator value,
      Operator.BinaryPartial first,
      Operator.BinaryPartial second) {
    return Arguments.of(operator, opcode, value, first, second);
  }
}
