package org.scalarflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.scalarflow.ml.train.Epoch;

/**
 * Loss and accuracy by epoch, one above the other; of the rows that are not learnt from too, where
 * epochs tell them.
 */
public final class LearningCurves {

  private static final String ACROSS = "epoch";
  private static final String LOSS = "mean loss";
  private static final String ACCURACY = "accuracy (share of rows)";
  private static final List<String> KINDS = List.of("training rows", "validation rows");

  private LearningCurves() {}

  /**
   * A picture of a training.
   *
   * @param title what is shown
   * @param training what {@code fit} returned: at least one, by ascending number
   * @throws IllegalArgumentException if there is no epoch, numbers do not ascend, or a loss or an
   *     accuracy is infinite
   */
  public static Picture of(String title, List<Epoch> training) {
    String heading = Inputs.name(title, "title");
    List<Epoch> epochs = List.copyOf(training);
    if (epochs.isEmpty()) {
      throw new IllegalArgumentException("'" + heading + "' has no epochs to show");
    }
    Series loss = series("loss", epochs, Epoch::loss);
    Series accuracy = series("accuracy", epochs, Epoch::accuracy);
    if (epochs.stream().allMatch(epoch -> epoch.validation() == null)) {
      Line lower = Line.of(accuracy, 1);
      return picture(
          heading,
          List.of(Line.of(loss, 0).entry("loss"), lower.entry("accuracy")),
          List.of(loss),
          List.of(accuracy),
          1,
          epochs);
    }
    Series validationLoss =
        series("validation loss", epochs, epoch -> validation(epoch, Epoch.Validation::loss));
    Series validationAccuracy =
        series(
            "validation accuracy", epochs, epoch -> validation(epoch, Epoch.Validation::accuracy));
    return picture(
        heading,
        List.of(
            Line.of(loss, 0).entry(KINDS.get(0)), Line.of(validationLoss, 1).entry(KINDS.get(1))),
        List.of(loss, validationLoss),
        List.of(accuracy, validationAccuracy),
        0,
        epochs);
  }

  private static Series series(String name, List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
    return Series.of(
        name,
        epochs.stream().mapToDouble(Epoch::number).toArray(),
        epochs.stream().mapToDouble(value).toArray());
  }

  private static double validation(Epoch epoch, ToDoubleFunction<Epoch.Validation> value) {
    Epoch.Validation validation = epoch.validation();
    return validation == null ? Double.NaN : value.applyAsDouble(validation);
  }

  /** Losses above, accuracies below; the style of the first accuracy is given. */
  private static Picture picture(
      String heading,
      List<LegendEntry> legend,
      List<Series> losses,
      List<Series> accuracies,
      int style,
      List<Epoch> epochs) {
    Axis across = BandCurves.xAxis(ACROSS, losses);
    Extent lossRange = new Extent().add(0);
    losses.forEach(one -> lossRange.add(one.y()));
    Extent accuracyRange = new Extent();
    accuracies.forEach(one -> accuracyRange.add(one.y()));
    return new Picture(
        new Page(
            heading,
            legend,
            List.of(
                panel(across.withoutLabels(), lossRange.axis(LOSS), losses, 0),
                panel(across, accuracyRange.axis(ACCURACY), accuracies, style)),
            ""),
        words(LOSS, losses) + " " + words(ACCURACY, accuracies),
        table(losses, accuracies, epochs));
  }

  private static Panel panel(Axis x, Axis y, List<Series> series, int style) {
    List<Line> lines = new ArrayList<>();
    for (Series one : series) {
      lines.add(Line.of(one, style + lines.size()));
    }
    return new Panel(x, y, false, Panel.NOTHING, lines, Panel.NOTHING);
  }

  private static String words(String what, List<Series> series) {
    List<String> words = new ArrayList<>();
    for (Series one : series) {
      String kind = series.size() == 1 ? "" : KINDS.get(words.size());
      words.add(CurveWords.describe(ACROSS, what, kind, one.x(), one.y()));
    }
    return String.join(" ", words);
  }

  private static DataTable table(List<Series> losses, List<Series> accuracies, List<Epoch> epochs) {
    List<String> columns = new ArrayList<>(List.of(ACROSS, LOSS, ACCURACY));
    List<double[]> numbers = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      numbers.add(losses.get(i).y());
      numbers.add(accuracies.get(i).y());
    }
    if (losses.size() > 1) {
      columns.addAll(List.of("validation " + LOSS, "validation " + ACCURACY));
    }
    return DataTable.thinned(
        columns,
        epochs.size(),
        row -> {
          List<String> cells = new ArrayList<>();
          cells.add(Integer.toString(epochs.get(row).number()));
          numbers.forEach(column -> cells.add(Texts.number(column[row], 6)));
          return cells;
        });
  }
}
