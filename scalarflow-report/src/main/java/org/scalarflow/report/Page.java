package org.scalarflow.report;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * The whole of a drawing: title, legend, panels one below the other, and a note.
 *
 * @param title at the top
 * @param legend below it
 * @param panels below that, of equal height
 * @param note at the bottom; may be empty
 */
record Page(String title, List<LegendEntry> legend, List<Panel> panels, String note) {

  private static final double EDGE = 24;

  void paint(Graphics2D g, double width, double height) {
    g.setColor(Palette.PAPER);
    g.fill(new Rectangle2D.Double(0, 0, width, height));
    double inside = width - 2 * EDGE;
    Font bold = Fonts.bold(Fonts.TITLE);
    Fonts.draw(g, Fonts.fit(title, bold, inside), bold, Palette.INK, EDGE, EDGE + 22, 0);
    double top = EDGE + 42;

    Legend names = new Legend(legend);
    names.paint(g, EDGE, top, inside);
    top += names.height(inside) + 8;

    double bottom = height - EDGE;
    if (!note.isEmpty()) {
      Font small = Fonts.plain(Fonts.LABEL);
      Fonts.draw(g, Fonts.fit(note, small, inside), small, Palette.MUTED, EDGE, bottom, 0);
      bottom -= 26;
    }
    panels(g, top, bottom, inside);
  }

  /** Panels have plots of equal height and left edge. */
  private void panels(Graphics2D g, double top, double bottom, double inside) {
    double left = panels.stream().mapToDouble(Panel::leftMargin).max().orElse(0);
    double gap = 16;
    double below = panels.stream().mapToDouble(Panel::bottomMargin).sum();
    double plots = (bottom - top - below - gap * (panels.size() - 1)) / panels.size();
    double y = top;
    for (Panel panel : panels) {
      double high = Math.max(plots, 20) + panel.bottomMargin();
      panel.paint(g, new Rectangle2D.Double(EDGE, y, inside - 12, high), left);
      y += high + gap;
    }
  }
}
