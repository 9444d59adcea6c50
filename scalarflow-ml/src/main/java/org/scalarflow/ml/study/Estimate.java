package org.scalarflow.ml.study;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A mean and its confidence interval of 95 %: {@code mean ± t · s / √n}, with the standard
 * deviation {@code s} (with {@code n − 1}) and the quantile {@code t} of Student's distribution
 * with {@code n − 1} degrees of freedom.
 *
 * @param count how many numbers there are
 * @param mean their mean; NaN if there is none
 * @param low the lower end; NaN if there are fewer than two
 * @param high the upper end; NaN if there are fewer than two
 */
public record Estimate(int count, double mean, double low, double high) {

  /** What is beyond the ends, on both sides together. */
  private static final double OUTSIDE = 0.05;

  /**
   * Of these numbers.
   *
   * @param values the numbers; NaN ones are left out
   */
  public static Estimate of(double... values) {
    SummaryStatistics statistics = new SummaryStatistics();
    Arrays.stream(values).filter(value -> !Double.isNaN(value)).forEach(statistics::addValue);
    int count = (int) statistics.getN();
    double mean = statistics.getMean();
    if (count < 2) {
      return new Estimate(count, mean, Double.NaN, Double.NaN);
    }
    double half = quantile(count - 1) * statistics.getStandardDeviation() / Math.sqrt(count);
    return new Estimate(count, mean, mean - half, mean + half);
  }

  /** Student's {@code t}, which is exceeded with probability 0.025. */
  static double quantile(int degreesOfFreedom) {
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability(1 - OUTSIDE / 2);
  }

  /** Whether there is an interval and 0 is outside. */
  public boolean excludesZero() {
    return low > 0 || high < 0;
  }

  /** Ten to the power of all three: of logarithms, what they are the logarithms of. */
  Estimate powerOfTen() {
    return new Estimate(
        count, StrictMath.pow(10, mean), StrictMath.pow(10, low), StrictMath.pow(10, high));
  }
}
