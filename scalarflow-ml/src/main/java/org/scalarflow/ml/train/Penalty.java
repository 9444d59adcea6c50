package org.scalarflow.ml.train;

/**
 * What is added to the mean loss for large weights: {@code l1·Σ|w| + ½·l2·Σw²}. Biases are free.
 * The derivative of {@code |w|} at 0 is taken as 0. Losses that are reported are without it.
 *
 * @param l1 the factor of absolute values
 * @param l2 the factor of squares
 */
public record Penalty(double l1, double l2) {

  /** Nothing. */
  public static final Penalty NONE = new Penalty(0, 0);

  /**
   * Checks the factors.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public Penalty {
    Checks.requireNotNegative(l1, "the factor of absolute weights");
    Checks.requireNotNegative(l2, "the factor of squared weights");
  }

  /** Absolute values only. */
  public static Penalty l1(double factor) {
    return new Penalty(factor, 0);
  }

  /** Squares only. */
  public static Penalty l2(double factor) {
    return new Penalty(0, factor);
  }

  /** Whether there is none. */
  public boolean isNone() {
    return l1 == 0 && l2 == 0;
  }

  /** What is added to the derivative by a weight. */
  public double derivative(double weight) {
    return l2 * weight + l1 * Math.signum(weight);
  }
}
