package org.scalarflow.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.scalarflow.ml.metric.ConfusionMatrix;

/** A confusion matrix: a row for each actual class, with counts and their shares of the row. */
public final class ConfusionChart {

  /** More cells than 20 by 20 have no room for numbers of a legible size. */
  private static final int MOST = 20;

  /** So many names of so many letters lie side by side below a square. */
  private static final int MOST_IN_SQUARE = 4;

  private static final int LONGEST_IN_SQUARE = 8;

  /** Light enough for black letters. */
  private static final double STRONGEST = 0.7;

  /** More classes are not told one by one in words. */
  private static final int MOST_IN_WORDS = 6;

  private ConfusionChart() {}

  /**
   * A picture of a confusion matrix.
   *
   * <p>Counts that have no room are rounded to thousands or millions, and shares that have none are
   * left out; a note says so, and the table has both.
   *
   * @param title what is shown
   * @param matrix what {@code score} returned
   * @throws IllegalArgumentException if it has more than 20 classes, or two look the same
   */
  public static Picture of(String title, ConfusionMatrix matrix) {
    String heading = Inputs.name(title, "title");
    List<String> labels =
        Inputs.distinct(
            heading,
            "classes",
            matrix.labels().stream().map(Texts::clean).toList(),
            label -> label,
            MOST);
    Axis across = Axis.names("predicted class", labels);
    Axis up = Axis.names("actual class", labels).reversed();
    Panel panel =
        new Panel(
            across,
            up,
            labels.size() <= MOST_IN_SQUARE
                && labels.stream().allMatch(label -> label.length() <= LONGEST_IN_SQUARE),
            new Cells(matrix),
            List.of(),
            Panel.NOTHING);
    return new Picture(
        new Page(heading, List.of(), List.of(panel), "Counts"),
        words(matrix, labels),
        table(matrix, labels));
  }

  private record Cells(ConfusionMatrix matrix) implements Panel.Layer {

    @Override
    public void paint(Graphics2D g, Panel.Plot plot) {
      int classes = matrix.labels().size();
      double width = plot.area().getWidth() / classes;
      double height = plot.area().getHeight() / classes;
      CellNumbers numbers = CellNumbers.in(matrix, plot);
      for (int actual = 0; actual < classes; actual++) {
        long all = rowTotal(matrix, actual);
        for (int predicted = 0; predicted < classes; predicted++) {
          long here = matrix.count(actual, predicted);
          Color fill =
              Palette.tint(
                  Palette.color(actual == predicted ? 0 : 1),
                  all == 0 ? 0 : STRONGEST * here / all);
          double x = plot.left(predicted);
          double y = plot.top(actual);
          Rectangle2D cell = new Rectangle2D.Double(x - width / 2, y - height / 2, width, height);
          g.setColor(fill);
          g.fill(cell);
          numbers.draw(g, here, all, Palette.inkOn(fill), x, y);
          g.setColor(Palette.GRID);
          g.setStroke(Palette.solid(1));
          g.draw(cell);
        }
      }
    }

    @Override
    public String note(Panel.Plot plot) {
      return CellNumbers.in(matrix, plot).note();
    }
  }

  private static long rowTotal(ConfusionMatrix matrix, int actual) {
    long total = 0;
    for (int predicted = 0; predicted < matrix.labels().size(); predicted++) {
      total += matrix.count(actual, predicted);
    }
    return total;
  }

  private static String words(ConfusionMatrix matrix, List<String> labels) {
    StringBuilder words = new StringBuilder();
    words
        .append(matrix.correct())
        .append(" of ")
        .append(matrix.total())
        .append(" rows are predicted as what they are, ")
        .append(Texts.percent(matrix.correct(), matrix.total()))
        .append('.');
    List<Integer> worstFirst =
        IntStream.range(0, labels.size())
            .boxed()
            .sorted(Comparator.comparingDouble(matrix::recall))
            .toList();
    boolean hasMany = labels.size() > MOST_IN_WORDS;
    if (hasMany) {
      words.append(" The classes with the smallest shares of right ones:");
    }
    for (int i = 0; i < (hasMany ? MOST_IN_WORDS / 2 : labels.size()); i++) {
      int actual = hasMany ? worstFirst.get(i) : i;
      long all = rowTotal(matrix, actual);
      words
          .append(" Of ")
          .append(all)
          .append(" rows of ")
          .append(labels.get(actual))
          .append(", ")
          .append(matrix.count(actual, actual))
          .append(" are right (")
          .append(Texts.percent(matrix.count(actual, actual), all))
          .append(").");
    }
    return words.toString();
  }

  private static DataTable table(ConfusionMatrix matrix, List<String> labels) {
    List<String> columns = new ArrayList<>(List.of("actual class"));
    labels.forEach(label -> columns.add("predicted " + label));
    columns.add("right");
    List<List<String>> rows = new ArrayList<>();
    for (int actual = 0; actual < labels.size(); actual++) {
      long all = rowTotal(matrix, actual);
      List<String> row = new ArrayList<>(List.of(labels.get(actual)));
      for (int predicted = 0; predicted < labels.size(); predicted++) {
        long here = matrix.count(actual, predicted);
        row.add(here + " (" + Texts.percent(here, all) + ")");
      }
      row.add(Texts.percent(matrix.count(actual, actual), all));
      rows.add(row);
    }
    return new DataTable(columns, rows, "");
  }
}
