package org.scalarflow.ml.validation;

import java.util.List;

/**
 * The scores of all folds, with their mean and deviation.
 *
 * <p>The deviation tells how far single folds are from their mean. Folds share most of their
 * training rows, so dividing it by {@code √k} gives too small an error of the mean.
 *
 * @param values the score of each fold, at least two
 */
public record Scores(List<Double> values) {

  /**
   * Copies the scores.
   *
   * @throws IllegalArgumentException if there are fewer than two
   */
  public Scores {
    values = List.copyOf(values);
    if (values.size() < 2) {
      throw new IllegalArgumentException("two scores or more are needed, not " + values.size());
    }
  }

  /** {@code Σ sᵢ / k}; NaN if a score is. */
  public double mean() {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.size();
  }

  /** {@code √(Σ(sᵢ − mean)² / (k − 1))}; NaN if a score is not finite. */
  public double standardDeviation() {
    double mean = mean();
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return Math.sqrt(squares / (values.size() - 1));
  }
}
