package org.scalarflow.report;

import java.awt.Color;
import java.awt.Font;
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

  /** Light enough for black letters. */
  private static final double STRONGEST = 0.7;

  /** More classes are not told one by one in words. */
  private static final int MOST_IN_WORDS = 6;

  private ConfusionChart() {}

  /**
   * A picture of a confusion matrix.
   *
   * @param title what is shown
   * @param matrix what {@code score} returned
   * @throws IllegalArgumentException if it has more than 20 classes
   */
  public static Picture of(String title, ConfusionMatrix matrix) {
    String heading = Inputs.name(title, "title");
    List<String> labels =
        Inputs.distinct(heading, matrix.labels(), label -> label, MOST).stream()
            .map(Texts::clean)
            .toList();
    Axis across = Axis.names("predicted class", labels);
    Axis up = Axis.names("actual class", labels).reversed();
    Panel panel =
        new Panel(
            across,
            up,
            labels.size() <= 4,
            (g, plot) -> paint(g, plot, matrix),
            List.of(),
            Panel.NOTHING);
    return new Picture(
        new Page(
            heading, List.of(), List.of(panel), "Count, and share of the rows of the actual class"),
        words(matrix, labels),
        table(matrix, labels));
  }

  private static void paint(Graphics2D g, Panel.Plot plot, ConfusionMatrix matrix) {
    int classes = matrix.labels().size();
    double width = plot.area().getWidth() / classes;
    double height = plot.area().getHeight() / classes;
    Font count = Fonts.bold(classes <= 5 ? 26 : classes <= 10 ? 18 : 14);
    Font share = Fonts.plain(classes <= 5 ? 18 : 14);
    for (int actual = 0; actual < classes; actual++) {
      long all = rowTotal(matrix, actual);
      for (int predicted = 0; predicted < classes; predicted++) {
        long here = matrix.count(actual, predicted);
        Color fill =
            Palette.tint(
                Palette.color(actual == predicted ? 0 : 1), all == 0 ? 0 : STRONGEST * here / all);
        double x = plot.left(predicted);
        double y = plot.top(actual);
        g.setColor(fill);
        g.fill(new Rectangle2D.Double(x - width / 2, y - height / 2, width, height));
        Color ink = Palette.inkOn(fill);
        Fonts.draw(g, Fonts.fit(Long.toString(here), count, width - 4), count, ink, x, y - 1, 0.5);
        // In narrow cells it would not fit; the table has it.
        if (Fonts.width("100.0 %", share) < width - 4 && height > 44) {
          Fonts.draw(g, Texts.percent(here, all), share, ink, x, y + share.getSize() + 4, 0.5);
        }
        g.setColor(Palette.GRID);
        g.setStroke(Palette.solid(1));
        g.draw(new Rectangle2D.Double(x - width / 2, y - height / 2, width, height));
      }
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
