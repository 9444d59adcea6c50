package org.scalarflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Points of a panel, and the line through them.
 *
 * @param x one number for each point
 * @param y the same; where it is NaN, the line has a gap
 * @param color of line and marks
 * @param stroke of the line; null for points alone
 * @param mark at each point; null for a line alone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and never seen by users
record Line(
    double[] x, double[] y, Color color, @Nullable BasicStroke stroke, @Nullable Mark mark) {

  /** With more points, marks would hide the line. */
  private static final int MOST_MARKED = 30;

  private static final int MARKS_OF_LONG = 12;

  /**
   * The line of a series with the style of its number. Dashes need some room between points, so
   * only short series have them; long ones are told by their marks.
   */
  static Line of(Series series, int index) {
    Series shown = series.thinned();
    return new Line(
        shown.x(),
        shown.y(),
        Palette.color(index),
        shown.size() <= MOST_MARKED ? Palette.stroke(index) : Palette.solid(3),
        Palette.mark(index));
  }

  /** Itself, or, if it has many points, the line, a few of its marks, and those between gaps. */
  List<Line> parts() {
    if (stroke == null || mark == null || x.length <= MOST_MARKED) {
      return List.of(this);
    }
    // Each mark at its own places, so that equal curves do not hide each other's.
    int first = mark.ordinal() * x.length / (MARKS_OF_LONG * Mark.values().length);
    int[] marked =
        IntStream.concat(
                IntStream.range(0, MARKS_OF_LONG)
                    .map(i -> Math.min(first + i * x.length / MARKS_OF_LONG, x.length - 1)),
                IntStream.range(0, x.length).filter(this::isSingle))
            .sorted()
            .distinct()
            .toArray();
    double[] someX = Arrays.stream(marked).mapToDouble(i -> x[i]).toArray();
    double[] someY = Arrays.stream(marked).mapToDouble(i -> y[i]).toArray();
    return List.of(new Line(x, y, color, stroke, null), new Line(someX, someY, color, null, mark));
  }

  /** Whether a point is between gaps, where no line shows it. */
  private boolean isSingle(int i) {
    return !Double.isNaN(y[i])
        && (i == 0 || Double.isNaN(y[i - 1]))
        && (i == y.length - 1 || Double.isNaN(y[i + 1]));
  }

  LegendEntry entry(String name) {
    return new LegendEntry(name, color, stroke, mark, null);
  }
}
