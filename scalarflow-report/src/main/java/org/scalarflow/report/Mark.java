package org.scalarflow.report;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** The shapes of points, as many as there are lines: told apart without colour. */
enum Mark {
  CIRCLE,
  SQUARE,
  TRIANGLE,
  DIAMOND,
  PLUS,
  TRIANGLE_DOWN,
  CROSS,
  OPEN_CIRCLE,
  OPEN_SQUARE,
  OPEN_TRIANGLE,
  OPEN_DIAMOND,
  OPEN_PLUS,
  OPEN_TRIANGLE_DOWN,
  OPEN_CROSS;

  /** Whether it is white inside. */
  boolean isOpen() {
    return compareTo(OPEN_CIRCLE) >= 0;
  }

  /** The shape around a point. */
  Shape at(double x, double y, double size) {
    double half = size / 2;
    return switch (this) {
      case CIRCLE, OPEN_CIRCLE -> new Ellipse2D.Double(x - half, y - half, size, size);
      case SQUARE, OPEN_SQUARE ->
          new Rectangle2D.Double(x - half * 0.9, y - half * 0.9, size * 0.9, size * 0.9);
      case TRIANGLE, OPEN_TRIANGLE ->
          polygon(
              x, y - half * 1.15, x + half * 1.1, y + half * 0.8, x - half * 1.1, y + half * 0.8);
      case TRIANGLE_DOWN, OPEN_TRIANGLE_DOWN ->
          polygon(
              x, y + half * 1.15, x - half * 1.1, y - half * 0.8, x + half * 1.1, y - half * 0.8);
      case DIAMOND, OPEN_DIAMOND ->
          polygon(x, y - half * 1.25, x + half * 1.25, y, x, y + half * 1.25, x - half * 1.25, y);
      case PLUS, OPEN_PLUS -> plus(x, y, half * 1.2, half * 0.4);
      case CROSS, OPEN_CROSS ->
          AffineTransform.getRotateInstance(Math.PI / 4, x, y)
              .createTransformedShape(plus(x, y, half * 1.2, half * 0.4));
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
