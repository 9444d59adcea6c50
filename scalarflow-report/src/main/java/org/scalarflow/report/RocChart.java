package org.scalarflow.report;

import java.util.List;
import org.scalarflow.ml.metric.RocCurve;

/** The ROC curve of a classifier of two classes, with the area under it. */
public final class RocChart {

  private static final String ACROSS = "false positive rate";
  private static final String UP = "true positive rate";
  private static final int MOST_DRAWN = 2_000;

  private RocChart() {}

  /**
   * A picture of a ROC curve. Of more than 2,000 points, 2,000 evenly chosen ones are drawn.
   *
   * @param title what is shown
   * @param name what was judged
   * @param roc its curve
   * @throws IllegalArgumentException if title or name is blank
   */
  public static Picture of(String title, String name, RocCurve roc) {
    String heading = Inputs.name(title, "title");
    String judged = Inputs.name(name, "name of the curve");
    double[] x = roc.points().stream().mapToDouble(RocCurve.Point::falsePositiveRate).toArray();
    double[] y = roc.points().stream().mapToDouble(RocCurve.Point::truePositiveRate).toArray();
    Line curve =
        new Line(thinned(x), thinned(y), Palette.color(0), Palette.solid(3), Palette.mark(0));
    Line chance =
        new Line(new double[] {0, 1}, new double[] {0, 1}, Palette.MUTED, Palette.stroke(1), null);
    Panel panel =
        new Panel(
            Axis.linear(ACROSS, -0.02, 1.02, false),
            Axis.linear(UP, -0.02, 1.02, false),
            true,
            Panel.NOTHING,
            List.of(chance, curve),
            Panel.NOTHING);
    String auc = Texts.number(roc.area());
    return new Picture(
        new Page(
            heading,
            List.of(
                curve.entry(Texts.cut(judged, 24) + ", area " + auc),
                chance.entry("chance, area 0.5")),
            List.of(panel),
            ""),
        "The ROC curve of "
            + judged
            + " has an area of "
            + auc
            + "; chance would have 0.5, and 1 is perfect. At a "
            + ACROSS
            + " of at most 0.1, the "
            + UP
            + " reaches "
            + Texts.number(highestUpTo(0.1, x, y))
            + ".",
        table(x, y));
  }

  private static double highestUpTo(double most, double[] x, double[] y) {
    double highest = 0;
    for (int i = 0; i < x.length && x[i] <= most; i++) {
      highest = y[i];
    }
    return highest;
  }

  /** Evenly chosen points, with both ends. */
  private static double[] thinned(double[] all) {
    if (all.length <= MOST_DRAWN) {
      return all;
    }
    double[] chosen = new double[MOST_DRAWN];
    for (int i = 0; i < MOST_DRAWN; i++) {
      chosen[i] = all[(int) ((long) i * (all.length - 1) / (MOST_DRAWN - 1))];
    }
    return chosen;
  }

  private static DataTable table(double[] x, double[] y) {
    return DataTable.thinned(
        List.of(ACROSS, UP),
        x.length,
        row -> List.of(Texts.number(x[row], 6), Texts.number(y[row], 6)));
  }
}
