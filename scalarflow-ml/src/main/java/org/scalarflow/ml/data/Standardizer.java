package org.scalarflow.ml.data;

import org.apache.commons.math3.stat.StatUtils;

/**
 * Brings features to mean 0 and deviation 1: {@code (x − μ) / σ}, with {@code μ} and {@code σ} from
 * the training rows only, so that nothing is learnt from rows held out.
 *
 * <p>{@code σ = √(Σ(x − μ)² / n)}. A feature that is constant in the training rows is only shifted,
 * to 0. Immutable.
 */
public final class Standardizer {

  private final double[] means;
  private final double[] deviations;

  private Standardizer(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /**
   * Takes mean and deviation of each feature from training rows.
   *
   * @throws DataException if the numbers of a feature are too large for their mean and deviation to
   *     be finite
   */
  public static Standardizer of(Dataset training) {
    double[] means = new double[training.featureCount()];
    double[] deviations = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      double[] column = training.column(i);
      boolean constant = StatUtils.min(column) == StatUtils.max(column);
      double mean = constant ? column[0] : StatUtils.mean(column);
      double deviation = constant ? 0.0 : Math.sqrt(StatUtils.populationVariance(column, mean));
      if (!Double.isFinite(mean) || !Double.isFinite(deviation)) {
        throw new DataException(
            training.name()
                + ": the numbers of feature '"
                + training.featureNames().get(i)
                + "' are too large to be standardised; give it in another unit");
      }
      means[i] = mean;
      // Squares of tiny differences may vanish; then there is nothing to divide by either.
      deviations[i] = deviation == 0 ? 1.0 : deviation;
    }
    return new Standardizer(means, deviations);
  }

  /**
   * One with given values, as {@link #means} and {@link #deviations} told them.
   *
   * @throws IllegalArgumentException if their numbers differ, one is not finite, or a deviation is
   *     not positive
   */
  public static Standardizer ofValues(double[] means, double[] deviations) {
    if (means.length != deviations.length) {
      throw new IllegalArgumentException(
          "there are " + means.length + " means, but " + deviations.length + " deviations");
    }
    for (int i = 0; i < means.length; i++) {
      if (!Double.isFinite(means[i]) || !(deviations[i] > 0) || !Double.isFinite(deviations[i])) {
        throw new IllegalArgumentException(
            "feature "
                + (i + 1)
                + " has mean "
                + means[i]
                + " and deviation "
                + deviations[i]
                + "; both are finite, and the deviation is positive");
      }
    }
    return new Standardizer(means.clone(), deviations.clone());
  }

  /**
   * Standardises one row.
   *
   * @param features as many numbers as there were features; left unchanged
   * @throws IllegalArgumentException if their number is another
   */
  public double[] apply(double... features) {
    if (features.length != means.length) {
      throw new IllegalArgumentException(
          features.length + " features were given, but " + means.length + " were standardised");
    }
    double[] scaled = new double[features.length];
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] = (features[i] - means[i]) / deviations[i];
    }
    return scaled;
  }

  /**
   * Standardises all rows of a data set.
   *
   * @throws DataException if a result is not finite
   * @throws IllegalArgumentException if the number of features is another
   */
  public Dataset apply(Dataset data) {
    double[] rowMajor = new double[Math.multiplyExact(data.rows(), data.featureCount())];
    for (int row = 0; row < data.rows(); row++) {
      double[] scaled = apply(data.features(row));
      System.arraycopy(scaled, 0, rowMajor, row * scaled.length, scaled.length);
    }
    return data.withFeatures(rowMajor);
  }

  /** The means that are subtracted. */
  public double[] means() {
    return means.clone();
  }

  /** The deviations that are divided by; 1 for a constant feature. */
  public double[] deviations() {
    return deviations.clone();
  }
}
