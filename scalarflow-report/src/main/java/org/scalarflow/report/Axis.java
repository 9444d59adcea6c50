package org.scalarflow.report;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * An axis: from where to where, and where the ticks are. Places on it are shares: 0 at its start, 1
 * at its end.
 *
 * @param name what is on it, with its unit
 * @param min where it starts
 * @param max where it ends, more than {@code min}
 * @param isLogarithmic whether equal ratios have equal lengths
 * @param hasGrid whether the ticks have lines across the plot
 * @param ticks in ascending order
 */
record Axis(
    String name, double min, double max, boolean isLogarithmic, boolean hasGrid, List<Tick> ticks) {

  /** A place with a label. */
  record Tick(double at, String label) {}

  private static final int MOST_TICKS = 10;
  private static final int MOST_WHOLE = 14;

  private static final int MOST_DECADES = 12;

  private static final double MARGIN = 0.04;
  private static final int LONGEST_NAME = 18;

  /** A linear axis on which these values have some room. */
  static Axis around(String name, double least, double most) {
    double span = most - least;
    double room = isTiny(least, most) ? Math.max(Math.abs(most) * 0.1, 0.5) : span * MARGIN;
    return linear(name, least - room, most + room, false);
  }

  /** A linear axis of whole numbers, such as epochs. */
  static Axis ofWhole(String name, double least, double most) {
    double room = Math.max((most - least) * MARGIN, 0.25);
    return linear(name, least - room, most + room, true);
  }

  /** A linear axis from exactly here to exactly there. */
  static Axis linear(String name, double min, double max, boolean onlyWhole) {
    BigDecimal step = step((max - min) / MOST_TICKS);
    if (onlyWhole && max - min < MOST_WHOLE) {
      step = BigDecimal.ONE;
    }
    BigDecimal first = BigDecimal.valueOf(min).divide(step, 0, RoundingMode.CEILING).multiply(step);
    List<Tick> ticks = new ArrayList<>();
    for (BigDecimal at = first; at.doubleValue() <= max; at = at.add(step)) {
      ticks.add(new Tick(at.doubleValue(), label(at, step)));
    }
    return new Axis(name, min, max, false, true, List.copyOf(ticks));
  }

  /**
   * A logarithmic axis around these positive values, from and to 1, 2 or 5 times a power of ten,
   * with some room. It has ticks at these, or at powers of ten alone where they would be too many.
   */
  static Axis logarithmic(String name, double least, double most) {
    List<BigDecimal> places = new ArrayList<>();
    int low = (int) Math.floor(StrictMath.log10(least));
    int high = (int) Math.ceil(StrictMath.log10(most));
    for (int exponent = low; exponent <= high; exponent++) {
      for (int digit : new int[] {1, 2, 5}) {
        places.add(BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent));
      }
    }
    while (places.size() > 2 && places.get(1).doubleValue() <= least) {
      places.remove(0);
    }
    while (places.size() > 2 && places.get(places.size() - 2).doubleValue() >= most) {
      places.remove(places.size() - 1);
    }
    boolean isDense = places.size() <= MOST_TICKS;
    int every = 1 + (high - low - 1) / MOST_DECADES;
    List<Tick> ticks = new ArrayList<>();
    for (BigDecimal place : places) {
      boolean isPower = place.unscaledValue().equals(BigInteger.ONE);
      if (isDense || (isPower && (-place.scale() - high) % every == 0)) {
        ticks.add(new Tick(place.doubleValue(), Texts.plain(place)));
      }
    }
    double from = StrictMath.log10(places.get(0).doubleValue());
    double to = StrictMath.log10(places.get(places.size() - 1).doubleValue());
    double room = (to - from) * MARGIN;
    return new Axis(
        name,
        StrictMath.pow(10, from - room),
        StrictMath.pow(10, to + room),
        true,
        true,
        List.copyOf(ticks));
  }

  /** An axis of names: the first at 0, the next at 1. */
  static Axis names(String name, List<String> names) {
    return names(name, names, LONGEST_NAME);
  }

  /** The same with names of at most so many characters. */
  static Axis names(String name, List<String> names, int longest) {
    List<Tick> ticks = new ArrayList<>();
    for (String label : Texts.cutApart(names, longest)) {
      ticks.add(new Tick(ticks.size(), label));
    }
    return new Axis(name, -0.5, names.size() - 0.5, false, false, List.copyOf(ticks));
  }

  Axis withoutLabels() {
    return new Axis(
        "", min, max, isLogarithmic, hasGrid, ticks.stream().map(t -> new Tick(t.at, "")).toList());
  }

  /** The same from the other end: names from the top down. */
  Axis reversed() {
    return new Axis(name, max, min, isLogarithmic, hasGrid, ticks);
  }

  /** Where a value is: 0 at the start, 1 at the end; NaN where a logarithm has none. */
  double share(double value) {
    if (isLogarithmic) {
      double low = StrictMath.log10(min);
      return value > 0
          ? (StrictMath.log10(value) - low) / (StrictMath.log10(max) - low)
          : Double.NaN;
    }
    return (value - min) / (max - min);
  }

  /** Differences that doubles of this size no longer tell well. */
  private static boolean isTiny(double least, double most) {
    double magnitude = Math.max(Math.abs(least), Math.abs(most));
    return !(most - least > Math.max(magnitude * 1e-9, 1e-306));
  }

  /** 1, 2 or 5 times a power of ten, at least this much. */
  private static BigDecimal step(double least) {
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen((int) Math.floor(StrictMath.log10(least)));
    for (int digit : new int[] {1, 2, 5}) {
      BigDecimal step = power.multiply(BigDecimal.valueOf(digit));
      if (step.doubleValue() >= least) {
        return step;
      }
    }
    return power.scaleByPowerOfTen(1);
  }

  /** With as many decimals as the step has, so that labels line up. */
  private static String label(BigDecimal at, BigDecimal step) {
    int decimals = Math.max(step.stripTrailingZeros().scale(), 0);
    String plain = at.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    if (plain.length() <= 8) {
      return at.signum() == 0 ? "0" : plain;
    }
    return Texts.plain(at);
  }
}
