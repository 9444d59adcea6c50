package org.scalarflow.bench;

/** Holds a backend's value and gradient against those of a baseline, before anything is timed. */
final class Agreement {

  /**
   * The greatest difference, relative to the largest number of the gradient. The two sides add in
   * different orders: sums of 10⁴ terms differ by some 10⁻¹³, and a wrong rule by far more than
   * this.
   */
  static final double TOLERANCE = 1e-10;

  private Agreement() {}

  /**
   * Compares.
   *
   * @throws DisagreementException if the two differ, with the place
   */
  static void require(
      String subject,
      double value,
      double[] gradient,
      double expectedValue,
      double[] expectedGradient) {
    requireClose(subject, "value", value, expectedValue, Math.abs(expectedValue));
    if (gradient.length != expectedGradient.length) {
      throw new DisagreementException(
          subject
              + ": the gradient has "
              + gradient.length
              + " numbers, the baseline's "
              + expectedGradient.length);
    }
    double largest = 0.0;
    for (double one : expectedGradient) {
      largest = Math.max(largest, Math.abs(one));
    }
    for (int i = 0; i < gradient.length; i++) {
      requireClose(subject, "derivative " + i, gradient[i], expectedGradient[i], largest);
    }
  }

  private static void requireClose(
      String subject, String what, double actual, double expected, double scale) {
    // Written so that NaN on either side fails.
    if (!(Math.abs(actual - expected) <= TOLERANCE * scale)) {
      throw new DisagreementException(
          subject + ": " + what + " is " + actual + ", the baseline's is " + expected);
    }
  }
}
