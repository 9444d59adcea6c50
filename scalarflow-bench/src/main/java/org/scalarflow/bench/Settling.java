package org.scalarflow.bench;

import java.util.Arrays;

/**
 * Tells when run times have settled. The level they settle at is the median of the last quarter of
 * the windows; they are near it from the first window on at which the median of {@value #TOGETHER}
 * windows is at most some factor times that level.
 */
final class Settling {

  /** So many windows are looked at together, so that a single disturbed one does not matter. */
  static final int TOGETHER = 5;

  /** They have settled within this factor of the level. */
  static final double TOLERANCE = 1.1;

  private Settling() {}

  /** The level. */
  static double level(double[] times) {
    return median(times, firstOfLevel(times), times.length);
  }

  /** The number of the first settled window; the last quarter always is. */
  static int firstSettled(double[] times) {
    return firstWithin(TOLERANCE, times);
  }

  /** The number of the first window within a factor of the level; the last quarter always is. */
  static int firstWithin(double factor, double[] times) {
    double most = factor * level(times);
    int last = firstOfLevel(times);
    for (int i = 0; i < last; i++) {
      if (median(times, i, Math.min(times.length, i + TOGETHER)) <= most) {
        return i;
      }
    }
    return last;
  }

  private static int firstOfLevel(double[] times) {
    return times.length - Math.max(1, times.length / 4);
  }

  private static double median(double[] times, int from, int to) {
    double[] some = Arrays.copyOfRange(times, from, to);
    Arrays.sort(some);
    int middle = some.length / 2;
    return some.length % 2 == 1 ? some[middle] : (some[middle - 1] + some[middle]) / 2;
  }
}
