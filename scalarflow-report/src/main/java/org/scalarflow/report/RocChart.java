package org.scalarflow.report;

import java.util.List;

/** The ROC curve of a classifier of two classes, with the area under it. */
public final class RocChart {

  private static final String ACROSS = "false positive rate";
  private static final String UP = "true positive rate";
  private static final int MOST_POINTS = 1_000_000;
  private static final int MOST_DRAWN = 2_000;

  private RocChart() {}

  /**
   * A picture of a ROC curve.
   *
   * @param title what is shown
   * @param name what was judged
   * @param falsePositiveRates from 0 to 1, never falling
   * @param truePositiveRates one for each, from 0 to 1, never falling
   * @param area the area under the curve, from 0 to 1; it is shown and not checked against the
   *     points
   * @throws IllegalArgumentException if there are fewer than two points or more than a million, the
   *     lengths differ, or a number is outside its range or falls
   */
  public static Picture of(
      String title,
      String name,
      double[] falsePositiveRates,
      double[] truePositiveRates,
      double area) {
    String heading = Inputs.name(title, "title");
    String judged = Inputs.name(name, "name of the curve");
    double[] x = falsePositiveRates.clone();
    double[] y = truePositiveRates.clone();
    require(x.length >= 2 && x.length <= MOST_POINTS, heading, "2 to a million points are needed");
    require(x.length == y.length, heading, x.length + " and " + y.length + " rates");
    require(area >= 0 && area <= 1, heading, "the area is " + area + ", not within 0 and 1");
    requireRising(heading, ACROSS, x);
    requireRising(heading, UP, y);
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
    String auc = Texts.number(area);
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

  private static void require(boolean fulfilled, String title, String otherwise) {
    if (!fulfilled) {
      throw new IllegalArgumentException("'" + title + "': " + otherwise);
    }
  }

  private static void requireRising(String title, String what, double[] rates) {
    for (int i = 0; i < rates.length; i++) {
      require(
          rates[i] >= 0 && rates[i] <= 1 && (i == 0 || rates[i] >= rates[i - 1]),
          title,
          what + " " + i + " is " + rates[i] + "; rates are within 0 and 1 and do not fall");
    }
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
