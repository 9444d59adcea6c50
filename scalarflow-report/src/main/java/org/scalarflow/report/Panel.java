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

    /** What else must be said where it is drawn so large, to go on the note of the page. */
    default String note(Plot plot) {
      return "";
    }
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

  /** How high the labels and the name of the x axis are, below a plot of this width. */
  double bottomMargin(double width) {
    double widest = widestBelow();
    double labels = areUpright(width) ? widest + 18 : widest > 0 ? 28 : 10;
    return labels + (x.name().isEmpty() ? 0 : 30);
  }

  /** Whether the names below are too long to lie side by side. Numbers are left out instead. */
  private boolean areUpright(double width) {
    return !x.hasGrid() && widestBelow() > width / x.ticks().size() - 8;
  }

  private double widestBelow() {
    Font font = Fonts.plain(Fonts.LABEL);
    return x.ticks().stream().mapToDouble(tick -> Fonts.width(tick.label(), font)).max().orElse(0);
  }

  /** Where its plot is, in a place of which it leaves so much free at the left and below. */
  Plot plot(Rectangle2D place, double leftMargin, double bottomMargin) {
    double width = place.getWidth() - leftMargin;
    double height = place.getHeight() - bottomMargin;
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
    return new Plot(x, y, area);
  }

  /** Draws it around this plot, below which so much is free. */
  void paint(Graphics2D g, Plot plot, double bottomMargin) {
    background.paint(g, plot);
    grid(g, plot);
    LinesPainter.paint(g, this, plot.area());
    foreground.paint(g, plot);
    frame(g, plot);
    labels(g, plot);
    names(g, plot.area(), bottomMargin);
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
    Color ink = Palette.INK;
    boolean areUpright = areUpright(area.getWidth());
    double free = Double.NEGATIVE_INFINITY;
    for (Axis.Tick tick : x.ticks()) {
      double at = plot.left(tick.at());
      double half = Fonts.width(tick.label(), font) / 2;
      if (areUpright) {
        upright(g, tick.label(), font, at + 6, area.getMaxY() + 11, 1);
      } else if (at - half > free) {
        // A label that would touch the one before it is left out; its tick stays.
        Fonts.draw(g, tick.label(), font, ink, at, area.getMaxY() + 25, 0.5);
        free = at + half + 8;
      }
    }
    for (Axis.Tick tick : y.ticks()) {
      Fonts.draw(g, tick.label(), font, ink, area.getX() - 11, plot.top(tick.at()) + 6, 1);
    }
  }

  private void names(Graphics2D g, Rectangle2D area, double bottomMargin) {
    Font font = Fonts.plain(Fonts.NAME);
    String below = Fonts.fit(x.name(), font, area.getWidth());
    double row = area.getMaxY() + bottomMargin - 7;
    Fonts.draw(g, below, font, Palette.INK, area.getCenterX(), row, 0.5);
    String beside = Fonts.fit(y.name(), font, area.getHeight());
    double column = area.getX() - leftMargin() + 20;
    upright(g, beside, font, column, area.getCenterY(), 0.5);
  }

  /** Draws a text that runs upwards. */
  private static void upright(
      Graphics2D g, String text, Font font, double x, double y, double anchor) {
    AffineTransform before = g.getTransform();
    g.rotate(-Math.PI / 2, x, y);
    Fonts.draw(g, text, font, Palette.INK, x, y, anchor);
    g.setTransform(before);
  }
}
