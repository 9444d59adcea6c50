package org.scalarflow.spi;

/**
 * The numbers of the built-in operators.
 *
 * <p>An opcode says which row of {@link Rules} a node of a tape computes, so that a backend can
 * switch on an {@code int} instead of calling an operator object. The numbers are dense and
 * grouped: {@link #CUSTOM}, then the binary operators, the unary ones, and those of other arities.
 * Rely on {@link #isBinary} and {@link #isUnary}, not on the ranges. A number never changes its
 * meaning, because compilers copy it into the class files of backends; new operators get new ones.
 */
public final class Opcode {

  /** Not built in: the operator object itself must be called. */
  public static final int CUSTOM = 0;

  /** {@code a + b}. */
  public static final int ADD = 1;

  /** {@code a − b}. */
  public static final int SUBTRACT = 2;

  /** {@code a · b}. */
  public static final int MULTIPLY = 3;

  /** {@code a / b}. */
  public static final int DIVIDE = 4;

  /** {@code aᵇ}. */
  public static final int POW = 5;

  /** The angle of the point (b, a). */
  public static final int ATAN2 = 6;

  /** {@code √(a² + b²)}. */
  public static final int HYPOT = 7;

  /** The smaller operand. */
  public static final int MIN = 8;

  /** The larger operand. */
  public static final int MAX = 9;

  /** {@code x for x > 0, otherwise slope · x}. */
  public static final int LEAKY_RELU = 10;

  /** {@code x for x > 0, otherwise α · (eˣ − 1)}. */
  public static final int ELU = 11;

  /** {@code log(1 + eᶻ) − z · y}. */
  public static final int BINARY_CROSS_ENTROPY = 12;

  /** {@code 1 if a = b, otherwise 0}. */
  public static final int EQUAL = 13;

  /** {@code 1 if a ≠ b, otherwise 0}. */
  public static final int NOT_EQUAL = 14;

  /** {@code 1 if a < b, otherwise 0}. */
  public static final int LESS = 15;

  /** {@code 1 if a ≤ b, otherwise 0}. */
  public static final int LESS_OR_EQUAL = 16;

  /** {@code 1 if a > b, otherwise 0}. */
  public static final int GREATER = 17;

  /** {@code 1 if a ≥ b, otherwise 0}. */
  public static final int GREATER_OR_EQUAL = 18;

  /** {@code −x}. */
  public static final int NEGATE = 19;

  /** {@code |x|}. */
  public static final int ABS = 20;

  /** {@code x²}. */
  public static final int SQUARE = 21;

  /** {@code √x}. */
  public static final int SQRT = 22;

  /** {@code ∛x}. */
  public static final int CBRT = 23;

  /** {@code 1/x}. */
  public static final int RECIPROCAL = 24;

  /** {@code eˣ}. */
  public static final int EXP = 25;

  /** {@code eˣ − 1}. */
  public static final int EXPM1 = 26;

  /** {@code log x}. */
  public static final int LOG = 27;

  /** {@code log(1 + x)}. */
  public static final int LOG1P = 28;

  /** {@code log₁₀ x}. */
  public static final int LOG10 = 29;

  /** {@code sin x}. */
  public static final int SIN = 30;

  /** {@code cos x}. */
  public static final int COS = 31;

  /** {@code tan x}. */
  public static final int TAN = 32;

  /** {@code arcsin x}. */
  public static final int ASIN = 33;

  /** {@code arccos x}. */
  public static final int ACOS = 34;

  /** {@code arctan x}. */
  public static final int ATAN = 35;

  /** {@code sinh x}. */
  public static final int SINH = 36;

  /** {@code cosh x}. */
  public static final int COSH = 37;

  /** {@code tanh x}. */
  public static final int TANH = 38;

  /** {@code arsinh x}. */
  public static final int ASINH = 39;

  /** {@code arcosh x}. */
  public static final int ACOSH = 40;

  /** {@code artanh x}. */
  public static final int ATANH = 41;

  /** {@code max(x, 0)}. */
  public static final int RELU = 42;

  /** {@code log(1 + eˣ)}. */
  public static final int SOFTPLUS = 43;

  /** {@code 1/(1 + e⁻ˣ)}. */
  public static final int SIGMOID = 44;

  /** {@code x · sigmoid x}. */
  public static final int SILU = 45;

  /** {@code erf x}. */
  public static final int ERF = 46;

  /** The sign of x. */
  public static final int SIGN = 47;

  /** {@code ⌊x⌋}. */
  public static final int FLOOR = 48;

  /** {@code ⌈x⌉}. */
  public static final int CEIL = 49;

  /** {@code x}. */
  public static final int STOP_GRADIENT = 50;

  /** {@code a if c ≠ 0, otherwise b}. */
  public static final int SELECT = 51;

  /** {@code log Σᵢ exp(xᵢ)}. */
  public static final int LOG_SUM_EXP = 52;

  /** {@code Σᵢ yᵢ · (logSumExp(z) − zᵢ)}. */
  public static final int SOFTMAX_CROSS_ENTROPY = 53;

  /** How many opcodes there are, {@link #CUSTOM} included; the largest is one less. */
  public static final int COUNT = 54;

  private Opcode() {}

  /** Whether {@code opcode} is a built-in operator of exactly two operands. */
  public static boolean isBinary(int opcode) {
    return opcode >= ADD && opcode <= GREATER_OR_EQUAL;
  }

  /** Whether {@code opcode} is a built-in operator of exactly one operand. */
  public static boolean isUnary(int opcode) {
    return opcode >= NEGATE && opcode <= STOP_GRADIENT;
  }
}
