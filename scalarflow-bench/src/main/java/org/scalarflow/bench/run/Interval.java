package org.scalarflow.bench.run;

/**
 * A mean and its symmetric confidence interval.
 *
 * @param mean the mean
 * @param error half of the width of the interval; NaN if it is not known
 */
record Interval(double mean, double error) {

  /**
   * A ratio of two means and the interval it is in.
   *
   * @param value the ratio of the means
   * @param low the lower end; NaN if it is not known
   * @param high the upper end; NaN if it is not known, infinite if there is none
   */
  record Ratio(double value, double low, double high) {

    /** Whether the interval leaves out 1. */
    boolean isOther() {
      return low > 1 || high < 1;
    }

    boolean isKnown() {
      return !Double.isNaN(low);
    }
  }

  /**
   * This mean divided by another, independent one. With {@code a ± e} and {@code b ± f} the
   * interval is {@code (ab ∓ √(a²b² − (a² − e²)(b² − f²))) / (b² − f²)}, at the level that both
   * intervals have: Fieller's theorem in the form of Donner and Zou, "Closed-form confidence
   * intervals for functions of the normal mean and standard deviation", Statistical Methods in
   * Medical Research 21 (2012), which needs nothing but the two intervals. If {@code f ≥ b}, the
   * divisor may be 0 and the ratio has no upper end.
   */
  Ratio over(Interval divisor) {
    double ratio = mean / divisor.mean;
    if (Double.isNaN(error) || Double.isNaN(divisor.error)) {
      return new Ratio(ratio, Double.NaN, Double.NaN);
    }
    double a = mean;
    double b = divisor.mean;
    double denominator = b * b - divisor.error * divisor.error;
    if (!(denominator > 0)) {
      return new Ratio(ratio, 0, Double.POSITIVE_INFINITY);
    }
    double root = Math.sqrt(Math.max(0, a * a * b * b - (a * a - error * error) * denominator));
    return new Ratio(
        ratio, Math.max(0, (a * b - root) / denominator), (a * b + root) / denominator);
  }
}
