package org.scalarflow.math;

/**
 * The four operations, negation, absolute value and sign.
 *
 * <p>Throughout this package {@code fPartial(x, result)} is {@code f′(x)}, and {@code
 * fFirstPartial}, {@code fSecondPartial} are {@code ∂f/∂a}, {@code ∂f/∂b}. They are given the
 * operands and the {@code result} that {@code f} returned for them, and nothing else. What flows
 * back to an operand is {@code adjoint · partial}, with the partial exactly as returned here.
 *
 * <p>Where no other rule is stated a NaN operand gives a NaN value, and outside the domain both
 * value and partials are NaN. Error bounds hold where values and partials are normal numbers.
 */
public final class Arithmetic {

  private Arithmetic() {}

  /** {@code a + b}, correctly rounded. */
  public static double add(double a, double b) {
    return a + b;
  }

  /** {@code ∂(a + b)/∂a = 1}, exact. */
  public static double addFirstPartial(double a, double b, double result) {
    return 1.0;
  }

  /** {@code ∂(a + b)/∂b = 1}, exact. */
  public static double addSecondPartial(double a, double b, double result) {
    return 1.0;
  }

  /** {@code a − b}, correctly rounded. */
  public static double subtract(double a, double b) {
    return a - b;
  }

  /** {@code ∂(a − b)/∂a = 1}, exact. */
  public static double subtractFirstPartial(double a, double b, double result) {
    return 1.0;
  }

  /** {@code ∂(a − b)/∂b = −1}, exact. */
  public static double subtractSecondPartial(double a, double b, double result) {
    return -1.0;
  }

  /** {@code a · b}, correctly rounded; {@code 0 · ±∞} is NaN. */
  public static double multiply(double a, double b) {
    return a * b;
  }

  /** {@code ∂(a · b)/∂a = b}, exact. */
  public static double multiplyFirstPartial(double a, double b, double result) {
    return b;
  }

  /** {@code ∂(a · b)/∂b = a}, exact. */
  public static double multiplySecondPartial(double a, double b, double result) {
    return a;
  }

  /**
   * {@code a / b}, correctly rounded; {@code a / ±0} is infinite for {@code a ≠ 0}, {@code 0 / 0}
   * and {@code ∞ / ∞} are NaN.
   */
  public static double divide(double a, double b) {
    return a / b;
  }

  /** {@code ∂(a / b)/∂a = 1 / b}, correctly rounded; infinite, of the sign of b, at {@code ±0}. */
  public static double divideFirstPartial(double a, double b, double result) {
    return 1.0 / b;
  }

  /**
   * {@code ∂(a / b)/∂b = −result / b}, within 2 ulp. At {@code b = ±0} it is infinite for {@code a
   * ≠ 0} and NaN for {@code a = 0}.
   */
  public static double divideSecondPartial(double a, double b, double result) {
    return -result / b;
  }

  /** {@code −x}, exact; changes the sign of zeros and infinities too. */
  public static double negate(double x) {
    return -x;
  }

  /** {@code d(−x)/dx = −1}, exact. */
  public static double negatePartial(double x, double result) {
    return -1.0;
  }

  /** {@code |x|}, exact; {@code |±0| = +0}, {@code |±∞| = ∞}. */
  public static double abs(double x) {
    return Math.abs(x);
  }

  /**
   * {@code d|x|/dx}: 1 for {@code x > 0}, −1 for {@code x < 0}, +0 at the kink {@code x = ±0}, NaN
   * for NaN. Exact.
   */
  public static double absPartial(double x, double result) {
    // Adding +0 turns the −0 that signum(−0) returns into +0.
    return Math.signum(x) + 0.0;
  }

  /**
   * 1 for {@code x > 0}, −1 for {@code x < 0}, {@code x} itself for {@code ±0} and NaN. Passes no
   * derivative.
   */
  public static double sign(double x) {
    return Math.signum(x);
  }
}
