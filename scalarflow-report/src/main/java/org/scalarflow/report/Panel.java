package org.scalarflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Two axes and what is between them.
 *
 * @param x from left to right
 * @param y from the bottom up
 * @param isSquare whether both axes have the same length
 * @param background what lies below grid and lines
 * @param lines the lines and points
 * @param foreground what lies above them
 */
record Panel(
    Axis x, Axis y, boolean isSquare, Layer background, List<Line> lines, Layer foreground) {

  /** Something drawn in a plot. */
  interface Layer {

    /** Draws it, with places as pixels of this plot. */
    void paint(Graphics2D g, Plot plot);
  }

  /**
   * Where values are.
   *
   * @param x the axis from left to right
   * @param y the axis from the bottom up
   * @param area of the plot
   */
  record Plot(Axis x, Axis y, Rectangle2D area) {

    double left(double value) {
      return area.getX() + x.share(value) * area.getWidth();
    }

    double top(double value) {
      return area.getMaxY() - y.share(value) * area.getHeight();
    }
  }

  static final Layer NOTHING = (g, plot) -> {};

  private static final BasicStroke THIN = Palette.solid(1);

  /** How wide the labels and the name of the y axis are. */
  double leftMargin() {
    Font font = Fonts.plain(Fonts.LABEL);
    double widest =
        y.ticks().stream().mapToDouble(tick -> Fonts.width(tick.label(), font)).max().orElse(0);
    return widest + 14 + (y.name().isEmpty() ? 0 : 34);
  }

  /** How high the labels and the name of the x axis are. */
  double bottomMargin() {
    boolean labelled = x.ticks().stream().anyMatch(tick -> !tick.label().isEmpty());
    return (labelled ? 28 : 10) + (x.name().isEmpty() ? 0 : 30);
  }

  /** Draws it into a place of which the plot leaves so much free at the left. */
  void paint(Graphics2D g, Rectangle2D place, double leftMargin) {
    double width = place.getWidth() - leftMargin;
    double height = place.getHeight() - bottomMargin();
    double left = place.getX() + leftMargin;
    if (isSquare) {
      double side = Math.min(width, height);
      left += (width - side) / 2;
      width = side;
      height = side;
    }
    Rectangle2D area =
        new Rectangle2D.Double(
            Math.round(left), Math.round(place.getY()), Math.round(width), Math.round(height));
    Plot plot = new Plot(x, y, area);
    background.paint(g, plot);
    grid(g, plot);
    LinesPainter.paint(g, this, area);
    foreground.paint(g, plot);
    frame(g, plot);
    labels(g, plot);
  }

  private void grid(Graphics2D g, Plot plot) {
    g.setColor(Palette.GRID);
    g.setStroke(THIN);
    Rectangle2D area = plot.area();
    if (x.hasGrid()) {
      for (Axis.Tick tick : x.ticks()) {
        double at = plot.left(tick.at());
        g.draw(new Line2D.Double(at, area.getY(), at, area.getMaxY()));
      }
    }
    if (y.hasGrid()) {
      for (Axis.Tick tick : y.ticks()) {
        double at = plot.top(tick.at());
        g.draw(new Line2D.Double(area.getX(), at, area.getMaxX(), at));
      }
    }
  }

  private void frame(Graphics2D g, Plot plot) {
    Rectangle2D area = plot.area();
    g.setColor(Palette.MUTED);
    g.setStroke(THIN);
    g.draw(area);
    for (Axis.Tick tick : x.ticks()) {
      double at = plot.left(tick.at());
      g.draw(new Line2D.Double(at, area.getMaxY(), at, area.getMaxY() + 6));
    }
    for (Axis.Tick tick : y.ticks()) {
      double at = plot.top(tick.at());
      g.draw(new Line2D.Double(area.getX() - 6, at, area.getX(), at));
    }
  }

  private void labels(Graphics2D g, Plot plot) {
    Rectangle2D area = plot.area();
    Font font = Fonts.plain(Fonts.LABEL);
    Font bold = Fonts.plain(Fonts.NAME);
    Color ink = Palette.INK;
    double free = Double.NEGATIVE_INFINITY;
    double room = x.hasGrid() ? Double.MAX_VALUE : area.getWidth() / x.ticks().size() - 8;
    for (Axis.Tick tick : x.ticks()) {
      String label = Fonts.fit(tick.label(), font, room);
      double half = Fonts.width(label, font) / 2;
      // A label that would touch the one before it is left out; its tick stays.
      if (plot.left(tick.at()) - half > free) {
        Fonts.draw(g, label, font, ink, plot.left(tick.at()), area.getMaxY() + 25, 0.5);
        free = plot.left(tick.at()) + half + 8;
      }
    }
    for (Axis.Tick tick : y.ticks()) {
      Fonts.draw(g, tick.label(), font, ink, area.getX() - 11, plot.top(tick.at()) + 6, 1);
    }
    String below = Fonts.fit(x.name(), bold, area.getWidth());
    Fonts.draw(g, below, bold, ink, area.getCenterX(), area.getMaxY() + 51, 0.5);
    String beside = Fonts.fit(y.name(), bold, area.getHeight());
    double column = area.getX() - leftMargin() + 20;
    AffineTransform before = g.getTransform();
    g.rotate(-Math.PI / 2, column, area.getCenterY());
    Fonts.draw(g, beside, bold, ink, column, area.getCenterY(), 0.5);
    g.setTransform(before);
  }
}
