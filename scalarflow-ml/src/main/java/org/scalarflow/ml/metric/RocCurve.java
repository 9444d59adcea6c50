package org.scalarflow.ml.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How well scores tell the second of two classes from the first, at every threshold. Immutable.
 *
 * <p>At a threshold {@code t}, rows with a score {@code s ≥ t} are taken for the second class. The
 * curve leads from (0, 0) to (1, 1): across, the false positive rate, the part of the rows of the
 * first class that is taken for the second; up, the true positive rate, the part of the rows of the
 * second class that is. Rows of equal scores are passed in one step, a straight line.
 *
 * <p>A score may be a probability, a logit, or any finite number that grows with the belief in the
 * second class: only the order counts. 0 and −0 are equal.
 */
public final class RocCurve {

  /**
   * A point of the curve.
   *
   * @param threshold the least score that is taken for the second class; ∞ at the start, where none
   *     is
   * @param falsePositiveRate the part of the rows of the first class that is taken for the second
   * @param truePositiveRate the part of the rows of the second class that is
   */
  public record Point(double threshold, double falsePositiveRate, double truePositiveRate) {}

  private final List<Point> points;
  private final double area;

  private RocCurve(List<Point> points, double area) {
    this.points = points;
    this.area = area;
  }

  /**
   * The curve of some scores.
   *
   * @param actual the class of each row, 0 or 1
   * @param scores the score of each row; left unchanged
   * @throws IllegalArgumentException if there is not one score for each row, a class is neither 0
   *     nor 1, a score is not finite, or one of the classes has no row, so that there is no rate
   */
  public static RocCurve of(int[] actual, double[] scores) {
    if (actual.length != scores.length) {
      throw new IllegalArgumentException(scores.length + " scores for " + actual.length + " rows");
    }
    double[] first = ascending(actual, scores, 0);
    double[] second = ascending(actual, scores, 1);
    if (first.length + second.length < actual.length) {
      throw new IllegalArgumentException("classes of a ROC curve are 0 and 1");
    }
    if (first.length == 0 || second.length == 0) {
      throw new IllegalArgumentException(
          "a ROC curve needs a row of either class, but all "
              + actual.length
              + " rows are of class "
              + (first.length == 0 ? 1 : 0));
    }
    return merge(first, second);
  }

  /** Lowers the threshold from score to score. */
  private static RocCurve merge(double[] first, double[] second) {
    List<Point> points = new ArrayList<>();
    points.add(new Point(Double.POSITIVE_INFINITY, 0, 0));
    int negatives = 0;
    int positives = 0;
    // Twice the number of pairs in the right order, ties for a half: whole, and below 2^62.
    long area = 0;
    while (negatives < first.length || positives < second.length) {
      double threshold = Math.max(next(first, negatives), next(second, positives));
      int before = positives;
      while (next(second, positives) >= threshold) {
        positives++;
      }
      while (next(first, negatives) >= threshold) {
        negatives++;
        area += (long) before + positives;
      }
      points.add(
          new Point(
              threshold, (double) negatives / first.length, (double) positives / second.length));
    }
    return new RocCurve(List.copyOf(points), area / (2.0 * first.length * second.length));
  }

  /** The largest score of which a number are passed; −∞ if all are. */
  private static double next(double[] ascending, int passed) {
    return passed == ascending.length
        ? Double.NEGATIVE_INFINITY
        : ascending[ascending.length - 1 - passed];
  }

  private static double[] ascending(int[] actual, double[] scores, int wanted) {
    double[] chosen = new double[scores.length];
    int count = 0;
    for (int row = 0; row < scores.length; row++) {
      if (!Double.isFinite(scores[row])) {
        throw new IllegalArgumentException(
            "the score of row " + row + " is " + scores[row] + "; scores must be finite");
      }
      if (actual[row] == wanted) {
        // Adding 0 makes −0 a 0, which sorting would put apart.
        chosen[count++] = scores[row] + 0.0;
      }
    }
    double[] sorted = Arrays.copyOf(chosen, count);
    Arrays.sort(sorted);
    return sorted;
  }

  /** The points, one for each different score after the start, from (0, 0) to (1, 1). */
  public List<Point> points() {
    return points;
  }

  /**
   * The area under the curve, by trapezoids: the probability that a random row of the second class
   * has a higher score than one of the first, ties counted as a half. This is the statistic {@code
   * U / (n₀·n₁)} of Mann and Whitney; 1 tells the classes apart without fault, ½ is guessing. It is
   * computed from whole numbers, exactly but for one rounding up to 2⁵² pairs.
   */
  public double area() {
    return area;
  }
}
