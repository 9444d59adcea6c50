package org.scalarflow.report;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.scalarflow.ml.data.ColumnEncoding;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.FeatureEncoder;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.data.NumberEncoding;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.saved.SavedModel;

/** What a classifier of two features says of every place, and the points of a data set on it. */
public final class DecisionSurface {

  /** More classes have no colours that are told apart as areas. */
  private static final int MOST_CLASSES = 6;

  private static final int MOST_POINTS = 2_000;

  private DecisionSurface() {}

  /**
   * A picture of a classifier and rows.
   *
   * <p>The colour of a place is that of its most probable class, the stronger the surer: {@code s =
   * (p − 1/k) / (1 − 1/k)} for {@code k} classes, in steps of a tenth; where {@code s} is 0 it is
   * white. A line is drawn where two classes are equally probable. Of more than 2,000 rows of a
   * class, 2,000 evenly chosen ones are drawn.
   *
   * @param title what is shown
   * @param model a classifier of two features and at most six classes
   * @param data rows with the features and labels of the model, in the units it was trained on; to
   *     be held within ±1e100
   * @throws IllegalArgumentException if the model has other than two features or more than six
   *     classes, or a feature is beyond ±1e100
   * @throws org.scalarflow.ml.data.DataException if the features or labels of the data are not
   *     those of the model
   */
  public static Picture of(String title, Classifier model, Dataset data) {
    String heading = Inputs.name(title, "title");
    requireTwo(heading, model.inputs().size(), model.labels().size());
    return picture(heading, data, model.predict(data), model::probabilities);
  }

  /**
   * The same of a model with what rows go through before it sees them: the axes have the units of
   * the data.
   *
   * @param title what is shown
   * @param model a model of two columns of numbers and at most six classes
   * @param rows rows with the columns and labels of the model, as they are in the data; to be held
   *     within ±1e100
   * @throws IllegalArgumentException if the model has other than two columns or more than six
   *     classes, a column is of texts, or a number is beyond ±1e100
   * @throws org.scalarflow.ml.data.DataException if the columns or labels of the rows are not those
   *     of the model
   */
  public static Picture of(String title, SavedModel model, LabelledTable rows) {
    String heading = Inputs.name(title, "title");
    FeatureEncoder encoder = model.encoder();
    requireTwo(heading, encoder.columns().size(), model.model().labels().size());
    if (!encoder.takesNumbersOnly()) {
      throw new IllegalArgumentException("'" + heading + "' needs numbers, but a column has texts");
    }
    FeatureEncoder unchanged =
        new FeatureEncoder(
            encoder.columns().stream()
                .<ColumnEncoding>map(column -> NumberEncoding.keeping(column.column()))
                .toList());
    int[] predicted = model.model().predict(rows.encode(encoder));
    return picture(
        heading,
        rows.encode(unchanged),
        predicted,
        places ->
            model
                .model()
                .probabilities(
                    Arrays.stream(places).map(encoder::encode).toArray(double[][]::new)));
  }

  /** Whether {@link #of(String, SavedModel, LabelledTable)} can draw a model. */
  public static boolean canShow(SavedModel model) {
    FeatureEncoder encoder = model.encoder();
    return encoder.takesNumbersOnly()
        && encoder.columns().size() == 2
        && model.model().labels().size() <= MOST_CLASSES;
  }

  private static void requireTwo(String heading, int features, int classes) {
    if (features != 2 || classes > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "'"
              + heading
              + "' needs a model of 2 features and at most 6 classes, not of "
              + features
              + " and "
              + classes);
    }
  }

  private static Picture picture(
      String heading, Dataset data, int[] predicted, UnaryOperator<double[][]> model) {
    List<String> labels =
        Inputs.distinct(
            heading,
            "classes",
            data.labels().stream().map(Texts::clean).toList(),
            label -> label,
            MOST_CLASSES);
    int[] actual = IntStream.range(0, data.rows()).map(data::classOf).toArray();
    ConfusionMatrix score = ConfusionMatrix.of(data.labels(), actual, predicted);
    Axis x = axis(heading, data, 0);
    Axis y = axis(heading, data, 1);
    SurfaceField field = SurfaceField.of(data.labels().size(), model, x, y);
    List<Line> points = new ArrayList<>();
    List<LegendEntry> legend = new ArrayList<>();
    boolean isThinned = false;
    for (int one = 0; one < data.labels().size(); one++) {
      int[] rows = rowsOf(data, one);
      int[] drawn = evenly(rows);
      isThinned |= drawn.length < rows.length;
      Line line =
          new Line(
              Arrays.stream(drawn).mapToDouble(row -> data.feature(row, 0)).toArray(),
              Arrays.stream(drawn).mapToDouble(row -> data.feature(row, 1)).toArray(),
              Palette.color(one),
              null,
              Palette.mark(one));
      points.add(line);
      Color area = SurfaceField.color(one, 1);
      legend.add(new LegendEntry(labels.get(one), line.color(), null, line.mark(), area));
    }
    legend.add(new LegendEntry("boundary", Palette.INK, SurfaceField.BOUNDARY, null, null));
    Panel panel = new Panel(x, y, false, field, points, Panel.NOTHING);
    String note =
        "Stronger colour: surer; white: undecided"
            + (isThinned ? ". Of classes with more than 2,000 rows, 2,000 are drawn" : "");
    return new Picture(
        new Page(heading, legend, List.of(panel), note),
        words(data, score),
        table(data, predicted));
  }

  private static Axis axis(String title, Dataset data, int feature) {
    double[] column = data.column(feature);
    for (double value : column) {
      if (Math.abs(value) > Series.LARGEST) {
        throw new IllegalArgumentException(
            "'"
                + title
                + "': feature '"
                + Texts.clean(data.featureNames().get(feature))
                + "' has "
                + value
                + ", which is not within ±1e100");
      }
    }
    Extent extent = new Extent().add(column);
    double room = (extent.most() - extent.least()) * 0.05;
    return Axis.around(
        Texts.clean(data.featureNames().get(feature)), extent.least() - room, extent.most() + room);
  }

  private static int[] rowsOf(Dataset data, int wanted) {
    return IntStream.range(0, data.rows()).filter(row -> data.classOf(row) == wanted).toArray();
  }

  private static int[] evenly(int[] rows) {
    if (rows.length <= MOST_POINTS) {
      return rows;
    }
    int[] chosen = new int[MOST_POINTS];
    Arrays.setAll(chosen, i -> rows[(int) ((long) i * (rows.length - 1) / (MOST_POINTS - 1))]);
    return chosen;
  }

  private static String words(Dataset data, ConfusionMatrix score) {
    StringBuilder words = new StringBuilder();
    words
        .append("The areas in which the model predicts each class, over ")
        .append(data.featureNames().get(0))
        .append(" and ")
        .append(data.featureNames().get(1))
        .append(". Of ")
        .append(data.rows())
        .append(data.rows() == 1 ? " point, " : " points, ")
        .append(score.correct())
        .append(score.correct() == 1 ? " is" : " are")
        .append(" in the area of their class (")
        .append(Texts.percent(score.correct(), score.total()))
        .append(").");
    for (int one = 0; one < data.labels().size(); one++) {
      words
          .append(one == 0 ? " By class: " : ", ")
          .append(data.labels().get(one))
          .append(' ')
          .append(score.count(one, one))
          .append(" of ")
          .append(data.classCounts()[one]);
    }
    return words.append('.').toString();
  }

  private static DataTable table(Dataset data, int[] predicted) {
    return DataTable.thinned(
        List.of(data.featureNames().get(0), data.featureNames().get(1), "class", "predicted class"),
        data.rows(),
        row ->
            List.of(
                Texts.number(data.feature(row, 0), 6),
                Texts.number(data.feature(row, 1), 6),
                data.labels().get(data.classOf(row)),
                data.labels().get(predicted[row])));
  }
}
