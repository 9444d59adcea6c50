package org.scalarflow.ml.metric;

import java.util.Arrays;
import java.util.Objects;
import org.scalarflow.math.Losses;

/**
 * The mean of {@code −log p} over the rows, with {@code p} the probability that was given to the
 * class of the row: 0 for sure and right answers, {@code log k} for an even guess among {@code k}.
 *
 * <p>A row whose class was given the probability 0 makes the mean infinite, unless clipping is
 * asked for. From logits, the loss is finite as long as they are and fit a double: nothing is
 * rounded to a probability of 0.
 */
public final class LogLoss {

  /** Probabilities of a row may be this far from a sum of 1, for rounding on the way. */
  private static final double SUM_TOLERANCE = 1e-6;

  private LogLoss() {}

  /**
   * From probabilities, without clipping.
   *
   * @param actual the class of each row
   * @param probabilities by row, then by class; left unchanged
   * @return the mean, {@code ∞} if a class of a row was given the probability 0
   * @throws IllegalArgumentException if there are no rows, there is not one array for each row, a
   *     number is not from 0 to 1, or those of a row do not add up to 1 within 1e-6
   * @throws IndexOutOfBoundsException if the class of a row has no probability
   */
  public static double ofProbabilities(int[] actual, double[][] probabilities) {
    return ofProbabilities(actual, probabilities, 0);
  }

  /**
   * From probabilities, {@code −log max(p, least)} for each row: no row costs more than {@code −log
   * least}. Nothing is scaled again, and probabilities near 1 stay what they are.
   *
   * @param actual the class of each row
   * @param probabilities by row, then by class; left unchanged
   * @param least what smaller probabilities are raised to, from 0, which raises none, to 1
   * @throws IllegalArgumentException as without clipping, or if {@code least} is out of range
   * @throws IndexOutOfBoundsException if the class of a row has no probability
   */
  public static double ofProbabilities(int[] actual, double[][] probabilities, double least) {
    if (!(least >= 0 && least <= 1)) {
      throw new IllegalArgumentException("the least probability is from 0 to 1, not " + least);
    }
    requireRows(actual, probabilities.length);
    double sum = 0;
    for (int row = 0; row < actual.length; row++) {
      double[] given = probabilities[row];
      requireProbabilities(row, given);
      double p = given[Objects.checkIndex(actual[row], given.length)];
      // A difference, so that a sure answer costs 0 and not −0.
      sum += 0.0 - StrictMath.log(Math.max(p, least));
    }
    return sum / actual.length;
  }

  /**
   * From the logits of classes: the mean of {@code log Σⱼ exp zⱼ − z}, with {@code z} that of the
   * class of the row.
   *
   * @param actual the class of each row
   * @param logits by row, then by class; left unchanged
   * @throws IllegalArgumentException if there are no rows, there is not one array for each row, or
   *     a logit is not finite
   * @throws IndexOutOfBoundsException if the class of a row has no logit
   */
  public static double ofLogits(int[] actual, double[][] logits) {
    requireRows(actual, logits.length);
    double sum = 0;
    for (int row = 0; row < actual.length; row++) {
      int classes = logits[row].length;
      for (double logit : logits[row]) {
        requireFinite(row, logit);
      }
      double[] operands = Arrays.copyOf(logits[row], 2 * classes);
      operands[classes + Objects.checkIndex(actual[row], classes)] = 1;
      sum += Losses.softmaxCrossEntropy(operands);
    }
    return sum / actual.length;
  }

  /**
   * From the one logit of two classes, {@code z = log(p / (1 − p))} with {@code p} the probability
   * of the second: the mean of {@code log(1 + eᶻ) − z·y}, with {@code y} the class of the row.
   *
   * @param actual the class of each row, 0 or 1
   * @param logits the logit of each row; left unchanged
   * @throws IllegalArgumentException if there are no rows, there is not one logit for each row, or
   *     a logit is not finite
   * @throws IndexOutOfBoundsException if a class is neither 0 nor 1
   */
  public static double ofLogits(int[] actual, double[] logits) {
    requireRows(actual, logits.length);
    double sum = 0;
    for (int row = 0; row < actual.length; row++) {
      requireFinite(row, logits[row]);
      sum += Losses.binaryCrossEntropy(logits[row], Objects.checkIndex(actual[row], 2));
    }
    return sum / actual.length;
  }

  private static void requireRows(int[] actual, int given) {
    if (given != actual.length) {
      throw new IllegalArgumentException(given + " predictions for " + actual.length + " rows");
    }
    if (actual.length == 0) {
      throw new IllegalArgumentException("there are no rows to take the mean of");
    }
  }

  private static void requireFinite(int row, double logit) {
    if (!Double.isFinite(logit)) {
      throw new IllegalArgumentException(
          "a logit of row " + row + " is " + logit + "; logits must be finite");
    }
  }

  private static void requireProbabilities(int row, double[] given) {
    double sum = 0;
    for (double p : given) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException(
            "a probability of row " + row + " is " + p + "; probabilities are from 0 to 1");
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          "the probabilities of row " + row + " add up to " + sum + ", not to 1");
    }
  }
}
