package org.scalarflow.ml.data;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.apache.commons.math3.stat.StatUtils;

/**
 * A column of numbers that becomes one feature of the same name, {@code (x − mean) / deviation}.
 *
 * @param column the name of the column
 * @param mean what is subtracted, finite
 * @param deviation what is divided by, positive and finite
 */
public record NumberEncoding(String column, double mean, double deviation)
    implements ColumnEncoding {

  private static final double ROUNDING = 8 * Math.ulp(1.0);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the mean is not finite, or the deviation is not positive
   *     and finite
   */
  public NumberEncoding {
    Objects.requireNonNull(column, "column");
    if (!Double.isFinite(mean)) {
      throw new IllegalArgumentException(
          "column '" + column + "': the mean is " + mean + "; it must be finite");
    }
    if (!(deviation > 0 && deviation < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "column '"
              + column
              + "': the deviation is "
              + deviation
              + "; it must be positive and finite");
    }
  }

  /** Leaves numbers as they are: mean 0, deviation 1. */
  public static NumberEncoding keeping(String column) {
    return new NumberEncoding(column, 0, 1);
  }

  /**
   * Brings numbers to mean 0 and deviation {@code √(Σ(x − μ)² / n) = 1}. Numbers that are all the
   * same but for rounding, with a deviation of at most {@code 8·2⁻⁵²} of the largest magnitude, are
   * only shifted, to about 0.
   *
   * @param column its name
   * @param values its numbers, finite
   */
  static NumberEncoding standardising(String column, double[] values) {
    double largest = Math.max(Math.abs(StatUtils.min(values)), Math.abs(StatUtils.max(values)));
    // By a power of two, which changes no digit, so that neither sums nor squares leave the range.
    int exponent = largest == 0 ? 0 : Math.getExponent(largest);
    double[] modest = new double[values.length];
    Arrays.setAll(modest, i -> Math.scalb(values[i], -exponent));
    boolean isConstant = StatUtils.min(values) == StatUtils.max(values);
    double mean = isConstant ? modest[0] : StatUtils.mean(modest);
    double deviation = Math.sqrt(StatUtils.populationVariance(modest, mean));
    boolean isRounding = deviation <= ROUNDING * Math.scalb(largest, -exponent);
    double scale = Math.scalb(deviation, exponent);
    return new NumberEncoding(
        column, Math.scalb(mean, exponent), isRounding || scale == 0 ? 1 : scale);
  }

  @Override
  public List<String> featureNames() {
    return List.of(column);
  }

  /** The feature of a number. */
  double encode(double number, Function<String, DataException> error) {
    double scaled = (number - mean) / deviation;
    if (!Double.isFinite(number)) {
      throw error.apply(number + " is not finite");
    }
    if (!Double.isFinite(scaled)) {
      throw error.apply(
          number + " is too far from the mean " + mean + " for the deviation " + deviation);
    }
    return scaled;
  }
}
