package org.scalarflow.report;

import java.util.List;
import org.scalarflow.ml.train.Epoch;

/** Loss and accuracy by epoch, one above the other. */
public final class LearningCurves {

  private static final String ACROSS = "epoch";
  private static final String LOSS = "mean loss";
  private static final String ACCURACY = "accuracy (share of rows)";

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
    double[] number = epochs.stream().mapToDouble(Epoch::number).toArray();
    Series loss = Series.of("loss", number, epochs.stream().mapToDouble(Epoch::loss).toArray());
    Series accuracy =
        Series.of("accuracy", number, epochs.stream().mapToDouble(Epoch::accuracy).toArray());
    Line upper = Line.of(loss, 0);
    Line lower = Line.of(accuracy, 1);
    Axis across = BandCurves.xAxis(ACROSS, List.of(loss));
    Panel first =
        panel(across.withoutLabels(), new Extent().add(0).add(loss.y()).axis(LOSS), upper);
    Panel second = panel(across, new Extent().add(accuracy.y()).axis(ACCURACY), lower);
    return new Picture(
        new Page(
            heading,
            List.of(upper.entry("loss"), lower.entry("accuracy")),
            List.of(first, second),
            ""),
        CurveWords.describe(ACROSS, LOSS, "", loss.x(), loss.y())
            + " "
            + CurveWords.describe(ACROSS, ACCURACY, "", accuracy.x(), accuracy.y()),
        table(epochs));
  }

  private static Panel panel(Axis x, Axis y, Line line) {
    return new Panel(x, y, false, Panel.NOTHING, List.of(line), Panel.NOTHING);
  }

  private static DataTable table(List<Epoch> epochs) {
    return DataTable.thinned(
        List.of(ACROSS, LOSS, ACCURACY),
        epochs.size(),
        row ->
            List.of(
                Integer.toString(epochs.get(row).number()),
                Texts.number(epochs.get(row).loss(), 6),
                Texts.number(epochs.get(row).accuracy(), 6)));
  }
}
