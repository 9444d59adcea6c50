package org.scalarflow.report;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Named rows with marks on a logarithmic axis, and a line at a value they are held against: ratios
 * of several candidates to a baseline in several tasks, for example. Whiskers show intervals.
 */
public final class DotChart {

  private static final int MOST_ROWS = 24;
  private static final int LONGEST_NAME = 28;
  private static final double BRACKET = 4;

  private DotChart() {}

  /**
   * A picture of marks.
   *
   * @param title what is shown
   * @param rowName what a row is, such as {@code "workload"}
   * @param valueName the values with their unit
   * @param reference the value that has a line, positive
   * @param whiskerMeaning what the whiskers are; shown if there are any
   * @param rows 1 to 24 names, from the top down
   * @param dots 1 to 14 series of different names, whose x are the numbers of rows from 0 and whose
   *     y are positive, or NaN where they are missing; a band is drawn as whiskers
   * @throws IllegalArgumentException if there are no or more rows or series, two have one name, a
   *     title or axis has none, or a number is not as it should be
   */
  public static Picture of(
      String title,
      String rowName,
      String valueName,
      double reference,
      String whiskerMeaning,
      List<String> rows,
      List<Series> dots) {
    String heading = Inputs.name(title, "title");
    String values = Inputs.name(valueName, "name of the values");
    List<String> names =
        Inputs.distinct(
            heading, "rows", rows.stream().map(Texts::clean).toList(), row -> row, MOST_ROWS);
    List<Series> all = Inputs.distinct(heading, "series", dots, Series::name, Palette.MOST);
    boolean hasWhiskers = all.stream().anyMatch(Series::hasBand);
    String note = hasWhiskers ? "Whiskers: " + Texts.clean(whiskerMeaning) : "";
    Extent extent = new Extent().add(reference);
    List<Line> lines = new ArrayList<>();
    List<LegendEntry> legend = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      Series one = all.get(i);
      double[] at = one.x();
      for (int k = 0; k < at.length; k++) {
        require(one, at[k] == Math.rint(at[k]) && at[k] >= 0 && at[k] < names.size(), "row", at[k]);
        require(one, !(one.y()[k] <= 0), "value", one.y()[k]);
        at[k] += shift(i, all.size());
      }
      extent.add(one.y()).add(one.low()).add(one.high());
      lines.add(new Line(one.y(), at, Palette.color(i), null, Palette.mark(i)));
      legend.add(new LegendEntry(one.name(), Palette.color(i), null, Palette.mark(i), null));
    }
    if (!(extent.least() > 0)) {
      throw new IllegalArgumentException(
          "'" + heading + "': " + extent.least() + " has no place on a logarithmic axis");
    }
    Panel panel =
        new Panel(
            AxisScale.LOGARITHMIC.axis(values, extent),
            Axis.names("", names, LONGEST_NAME).reversed(),
            false,
            (g, plot) -> {
              stripes(g, plot, names.size());
              line(g, plot, reference);
            },
            lines,
            (g, plot) -> whiskers(g, plot, all));
    return new Picture(
        new Page(heading, legend, List.of(panel), note),
        words(names, values, all) + (note.isEmpty() ? "" : " " + note + "."),
        table(rowName, names, all));
  }

  private static void require(Series series, boolean fulfilled, String what, double value) {
    if (!fulfilled) {
      throw new IllegalArgumentException(
          "series '" + series.name() + "': " + value + " is no " + what + " of this chart");
    }
  }

  /** Marks of one row stand below each other, so that none hides another. */
  private static double shift(int index, int count) {
    return count == 1 ? 0 : 0.6 * index / (count - 1) - 0.3;
  }

  /** Every other row has a ground of its own, so that the eye keeps to it. */
  private static void stripes(Graphics2D g, Panel.Plot plot, int rows) {
    g.setColor(Palette.tint(Palette.GRID, 0.35));
    for (int row = 0; row < rows; row += 2) {
      double top = plot.top(row - 0.5);
      g.fill(
          new Rectangle2D.Double(
              plot.area().getX(), top, plot.area().getWidth(), plot.top(row + 0.5) - top));
    }
  }

  private static void line(Graphics2D g, Panel.Plot plot, double reference) {
    g.setColor(Palette.INK);
    g.setStroke(Palette.solid(2));
    double at = plot.left(reference);
    g.draw(new Line2D.Double(at, plot.area().getY(), at, plot.area().getMaxY()));
  }

  private static void whiskers(Graphics2D g, Panel.Plot plot, List<Series> all) {
    g.setStroke(Palette.solid(1.5));
    for (int i = 0; i < all.size(); i++) {
      Series one = all.get(i);
      double[] x = one.x();
      double[] low = one.low();
      double[] high = one.high();
      g.setColor(Palette.INK);
      for (int k = 0; k < x.length; k++) {
        if (low[k] > 0 && high[k] > 0) {
          double from = plot.left(low[k]);
          double to = plot.left(high[k]);
          double y = plot.top(x[k] + shift(i, all.size()));
          g.draw(new Line2D.Double(from, y, to, y));
          g.draw(new Line2D.Double(from, y - BRACKET, from, y + BRACKET));
          g.draw(new Line2D.Double(to, y - BRACKET, to, y + BRACKET));
        }
      }
    }
  }

  private static String words(List<String> rows, String valueName, List<Series> all) {
    StringBuilder words = new StringBuilder();
    for (Series one : all) {
      words.append(words.isEmpty() ? "" : " ").append(one.name()).append(": ");
      words.append(Texts.withoutUnit(valueName));
      double[] x = one.x();
      double[] y = one.y();
      for (int k = 0; k < x.length; k++) {
        words.append(k == 0 ? " " : ", ").append(Texts.number(y[k])).append(" in ");
        words.append(rows.get((int) x[k]));
      }
      words.append('.');
    }
    return words.toString();
  }

  private static DataTable table(String rowName, List<String> rows, List<Series> all) {
    List<String> columns = new ArrayList<>(List.of(rowName));
    for (Series one : all) {
      columns.add(one.name());
      if (one.hasBand()) {
        columns.add(one.name() + ", lower end");
        columns.add(one.name() + ", upper end");
      }
    }
    List<List<String>> lines = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      List<String> line = new ArrayList<>(List.of(rows.get(row)));
      for (Series one : all) {
        int at = Arrays.binarySearch(one.x(), row);
        line.add(at < 0 ? Texts.number(Double.NaN) : Texts.number(one.y()[at]));
        if (one.hasBand()) {
          line.add(at < 0 ? Texts.number(Double.NaN) : Texts.number(one.low()[at]));
          line.add(at < 0 ? Texts.number(Double.NaN) : Texts.number(one.high()[at]));
        }
      }
      lines.add(line);
    }
    return new DataTable(columns, lines, "");
  }
}
