package org.scalarflow.ml.study;

import java.util.List;

/**
 * One training of a study.
 *
 * @param combination what it is about
 * @param accuracy the fraction of the held-out rows whose class is predicted in the end
 * @param losses the mean loss over the training rows, by epoch
 * @param firstNorms by layer, from the first hidden one to the logits, the Euclidean norm of the
 *     gradient of the mean loss over all training rows, before the first step
 * @param norms the same during the training, by epoch: the root mean square over its steps, each
 *     with the gradient of a batch
 */
public record Trial(
    Combination combination,
    double accuracy,
    List<Double> losses,
    List<Double> firstNorms,
    List<List<Double>> norms) {

  /** A trial with lists of its own. */
  public Trial {
    losses = List.copyOf(losses);
    firstNorms = List.copyOf(firstNorms);
    norms = norms.stream().map(List::copyOf).toList();
  }
}
