package org.scalarflow.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Named curves on logarithmic axes, where equal ratios have equal lengths: times over sizes, for
 * example. A number that is not positive has no place there: a gap, and a note that counts them.
 */
public final class LogCurves {

  private LogCurves() {}

  /**
   * A picture of curves.
   *
   * @param title what is shown
   * @param xName the x axis with its unit, such as {@code "size (nodes)"}
   * @param yName the y axis with its unit
   * @param series 1 to 14 curves of different names; bands are not drawn
   * @throws IllegalArgumentException if there are no or more curves, two have one name, a title or
   *     axis has none, or an x is not positive
   */
  public static Picture of(String title, String xName, String yName, List<Series> series) {
    String heading = Inputs.name(title, "title");
    String across = Inputs.name(xName, "name of the x axis");
    String up = Inputs.name(yName, "name of the y axis");
    List<Series> all = Inputs.distinct(heading, "curves", series, Series::name, Palette.MOST);
    Extent x = new Extent();
    Extent y = new Extent();
    List<Line> lines = new ArrayList<>();
    List<LegendEntry> legend = new ArrayList<>();
    long withoutPlace = 0;
    for (int i = 0; i < all.size(); i++) {
      Series one = all.get(i);
      if (one.x()[0] <= 0) {
        throw new IllegalArgumentException(
            "series '" + one.name() + "': x[0] is " + one.x()[0] + ", which has no logarithm");
      }
      x.add(one.x());
      y.add(Arrays.stream(one.y()).filter(value -> value > 0).toArray());
      withoutPlace += Arrays.stream(one.y()).filter(value -> value <= 0).count();
      Line line = Line.of(one, i);
      lines.add(line);
      legend.add(line.entry(one.name()));
    }
    String note =
        withoutPlace == 0 ? "" : withoutPlace + " not positive, without a place on this axis";
    Axis vertical = y.isEmpty() ? Axis.decades(up, 1, 10) : spread(up, y);
    Panel panel =
        new Panel(spread(across, x), vertical, false, Panel.NOTHING, lines, Panel.NOTHING);
    String words =
        all.stream()
            .map(one -> CurveWords.describe(across, up, one))
            .collect(Collectors.joining(" "));
    return new Picture(
        new Page(heading, legend, List.of(panel), note),
        words + (note.isEmpty() ? "" : " " + note + "."),
        BandCurves.table(across, all));
  }

  /** With some room, so that points do not lie on the frame. */
  private static Axis spread(String name, Extent values) {
    double room = 1.1;
    return Axis.logarithmic(name, values.least() / room, values.most() * room);
  }
}
