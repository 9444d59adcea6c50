package org.scalarflow.ml.data;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Brings features to mean 0 and deviation 1: {@code (x − μ) / σ}, with {@code μ} and {@code σ} from
 * the training rows only, so that nothing is learnt from rows held out.
 *
 * <p>{@code σ = √(Σ(x − μ)² / n)}. A feature that is constant in the training rows, but for
 * rounding, is only shifted, to about 0. Immutable.
 */
public final class Standardizer {

  private final double[] means;
  private final double[] deviations;

  private Standardizer(double[] means, double[] deviations) {
    this.means = means;
    this.deviations = deviations;
  }

  /** Takes mean and deviation of each feature from training rows. */
  public static Standardizer of(Dataset training) {
    double[] means = new double[training.featureCount()];
    double[] deviations = new double[means.length];
    for (int i = 0; i < means.length; i++) {
      NumberEncoding scale =
          NumberEncoding.standardising(training.featureNames().get(i), training.column(i));
      means[i] = scale.mean();
      deviations[i] = scale.deviation();
    }
    return new Standardizer(means, deviations);
  }

  /**
   * Subtracts and divides by given numbers, as {@link #means()} and {@link #deviations()} tell
   * them.
   *
   * @param means what is subtracted from each feature, finite; copied
   * @param deviations what each feature is divided by, positive and finite; copied
   * @throws IllegalArgumentException if there is none, their numbers differ, or one is out of range
   */
  public static Standardizer of(double[] means, double[] deviations) {
    if (means.length == 0 || means.length != deviations.length) {
      throw new IllegalArgumentException(
          "a mean and a deviation are needed for each feature, not "
              + means.length
              + " and "
              + deviations.length);
    }
    for (int i = 0; i < means.length; i++) {
      if (!Double.isFinite(means[i])) {
        throw new IllegalArgumentException("mean " + i + " is " + means[i] + "; it must be finite");
      }
      if (!(deviations[i] > 0 && deviations[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "deviation " + i + " is " + deviations[i] + "; it must be positive and finite");
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

  /** Standardizers are equal if their means and deviations have the same bits. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Standardizer standardizer
        && Arrays.equals(standardizer.means, means)
        && Arrays.equals(standardizer.deviations, deviations);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(means) + Arrays.hashCode(deviations);
  }
}
