package org.scalarflow.math;

/** Functions that let one of their operands through. */
public final class Selection {

  private Selection() {}

  /** The smaller operand, exact; {@code −0 < +0}, and NaN if either is NaN. */
  public static double min(double a, double b) {
    return Math.min(a, b);
  }

  /**
   * {@code ∂min/∂a}: 1 for {@code a < b}, 0 for {@code a > b}, ½ at a tie ({@code −0} and {@code
   * +0} tie), NaN if either is NaN.
   */
  public static double minFirstPartial(double a, double b, double result) {
    return share(b, a);
  }

  /** {@code ∂min/∂b}: 1 for {@code b < a}, 0 for {@code b > a}, ½ at a tie, NaN with a NaN. */
  public static double minSecondPartial(double a, double b, double result) {
    return share(a, b);
  }

  /** The larger operand, exact; {@code −0 < +0}, and NaN if either is NaN. */
  public static double max(double a, double b) {
    return Math.max(a, b);
  }

  /**
   * {@code ∂max/∂a}: 1 for {@code a > b}, 0 for {@code a < b}, ½ at a tie ({@code −0} and {@code
   * +0} tie), NaN if either is NaN.
   */
  public static double maxFirstPartial(double a, double b, double result) {
    return share(a, b);
  }

  /** {@code ∂max/∂b}: 1 for {@code b > a}, 0 for {@code b < a}, ½ at a tie, NaN with a NaN. */
  public static double maxSecondPartial(double a, double b, double result) {
    return share(b, a);
  }

  /** How much of the larger of two operands {@code one} is. */
  private static double share(double one, double other) {
    if (one > other) {
      return 1.0;
    }
    if (one < other) {
      return 0.0;
    }
    return one == other ? 0.5 : Double.NaN;
  }

  /**
   * {@code a} if {@code condition ≠ 0}, otherwise {@code b}; exact. A NaN condition is not zero, so
   * it takes {@code a}. A derivative flows only to the branch taken, never to the condition.
   */
  public static double select(double condition, double a, double b) {
    return condition != 0 ? a : b;
  }

  /** {@code ∂select/∂a}: 1 where {@code a} is taken, otherwise 0. */
  public static double selectFirstPartial(double condition) {
    return select(condition, 1.0, 0.0);
  }

  /** {@code ∂select/∂b}: 1 where {@code b} is taken, otherwise 0. */
  public static double selectSecondPartial(double condition) {
    return select(condition, 0.0, 1.0);
  }

  /** {@code x} unchanged, as a value that passes no derivative. */
  public static double stopGradient(double x) {
    return x;
  }
}
