package org.scalarflow;

import java.util.List;
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
import org.scalarflow.spi.Opcode;

/**
 * The built-in operators.
 *
 * <p>Each constant links to its rule, where formula, partials, domain, kinks and error bound are
 * stated. All are pure.
 */
public final class Operators {

  /** {@code a + b}. See {@link Arithmetic#add}. */
  public static final Operator.Binary ADD = new BuiltIn.OfTwo("add", Opcode.ADD, true);

  /** {@code a − b}. See {@link Arithmetic#subtract}. */
  public static final Operator.Binary SUBTRACT =
      new BuiltIn.OfTwo("subtract", Opcode.SUBTRACT, true);

  /** {@code a · b}. See {@link Arithmetic#multiply}. */
  public static final Operator.Binary MULTIPLY =
      new BuiltIn.OfTwo("multiply", Opcode.MULTIPLY, true);

  /** {@code a / b}. See {@link Arithmetic#divide}. */
  public static final Operator.Binary DIVIDE = new BuiltIn.OfTwo("divide", Opcode.DIVIDE, true);

  /** {@code aᵇ}. See {@link Powers#pow}. */
  public static final Operator.Binary POW = new BuiltIn.OfTwo("pow", Opcode.POW, true);

  /** The angle of the point (b, a). See {@link Trigonometry#atan2}. */
  public static final Operator.Binary ATAN2 = new BuiltIn.OfTwo("atan2", Opcode.ATAN2, true);

  /** {@code √(a² + b²)}. See {@link Powers#hypot}. */
  public static final Operator.Binary HYPOT = new BuiltIn.OfTwo("hypot", Opcode.HYPOT, true);

  /** The smaller operand. See {@link Selection#min}. */
  public static final Operator.Binary MIN = new BuiltIn.OfTwo("min", Opcode.MIN, true);

  /** The larger operand. See {@link Selection#max}. */
  public static final Operator.Binary MAX = new BuiltIn.OfTwo("max", Opcode.MAX, true);

  /** {@code x for x > 0, otherwise slope · x}. See {@link Activations#leakyRelu}. */
  public static final Operator.Binary LEAKY_RELU =
      new BuiltIn.OfTwo("leakyRelu", Opcode.LEAKY_RELU, true);

  /** {@code x for x > 0, otherwise α · (eˣ − 1)}. See {@link Activations#elu}. */
  public static final Operator.Binary ELU = new BuiltIn.OfTwo("elu", Opcode.ELU, true);

  /** {@code log(1 + eᶻ) − z · y}. See {@link Losses#binaryCrossEntropy}. */
  public static final Operator.Binary BINARY_CROSS_ENTROPY =
      new BuiltIn.OfTwo("binaryCrossEntropy", Opcode.BINARY_CROSS_ENTROPY, true);

  /** {@code 1 if a = b, otherwise 0}. See {@link Comparisons#equal}. */
  public static final Operator.Binary EQUAL = new BuiltIn.OfTwo("equal", Opcode.EQUAL, false);

  /** {@code 1 if a ≠ b, otherwise 0}. See {@link Comparisons#notEqual}. */
  public static final Operator.Binary NOT_EQUAL =
      new BuiltIn.OfTwo("notEqual", Opcode.NOT_EQUAL, false);

  /** {@code 1 if a < b, otherwise 0}. See {@link Comparisons#less}. */
  public static final Operator.Binary LESS = new BuiltIn.OfTwo("less", Opcode.LESS, false);

  /** {@code 1 if a ≤ b, otherwise 0}. See {@link Comparisons#lessOrEqual}. */
  public static final Operator.Binary LESS_OR_EQUAL =
      new BuiltIn.OfTwo("lessOrEqual", Opcode.LESS_OR_EQUAL, false);

  /** {@code 1 if a > b, otherwise 0}. See {@link Comparisons#greater}. */
  public static final Operator.Binary GREATER = new BuiltIn.OfTwo("greater", Opcode.GREATER, false);

  /** {@code 1 if a ≥ b, otherwise 0}. See {@link Comparisons#greaterOrEqual}. */
  public static final Operator.Binary GREATER_OR_EQUAL =
      new BuiltIn.OfTwo("greaterOrEqual", Opcode.GREATER_OR_EQUAL, false);

  /** {@code −x}. See {@link Arithmetic#negate}. */
  public static final Operator.Unary NEGATE = new BuiltIn.OfOne("negate", Opcode.NEGATE, true);

  /** {@code |x|}. See {@link Arithmetic#abs}. */
  public static final Operator.Unary ABS = new BuiltIn.OfOne("abs", Opcode.ABS, true);

  /** {@code x²}. See {@link Powers#square}. */
  public static final Operator.Unary SQUARE = new BuiltIn.OfOne("square", Opcode.SQUARE, true);

  /** {@code √x}. See {@link Powers#sqrt}. */
  public static final Operator.Unary SQRT = new BuiltIn.OfOne("sqrt", Opcode.SQRT, true);

  /** {@code ∛x}. See {@link Powers#cbrt}. */
  public static final Operator.Unary CBRT = new BuiltIn.OfOne("cbrt", Opcode.CBRT, true);

  /** {@code 1/x}. See {@link Powers#reciprocal}. */
  public static final Operator.Unary RECIPROCAL =
      new BuiltIn.OfOne("reciprocal", Opcode.RECIPROCAL, true);

  /** {@code eˣ}. See {@link Exponentials#exp}. */
  public static final Operator.Unary EXP = new BuiltIn.OfOne("exp", Opcode.EXP, true);

  /** {@code eˣ − 1}. See {@link Exponentials#expm1}. */
  public static final Operator.Unary EXPM1 = new BuiltIn.OfOne("expm1", Opcode.EXPM1, true);

  /** {@code log x}. See {@link Exponentials#log}. */
  public static final Operator.Unary LOG = new BuiltIn.OfOne("log", Opcode.LOG, true);

  /** {@code log(1 + x)}. See {@link Exponentials#log1p}. */
  public static final Operator.Unary LOG1P = new BuiltIn.OfOne("log1p", Opcode.LOG1P, true);

  /** {@code log₁₀ x}. See {@link Exponentials#log10}. */
  public static final Operator.Unary LOG10 = new BuiltIn.OfOne("log10", Opcode.LOG10, true);

  /** {@code sin x}. See {@link Trigonometry#sin}. */
  public static final Operator.Unary SIN = new BuiltIn.OfOne("sin", Opcode.SIN, true);

  /** {@code cos x}. See {@link Trigonometry#cos}. */
  public static final Operator.Unary COS = new BuiltIn.OfOne("cos", Opcode.COS, true);

  /** {@code tan x}. See {@link Trigonometry#tan}. */
  public static final Operator.Unary TAN = new BuiltIn.OfOne("tan", Opcode.TAN, true);

  /** {@code arcsin x}. See {@link Trigonometry#asin}. */
  public static final Operator.Unary ASIN = new BuiltIn.OfOne("asin", Opcode.ASIN, true);

  /** {@code arccos x}. See {@link Trigonometry#acos}. */
  public static final Operator.Unary ACOS = new BuiltIn.OfOne("acos", Opcode.ACOS, true);

  /** {@code arctan x}. See {@link Trigonometry#atan}. */
  public static final Operator.Unary ATAN = new BuiltIn.OfOne("atan", Opcode.ATAN, true);

  /** {@code sinh x}. See {@link Hyperbolics#sinh}. */
  public static final Operator.Unary SINH = new BuiltIn.OfOne("sinh", Opcode.SINH, true);

  /** {@code cosh x}. See {@link Hyperbolics#cosh}. */
  public static final Operator.Unary COSH = new BuiltIn.OfOne("cosh", Opcode.COSH, true);

  /** {@code tanh x}. See {@link Hyperbolics#tanh}. */
  public static final Operator.Unary TANH = new BuiltIn.OfOne("tanh", Opcode.TANH, true);

  /** {@code arsinh x}. See {@link Hyperbolics#asinh}. */
  public static final Operator.Unary ASINH = new BuiltIn.OfOne("asinh", Opcode.ASINH, true);

  /** {@code arcosh x}. See {@link Hyperbolics#acosh}. */
  public static final Operator.Unary ACOSH = new BuiltIn.OfOne("acosh", Opcode.ACOSH, true);

  /** {@code artanh x}. See {@link Hyperbolics#atanh}. */
  public static final Operator.Unary ATANH = new BuiltIn.OfOne("atanh", Opcode.ATANH, true);

  /** {@code max(x, 0)}. See {@link Activations#relu}. */
  public static final Operator.Unary RELU = new BuiltIn.OfOne("relu", Opcode.RELU, true);

  /** {@code log(1 + eˣ)}. See {@link Activations#softplus}. */
  public static final Operator.Unary SOFTPLUS =
      new BuiltIn.OfOne("softplus", Opcode.SOFTPLUS, true);

  /** {@code 1/(1 + e⁻ˣ)}. See {@link Activations#sigmoid}. */
  public static final Operator.Unary SIGMOID = new BuiltIn.OfOne("sigmoid", Opcode.SIGMOID, true);

  /** {@code x · sigmoid x}. See {@link Activations#silu}. */
  public static final Operator.Unary SILU = new BuiltIn.OfOne("silu", Opcode.SILU, true);

  /** {@code erf x}. See {@link ErrorFunction#erf}. */
  public static final Operator.Unary ERF = new BuiltIn.OfOne("erf", Opcode.ERF, true);

  /** The sign of x. See {@link Arithmetic#sign}. */
  public static final Operator.Unary SIGN = new BuiltIn.OfOne("sign", Opcode.SIGN, false);

  /** {@code ⌊x⌋}. See {@link Rounding#floor}. */
  public static final Operator.Unary FLOOR = new BuiltIn.OfOne("floor", Opcode.FLOOR, false);

  /** {@code ⌈x⌉}. See {@link Rounding#ceil}. */
  public static final Operator.Unary CEIL = new BuiltIn.OfOne("ceil", Opcode.CEIL, false);

  /** {@code x}. See {@link Selection#stopGradient}. */
  public static final Operator.Unary STOP_GRADIENT =
      new BuiltIn.OfOne("stopGradient", Opcode.STOP_GRADIENT, false);

  /** {@code a if c ≠ 0, otherwise b}, of operands {@code c, a, b}. See {@link Selection#select}. */
  public static final Operator SELECT = new BuiltIn.Select();

  /** {@code log Σᵢ exp(xᵢ)} of one or more operands. See {@link Losses#logSumExp}. */
  public static final Operator LOG_SUM_EXP =
      new BuiltIn.OfMany("logSumExp", Opcode.LOG_SUM_EXP, Arity.atLeast(1));

  /**
   * {@code Σᵢ yᵢ · (logSumExp(z) − zᵢ)} of k logits z, then k labels y. See {@link
   * Losses#softmaxCrossEntropy}.
   */
  public static final Operator SOFTMAX_CROSS_ENTROPY =
      new BuiltIn.OfMany(
          "softmaxCrossEntropy", Opcode.SOFTMAX_CROSS_ENTROPY, new Arity(2, Integer.MAX_VALUE, 2));

  private static final List<Operator> BUILT_IN =
      List.of(
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          POW,
          ATAN2,
          HYPOT,
          MIN,
          MAX,
          LEAKY_RELU,
          ELU,
          BINARY_CROSS_ENTROPY,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          NEGATE,
          ABS,
          SQUARE,
          SQRT,
          CBRT,
          RECIPROCAL,
          EXP,
          EXPM1,
          LOG,
          LOG1P,
          LOG10,
          SIN,
          COS,
          TAN,
          ASIN,
          ACOS,
          ATAN,
          SINH,
          COSH,
          TANH,
          ASINH,
          ACOSH,
          ATANH,
          RELU,
          SOFTPLUS,
          SIGMOID,
          SILU,
          ERF,
          SIGN,
          FLOOR,
          CEIL,
          STOP_GRADIENT,
          SELECT,
          LOG_SUM_EXP,
          SOFTMAX_CROSS_ENTROPY);

  private Operators() {}

  /** All built-in operators in the order of their opcodes, from opcode 1 on; immutable. */
  public static List<Operator> builtIn() {
    return BUILT_IN;
  }

  /**
   * The opcode of a built-in operator, {@link Opcode#CUSTOM} for any other operator, whatever its
   * name. Takes constant time.
   */
  public static int opcode(Operator operator) {
    return operator instanceof BuiltIn builtIn ? builtIn.opcode() : Opcode.CUSTOM;
  }
}
