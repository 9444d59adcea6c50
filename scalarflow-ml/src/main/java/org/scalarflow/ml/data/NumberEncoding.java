package org.scalarflow.ml.data;

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
   * same are only shifted, to 0.
   *
   * @param source what messages call the data
   * @param kind what messages call the column: a feature, a column
   * @param column its name
   * @param values its numbers
   * @throws DataException if mean or deviation are not finite
   */
  static NumberEncoding standardising(String source, String kind, String column, double[] values) {
    boolean constant = StatUtils.min(values) == StatUtils.max(values);
    double mean = constant ? values[0] : StatUtils.mean(values);
    double deviation = constant ? 0.0 : Math.sqrt(StatUtils.populationVariance(values, mean));
    if (!Double.isFinite(mean) || !Double.isFinite(deviation)) {
      throw new DataException(
          source
              + ": the numbers of "
              + kind
              + " '"
              + CsvParsing.shown(column)
              + "' are too large to be standardised; give it in another unit");
    }
    // Squares of tiny differences may vanish; then there is nothing to divide by either.
    return new NumberEncoding(column, mean, deviation == 0 ? 1.0 : deviation);
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
