package org.scalarflow.report;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;

/** Shapes as elements of SVG. */
final class SvgShapes {

  private SvgShapes() {}

  /** The element with these attributes besides its own. */
  static String element(Shape shape, String attributes) {
    if (shape instanceof Rectangle2D area) {
      return "<rect x=\""
          + number(area.getX())
          + "\" y=\""
          + number(area.getY())
          + "\" width=\""
          + number(area.getWidth())
          + "\" height=\""
          + number(area.getHeight())
          + '"'
          + attributes
          + "/>";
    }
    return "<path d=\"" + path(shape) + '"' + attributes + "/>";
  }

  private static String path(Shape shape) {
    StringBuilder path = new StringBuilder();
    double[] points = new double[6];
    for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
      switch (at.currentSegment(points)) {
        case PathIterator.SEG_MOVETO -> segment(path, 'M', points, 2);
        case PathIterator.SEG_LINETO -> segment(path, 'L', points, 2);
        case PathIterator.SEG_QUADTO -> segment(path, 'Q', points, 4);
        case PathIterator.SEG_CUBICTO -> segment(path, 'C', points, 6);
        default -> path.append('Z');
      }
    }
    return path.toString();
  }

  private static void segment(StringBuilder path, char kind, double[] points, int count) {
    path.append(kind);
    for (int i = 0; i < count; i++) {
      path.append(i == 0 ? "" : " ").append(number(points[i]));
    }
  }

  /** Two decimals at most, which is finer than a pixel. */
  static String number(double value) {
    long hundredths = Math.round(value * 100);
    long whole = Math.abs(hundredths) / 100;
    long rest = Math.abs(hundredths) % 100;
    String sign = hundredths < 0 ? "-" : "";
    if (rest == 0) {
      return sign + whole;
    }
    return sign + whole + (rest < 10 ? ".0" : ".") + (rest % 10 == 0 ? rest / 10 : rest);
  }
}
