package org.scalarflow.report;

import java.awt.geom.Path2D;

/** Where a function on a grid is zero, by marching squares: in each cell a straight piece. */
final class Contour {

  /** Values at the corners of the cells, {@code [row][column]}. */
  private final double[][] values;

  private final double[] x;
  private final double[] y;
  private final Path2D path = new Path2D.Double();

  private Contour(double[][] values, double[] x, double[] y) {
    this.values = values;
    this.x = x;
    this.y = y;
  }

  /** The pieces, with corner {@code [row][column]} at {@code (x[column], y[row])}. */
  static Path2D zeros(double[][] values, double[] x, double[] y) {
    Contour contour = new Contour(values, x, y);
    for (int row = 0; row + 1 < y.length; row++) {
      for (int column = 0; column + 1 < x.length; column++) {
        contour.cell(row, column);
      }
    }
    return contour.path;
  }

  private void cell(int row, int column) {
    double[] crossings = new double[8];
    int count = 0;
    int[][] corners = {
      {row, column}, {row, column + 1}, {row + 1, column + 1}, {row + 1, column}, {row, column}
    };
    for (int edge = 0; edge < 4; edge++) {
      int[] from = corners[edge];
      int[] to = corners[edge + 1];
      double start = values[from[0]][from[1]];
      double end = values[to[0]][to[1]];
      if (start > 0 != end > 0) {
        double share = start / (start - end);
        crossings[count++] = x[from[1]] + share * (x[to[1]] - x[from[1]]);
        crossings[count++] = y[from[0]] + share * (y[to[0]] - y[from[0]]);
      }
    }
    // Two crossings are a piece, four of a saddle are two.
    for (int i = 0; i + 3 < count; i += 4) {
      path.moveTo(crossings[i], crossings[i + 1]);
      path.lineTo(crossings[i + 2], crossings[i + 3]);
    }
  }
}
