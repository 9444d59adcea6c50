package org.scalarflow.ml.train;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened in one pass over the rows. Loss and accuracy are means over the rows, each judged
 * when it was visited, with the weights of that moment: they cost nothing extra, and lag a little
 * behind the weights at the end of the epoch.
 *
 * @param number the number of the epoch, from 1
 * @param of the number of epochs that were asked for
 * @param loss the mean loss, weighted if classes are
 * @param accuracy the fraction of rows whose class was predicted
 * @param gradientNorms by layer, from the first hidden one to the logits, the root of the mean,
 *     over the steps, of the squared Euclidean norm of the gradient of a batch, before penalty and
 *     clipping; empty unless asked for
 * @param validation how the rows that are not learnt from are predicted at the end of the epoch;
 *     null if there are none
 * @param time how long it took
 */
public record Epoch(
    int number,
    int of,
    double loss,
    double accuracy,
    List<Double> gradientNorms,
    @Nullable Validation validation,
    Duration time) {

  /**
   * How rows are predicted.
   *
   * @param loss the mean loss
   * @param accuracy the fraction of rows whose class is predicted
   */
  public record Validation(double loss, double accuracy) {}

  /** An epoch with a list of its own. */
  public Epoch {
    gradientNorms = List.copyOf(gradientNorms);
  }
}
