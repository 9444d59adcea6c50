package org.scalarflow.report;

import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The shapes of points. */
enum Mark {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  PLUS,
  TRIANGLE_DOWN;

  /** The shape around a point. */
  Shape at(double x, double y, double size) {
    double half = size / 2;
    return switch (this) {
      case CIRCLE -> new Ellipse2D.Double(x - half, y - half, size, size);
      case SQUARE -> new Rectangle2D.Double(x - half * 0.9, y - half * 0.9, size * 0.9, size * 0.9);
      case TRIANGLE ->
          polygon(
              x, y - half * 1.15, x + half * 1.1, y + half * 0.8, x - half * 1.1, y + half * 0.8);
      case TRIANGLE_DOWN ->
          polygon(
              x, y + half * 1.15, x - half * 1.1, y - half * 0.8, x + half * 1.1, y - half * 0.8);
      case DIAMOND ->
          polygon(x, y - half * 1.25, x + half * 1.25, y, x, y + half * 1.25, x - half * 1.25, y);
      case PLUS -> plus(x, y, half * 1.2, half * 0.4);
    };
  }

  private static Shape plus(double x, double y, double far, double near) {
    return polygon(
        x - near, y - far, x + near, y - far, x + near, y - near, x + far, y - near, x + far,
        y + near, x + near, y + near, x + near, y + far, x - near, y + far, x - near, y + near,
        x - far, y + near, x - far, y - near, x - near, y - near);
  }

  private static Shape polygon(double... corners) {
    Path2D path = new Path2D.Double();
    path.moveTo(corners[0], corners[1]);
    for (int i = 2; i < corners.length; i += 2) {
      path.lineTo(corners[i], corners[i + 1]);
    }
    path.closePath();
    return path;
  }
}
