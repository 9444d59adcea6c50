package org.scalarflow.ml.study;

import java.util.List;

/**
 * One training of a study.
 *
 * <p>A training diverges in the epoch in which a loss or a weight becomes infinite or NaN, or a
 * gradient norm exceeds 1e100. It ends there; the epochs before are kept.
 *
 * @param combination what it is about
 * @param guessing the share of the most frequent class among the held-out rows: the accuracy of
 *     always guessing it
 * @param accuracy the fraction of the held-out rows whose class is predicted in the end; NaN if the
 *     training diverged
 * @param divergedIn the epoch in which the training diverged, from 1; 0 if it did not
 * @param losses the mean loss over the training rows, by epoch
 * @param firstNorms by layer, from the first hidden one to the logits, the Euclidean norm of the
 *     gradient of the mean loss over all training rows, before the first step
 * @param norms the same during the training, by epoch: the root mean square over its steps, each
 *     with the gradient of a batch
 */
public record Trial(
    Combination combination,
    double guessing,
    double accuracy,
    int divergedIn,
    List<Double> losses,
    List<Double> firstNorms,
    List<List<Double>> norms) {

  /**
   * A trial with lists of its own.
   *
   * @throws IllegalArgumentException if there are not as many norms as losses, or an epoch or the
   *     start has another number of layers than {@code depth + 1}
   */
  public Trial {
    losses = List.copyOf(losses);
    firstNorms = List.copyOf(firstNorms);
    norms = norms.stream().map(List::copyOf).toList();
    int layers = combination.depth() + 1;
    if (losses.size() != norms.size()
        || firstNorms.size() != layers
        || norms.stream().anyMatch(epoch -> epoch.size() != layers)) {
      throw new IllegalArgumentException(
          combination + " has one loss an epoch, and one norm for each of " + layers + " layers");
    }
  }

  /** Whether the training diverged. */
  public boolean isDiverged() {
    return divergedIn > 0;
  }

  /** The loss of the last epoch, NaN if there is none. */
  public double finalLoss() {
    return losses.isEmpty() ? Double.NaN : losses.get(losses.size() - 1);
  }
}
