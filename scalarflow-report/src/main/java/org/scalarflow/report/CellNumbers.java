package org.scalarflow.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.metric.ConfusionMatrix;

/**
 * How the numbers of a confusion matrix are written where cells have some size: never cut, since
 * what is left of a cut number is another number.
 *
 * @param count the letters of counts
 * @param share the letters of shares; null where they have no room
 * @param room how wide a number may be
 * @param note what is to be said of it
 */
record CellNumbers(Font count, @Nullable Font share, double room, String note) {

  /** From the largest to what is still legible. */
  private static final List<Integer> SIZES = List.of(26, 22, 18, 16, 14);

  private static final int SMALLEST = 14;

  /** Of the height of a cell, which holds two lines. */
  private static final double HIGHEST = 0.3;

  private static final double LEAST_FOR_TWO = 44;

  /** The unit {@code 1000ⁱ⁺¹}, and what it is called. */
  private static final List<String> UNITS = List.of("k", "M", "G");

  private static final List<String> UNIT_NAMES = List.of("thousands", "millions", "billions");

  static CellNumbers in(ConfusionMatrix matrix, Panel.Plot plot) {
    int classes = matrix.labels().size();
    double room = plot.area().getWidth() / classes - 6;
    double height = plot.area().getHeight() / classes;
    long[] counts = new long[classes * classes];
    Arrays.setAll(counts, i -> matrix.count(i / classes, i % classes));
    Font count =
        SIZES.stream()
            .filter(size -> size <= Math.max(height * HIGHEST, SMALLEST))
            .map(Fonts::bold)
            .filter(font -> Arrays.stream(counts).allMatch(one -> fits(exact(one), font, room)))
            .findFirst()
            .orElse(Fonts.plain(SMALLEST));
    Font share = Fonts.plain(count.getSize() >= 22 ? 18 : 14);
    boolean hasShares = height > LEAST_FOR_TWO && fits(Texts.percent(99_999, 100_000), share, room);
    String meaning =
        hasShares
            ? ", and shares of the rows of the actual class"
            : "; stronger colour: larger share of the actual class";
    return new CellNumbers(
        count, hasShares ? share : null, room, meaning + units(Arrays.stream(counts), count, room));
  }

  private static String units(LongStream counts, Font font, double room) {
    TreeSet<Integer> used =
        counts
            .filter(one -> !fits(exact(one), font, room))
            .mapToObj(CellNumbers::rounded)
            .map(text -> UNITS.indexOf(text.substring(text.length() - 1)))
            .filter(unit -> unit >= 0)
            .collect(Collectors.toCollection(TreeSet::new));
    return used.isEmpty()
        ? ""
        : used.stream()
            .map(unit -> UNITS.get(unit) + ": " + UNIT_NAMES.get(unit))
            .collect(Collectors.joining(", ", "; ", ", rounded"));
  }

  /** Draws a count, and its share of all if there is room, around a place. */
  void draw(Graphics2D g, long here, long all, Color ink, double x, double y) {
    String text = fits(exact(here), count, room) ? exact(here) : rounded(here);
    if (share == null) {
      Fonts.draw(g, text, count, ink, x, y + count.getSize() * 0.36, 0.5);
    } else {
      Fonts.draw(g, text, count, ink, x, y - 1, 0.5);
      Fonts.draw(g, Texts.percent(here, all), share, ink, x, y + share.getSize() + 4, 0.5);
    }
  }

  private static boolean fits(String text, Font font, double room) {
    return Fonts.width(text, font) <= room;
  }

  private static String exact(long count) {
    return Long.toString(count);
  }

  /** Three digits at most, from a thousand with a unit: {@code 999}, {@code 8.6k}, {@code 86k}. */
  static String rounded(long count) {
    BigDecimal shown = BigDecimal.valueOf(count);
    String unit = "";
    for (int i = 0; i < UNITS.size() && shown.compareTo(BigDecimal.valueOf(1_000)) >= 0; i++) {
      BigDecimal smaller = BigDecimal.valueOf(count).scaleByPowerOfTen(-3 * (i + 1));
      shown = smaller.setScale(1, RoundingMode.HALF_EVEN);
      if (shown.compareTo(BigDecimal.TEN) >= 0) {
        shown = smaller.setScale(0, RoundingMode.HALF_EVEN);
      }
      unit = UNITS.get(i);
    }
    return shown.stripTrailingZeros().toPlainString() + unit;
  }
}
