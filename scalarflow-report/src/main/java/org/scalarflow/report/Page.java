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
 * @param note at the bottom, and what the panels add to it; may be empty
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
    String added = panels(g, top, bottom - (note.isEmpty() ? 0 : 26), inside);
    Font small = Fonts.plain(Fonts.LABEL);
    Fonts.draw(g, Fonts.fit(note + added, small, inside), small, Palette.MUTED, EDGE, bottom, 0);
  }

  /** Draws panels of plots of equal height and left edge, and returns what they add to the note. */
  private String panels(Graphics2D g, double top, double bottom, double inside) {
    double left = panels.stream().mapToDouble(Panel::leftMargin).max().orElse(0);
    double gap = 16;
    double wide = inside - 12;
    double below = panels.stream().mapToDouble(panel -> panel.bottomMargin(wide - left)).sum();
    double plots = (bottom - top - below - gap * (panels.size() - 1)) / panels.size();
    double y = top;
    StringBuilder notes = new StringBuilder();
    for (Panel panel : panels) {
      double margin = panel.bottomMargin(wide - left);
      double high = Math.max(plots, 20) + margin;
      Panel.Plot plot = panel.plot(new Rectangle2D.Double(EDGE, y, wide, high), left, margin);
      panel.paint(g, plot, margin);
      notes.append(panel.background().note(plot)).append(panel.foreground().note(plot));
      y += high + gap;
    }
    return notes.toString();
  }
}
