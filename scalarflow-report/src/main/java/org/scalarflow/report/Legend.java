package org.scalarflow.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Names beside samples of their lines and marks, above the plot, never on it: in one row, or in
 * columns of equal width.
 */
final class Legend {

  private static final double SAMPLE = 56;
  private static final double GAP = 28;
  private static final double ROW = 28;
  private static final int LONGEST = 40;

  private final List<LegendEntry> entries;

  Legend(List<LegendEntry> entries) {
    this.entries = entries;
  }

  /** How high it is in so wide a place. */
  double height(double width) {
    return entries.isEmpty() ? 0 : walk(null, 0, 0, width) + 8;
  }

  void paint(Graphics2D g, double left, double top, double width) {
    walk(g, left, top, width);
  }

  private double walk(@Nullable Graphics2D g, double left, double top, double width) {
    Font font = Fonts.plain(Fonts.LABEL);
    List<String> names =
        Texts.cutApart(entries.stream().map(LegendEntry::name).toList(), LONGEST).stream()
            .map(name -> Fonts.fit(name, font, width - SAMPLE - 8))
            .toList();
    double[] widths =
        names.stream().mapToDouble(name -> SAMPLE + 8 + Fonts.width(name, font) + GAP).toArray();
    boolean isOneRow = Arrays.stream(widths).sum() - GAP <= width;
    double widest = Arrays.stream(widths).max().orElse(width);
    double x = left;
    double y = top;
    for (int i = 0; i < names.size(); i++) {
      double needed = isOneRow ? widths[i] : widest;
      if (x > left && x + needed - GAP > left + width) {
        x = left;
        y += ROW;
      }
      if (g != null) {
        sample(g, entries.get(i), x, y + ROW / 2);
        Fonts.draw(g, names.get(i), font, Palette.INK, x + SAMPLE + 8, y + ROW / 2 + 6, 0);
      }
      x += needed;
    }
    return y + ROW - top;
  }

  private static void sample(Graphics2D g, LegendEntry entry, double x, double middle) {
    if (entry.patch() != null) {
      g.setColor(entry.patch());
      g.fill(new Rectangle2D.Double(x, middle - 9, SAMPLE, 18));
    }
    if (entry.stroke() != null) {
      g.setColor(entry.color());
      g.setStroke(entry.stroke());
      g.draw(new Line2D.Double(x, middle, x + SAMPLE, middle));
    }
    if (entry.mark() != null) {
      PointMarker.paint(g, entry.mark(), entry.color(), x + SAMPLE / 2, middle);
    }
  }
}
