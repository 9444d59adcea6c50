package org.scalarflow.report;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named curve, y over x, with or without a band around it. Immutable.
 *
 * <p>The x values ascend. A y value that is NaN is missing: the curve has a gap there.
 */
public final class Series {

  /** Beyond it, differences and margins of axes could overflow. */
  static final double LARGEST = 1e100;

  /** Below it, doubles lose digits. */
  private static final double LEAST_POSITIVE = 1e-300;

  private static final int MOST_POINTS = 1_000_000;
  private static final int MOST_DRAWN = 2_000;

  private final String name;
  private final double[] x;
  private final double[] y;
  private final double @Nullable [] low;
  private final double @Nullable [] high;

  private Series(
      String name, double[] x, double[] y, double @Nullable [] low, double @Nullable [] high) {
    this.name = name;
    this.x = x;
    this.y = y;
    this.low = low;
    this.high = high;
  }

  /**
   * A curve.
   *
   * @param name what it is called
   * @param x finite numbers, each more than the one before; copied
   * @param y one for each x, NaN where it is missing; copied
   * @throws IllegalArgumentException if there is no point or more than a million, the lengths
   *     differ, x does not ascend, or a number is infinite or beyond ±1e100
   */
  public static Series of(String name, double[] x, double[] y) {
    Series series = new Series(Texts.clean(name), x.clone(), y.clone(), null, null);
    series.check();
    return series;
  }

  /**
   * A curve with a band, such as a mean and its confidence interval.
   *
   * @param name what it is called
   * @param x finite numbers, each more than the one before; copied
   * @param y one for each x, NaN where it is missing; copied
   * @param low the lower edge, not above {@code y}; NaN for none; copied
   * @param high the upper edge, not below {@code y}; NaN for none; copied
   * @throws IllegalArgumentException as {@link #of}, and if y is outside its band
   */
  public static Series withBand(String name, double[] x, double[] y, double[] low, double[] high) {
    Series series = new Series(Texts.clean(name), x.clone(), y.clone(), low.clone(), high.clone());
    series.check();
    return series;
  }

  private void check() {
    Objects.requireNonNull(name, "name");
    require(x.length > 0, "there is no point");
    require(x.length <= MOST_POINTS, "there are more than a million points");
    requireAsMany(y, "y values");
    for (int i = 0; i < x.length; i++) {
      require(Math.abs(x[i]) <= LARGEST, "x[" + i + "] is " + x[i] + ", not within ±1e100");
      require(i == 0 || x[i] > x[i - 1], "x[" + i + "] is not more than the one before it");
    }
    requireDrawable(y, "y");
    if (low != null && high != null) {
      requireAsMany(low, "lower edges");
      requireAsMany(high, "upper edges");
      requireDrawable(low, "low");
      requireDrawable(high, "high");
      for (int i = 0; i < x.length; i++) {
        require(!(low[i] > y[i]) && !(high[i] < y[i]), "y[" + i + "] is outside its band");
      }
    }
  }

  private void requireAsMany(double[] values, String what) {
    require(values.length == x.length, x.length + " x values have " + values.length + " " + what);
  }

  private void requireDrawable(double[] values, String what) {
    for (int i = 0; i < values.length; i++) {
      require(
          Double.isNaN(values[i]) || Math.abs(values[i]) <= LARGEST,
          what + "[" + i + "] is " + values[i] + ", not within ±1e100");
    }
  }

  private void require(boolean fulfilled, String otherwise) {
    if (!fulfilled) {
      throw new IllegalArgumentException("series '" + name + "': " + otherwise);
    }
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** The number of points, at least 1. */
  public int size() {
    return x.length;
  }

  /** Whether it has a band. */
  public boolean hasBand() {
    return low != null;
  }

  /** The x values, in an array of the caller's own. */
  public double[] x() {
    return x.clone();
  }

  /** The y values, in an array of the caller's own. */
  public double[] y() {
    return y.clone();
  }

  /** The lower edge of the band, NaN where there is none, in an array of the caller's own. */
  public double[] low() {
    return low == null ? missing() : low.clone();
  }

  /** The upper edge of the band, NaN where there is none, in an array of the caller's own. */
  public double[] high() {
    return high == null ? missing() : high.clone();
  }

  private double[] missing() {
    double[] missing = new double[x.length];
    Arrays.fill(missing, Double.NaN);
    return missing;
  }

  /** The same with gaps where it has no place on a logarithmic axis. */
  Series positive() {
    double[] shown = y();
    double[] lower = low();
    double[] upper = high();
    for (int i = 0; i < shown.length; i++) {
      shown[i] = shown[i] >= LEAST_POSITIVE ? shown[i] : Double.NaN;
      if (Double.isNaN(shown[i]) || !(lower[i] >= LEAST_POSITIVE)) {
        lower[i] = Double.NaN;
        upper[i] = Double.NaN;
      }
    }
    return new Series(name, x, shown, low == null ? null : lower, high == null ? null : upper);
  }

  /** What is drawn of a long series: of each part the lowest and the highest point. */
  Series thinned() {
    if (x.length <= MOST_DRAWN) {
      return this;
    }
    int parts = MOST_DRAWN / 2;
    int[] chosen = new int[MOST_DRAWN];
    int count = 0;
    for (int part = 0; part < parts; part++) {
      int from = (int) ((long) part * x.length / parts);
      int to = (int) ((long) (part + 1) * x.length / parts);
      int lowest = from;
      int highest = from;
      for (int i = from; i < to; i++) {
        lowest = Double.isNaN(y[lowest]) || y[i] < y[lowest] ? i : lowest;
        highest = Double.isNaN(y[highest]) || y[i] > y[highest] ? i : highest;
      }
      chosen[count++] = Math.min(lowest, highest);
      if (lowest != highest) {
        chosen[count++] = Math.max(lowest, highest);
      }
    }
    int[] points = Arrays.copyOf(chosen, count);
    return new Series(
        name,
        pick(x, points),
        pick(y, points),
        low == null ? null : pick(low, points),
        high == null ? null : pick(high, points));
  }

  private static double[] pick(double[] values, int[] points) {
    return Arrays.stream(points).mapToDouble(i -> values[i]).toArray();
  }
}
