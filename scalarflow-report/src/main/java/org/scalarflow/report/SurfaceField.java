package org.scalarflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.function.UnaryOperator;

/** Probabilities over two features, as areas of colour and lines between classes. */
final class SurfaceField implements Panel.Layer {

  static final BasicStroke BOUNDARY = Palette.solid(3);

  private static final int COLUMNS = 150;
  private static final int ROWS = 100;
  private static final int STEPS = 10;

  /** Light enough for points of the same colour to stand out. */
  private static final double STRONGEST = 0.6;

  private final int classes;

  /** The probability of each class at the corners of the cells. */
  private final double[][][] probabilities;

  private SurfaceField(int classes, double[][][] probabilities) {
    this.classes = classes;
    this.probabilities = probabilities;
  }

  /**
   * The field of a model.
   *
   * @param classes the number of classes
   * @param model gives the probability of each class, by place, for places across and up
   */
  static SurfaceField of(int classes, UnaryOperator<double[][]> model, Axis x, Axis y) {
    double[][] places = new double[(ROWS + 1) * (COLUMNS + 1)][2];
    for (int row = 0; row <= ROWS; row++) {
      for (int column = 0; column <= COLUMNS; column++) {
        double[] place = places[row * (COLUMNS + 1) + column];
        place[0] = x.min() + (x.max() - x.min()) * column / COLUMNS;
        place[1] = y.min() + (y.max() - y.min()) * row / ROWS;
      }
    }
    double[][] given = model.apply(places);
    double[][][] probabilities = new double[classes][ROWS + 1][COLUMNS + 1];
    for (int i = 0; i < places.length; i++) {
      for (int one = 0; one < classes; one++) {
        probabilities[one][i / (COLUMNS + 1)][i % (COLUMNS + 1)] = given[i][one];
      }
    }
    return new SurfaceField(classes, probabilities);
  }

  /** The colour of a class, of which the model is so sure, from 0 to 1. */
  static Color color(int one, double sureness) {
    return Palette.tint(Palette.color(one), STRONGEST * sureness);
  }

  @Override
  public void paint(Graphics2D g, Panel.Plot plot) {
    for (int row = 0; row < ROWS; row++) {
      double top = Math.rint(plot.area().getMaxY() - plot.area().getHeight() * (row + 1) / ROWS);
      double bottom =
          Math.rint(plot.area().getMaxY() - plot.area().getHeight() * row / ROWS)
              + (row == 0 ? 0 : 1);
      int from = 0;
      for (int column = 1; column <= COLUMNS; column++) {
        if (column == COLUMNS || !cell(row, column).equals(cell(row, from))) {
          g.setColor(cell(row, from));
          double left = left(plot, from);
          // A pixel more, covered by the neighbour: no seams where the picture is scaled.
          double width = left(plot, column) - left + (column == COLUMNS ? 0 : 1);
          g.fill(new Rectangle2D.Double(left, top, width, bottom - top));
          from = column;
        }
      }
    }
    g.setColor(Palette.INK);
    g.setStroke(BOUNDARY);
    for (int one = 0; one < (classes == 2 ? 1 : classes); one++) {
      g.draw(boundary(plot, one));
    }
  }

  private static double left(Panel.Plot plot, int column) {
    return Math.rint(plot.area().getX() + plot.area().getWidth() * column / COLUMNS);
  }

  private Color cell(int row, int column) {
    int best = 0;
    double most = 0;
    for (int one = 0; one < classes; one++) {
      double[][] p = probabilities[one];
      double mean =
          (p[row][column] + p[row + 1][column] + p[row][column + 1] + p[row + 1][column + 1]) / 4;
      if (mean > most) {
        most = mean;
        best = one;
      }
    }
    double sureness = (most - 1.0 / classes) / (1 - 1.0 / classes);
    return color(best, Math.max(0, Math.rint(sureness * STEPS) / STEPS));
  }

  /** Where a class is as probable as the best of the others. */
  private Shape boundary(Panel.Plot plot, int one) {
    double[][] lead = new double[ROWS + 1][COLUMNS + 1];
    double[] x = new double[COLUMNS + 1];
    double[] y = new double[ROWS + 1];
    for (int row = 0; row <= ROWS; row++) {
      y[row] = plot.area().getMaxY() - plot.area().getHeight() * row / ROWS;
      for (int column = 0; column <= COLUMNS; column++) {
        x[column] = plot.area().getX() + plot.area().getWidth() * column / COLUMNS;
        double others = 0;
        for (int other = 0; other < classes; other++) {
          others = other == one ? others : Math.max(others, probabilities[other][row][column]);
        }
        lead[row][column] = probabilities[one][row][column] - others;
      }
    }
    return Contour.zeros(lead, x, y);
  }
}
