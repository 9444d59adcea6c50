package org.scalarflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
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

  private static final int MARKED = 60;

  /** The line of a series with the style of its number; marks only where they do not touch. */
  static Line of(Series series, int index) {
    Series shown = series.thinned();
    return new Line(
        shown.x(),
        shown.y(),
        Palette.color(index),
        Palette.stroke(index),
        shown.size() <= MARKED ? Palette.mark(index) : null);
  }

  LegendEntry entry(String name) {
    return new LegendEntry(name, color, stroke, mark, null);
  }
}
