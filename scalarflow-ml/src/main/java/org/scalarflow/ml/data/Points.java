package org.scalarflow.ml.data;

import java.util.List;
import java.util.stream.IntStream;

/** What generators of points have in common. */
final class Points {

  /** The most of what is a length: far from where squares overflow. */
  static final double MAX_SCALE = 1e100;

  private Points() {}

  /** A data set of the plane with labels 0, 1, …; the arrays are not copied. */
  static Dataset plane(String name, int classCount, double[] features, int[] classes) {
    return of(name, List.of("x", "y"), classCount, features, classes);
  }

  /** A data set with labels 0, 1, …; the arrays are not copied. */
  static Dataset of(
      String name, List<String> names, int classCount, double[] features, int[] classes) {
    List<String> labels = IntStream.range(0, classCount).mapToObj(Integer::toString).toList();
    return Dataset.ofRowMajor(name, names, labels, features, classes);
  }

  /** How many of the points that take turns are of a class. */
  static int ofClass(int points, int classCount, int one) {
    return points / classCount + (one < points % classCount ? 1 : 0);
  }

  static void requirePoints(int points, int least) {
    if (points < least) {
      throw new IllegalArgumentException("at least " + least + " points are needed, not " + points);
    }
    if (points > CsvData.MAX_ROWS) {
      throw new IllegalArgumentException(
          "at most " + CsvData.MAX_ROWS + " points are made, not " + points);
    }
  }

  static void requireRange(String parameter, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          parameter
              + " is a number from "
              + shown(least)
              + " to "
              + shown(most)
              + ", not "
              + value);
    }
  }

  static void requireRange(String parameter, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          parameter + " are from " + least + " to " + most + ", not " + value);
    }
  }

  /** Whole bounds without a fraction, the large one with its power. */
  private static String shown(double bound) {
    if (bound == MAX_SCALE) {
      return "1e100";
    }
    return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
  }
}
