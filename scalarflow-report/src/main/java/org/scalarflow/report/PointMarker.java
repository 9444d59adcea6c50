package org.scalarflow.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import org.knowm.xchart.style.markers.Marker;

/** Has XChart draw our marks, each with a dark edge, so that it is seen on its own colour too. */
final class PointMarker extends Marker {

  private static final double SIZE = 12;

  private final Mark mark;

  PointMarker(Mark mark) {
    this.mark = mark;
  }

  @Override
  public void paint(Graphics2D g, double x, double y, int ignoredSize) {
    paint(g, mark, g.getColor(), x, y);
  }

  static void paint(Graphics2D g, Mark mark, Color color, double x, double y) {
    Shape shape = mark.at(x, y, SIZE);
    g.setColor(mark.isOpen() ? Palette.PAPER : color);
    g.fill(shape);
    g.setColor(Palette.INK);
    g.setStroke(Palette.solid(1.2));
    g.draw(shape);
  }
}
