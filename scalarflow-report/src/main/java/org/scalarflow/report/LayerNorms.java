package org.scalarflow.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Gradient norms by layer on a logarithmic axis: where they vanish, where they explode. */
public final class LayerNorms {

  private static final String ACROSS = "layer (1 is next to the inputs)";
  private static final String UP = "gradient norm";

  /** Below it, doubles lose digits. */
  private static final double LEAST = 1e-300;

  private LayerNorms() {}

  /**
   * A picture of gradient norms.
   *
   * <p>Norms that are zero, below 1e-300 or NaN have no place on a logarithmic axis: the line has a
   * gap there, a note counts them, and the table names them.
   *
   * @param title what is shown
   * @param configurations 1 to 14 configurations of different names, each with the norm of layer 1,
   *     2, …; they may differ in the number of layers
   * @throws IllegalArgumentException if there are no or more configurations, two have one name, or
   *     a norm is negative, infinite or above 1e100
   */
  public static Picture of(String title, List<Sample> configurations) {
    String heading = Inputs.name(title, "title");
    List<Sample> all =
        Inputs.distinct(heading, "configurations", configurations, Sample::name, Palette.MOST);
    all.forEach(one -> check(heading, one));
    List<Series> series = all.stream().map(LayerNorms::drawable).toList();
    Extent norms = new Extent();
    List<Line> lines = new ArrayList<>();
    List<LegendEntry> legend = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      norms.add(series.get(i).y());
      lines.add(Line.of(series.get(i), i));
      legend.add(lines.get(i).entry(series.get(i).name()));
    }
    Axis up =
        norms.isEmpty() ? Axis.decades(UP, 1e-3, 1) : Axis.decades(UP, norms.least(), norms.most());
    Panel panel =
        new Panel(BandCurves.xAxis(ACROSS, series), up, false, Panel.NOTHING, lines, Panel.NOTHING);
    long hidden =
        series.stream()
            .flatMapToDouble(one -> java.util.Arrays.stream(one.y()))
            .filter(Double::isNaN)
            .count();
    String note =
        hidden == 0
            ? ""
            : "Not shown, since a logarithmic axis has no place for them: zero or missing norms, "
                + hidden;
    String words =
        IntStream.range(0, all.size())
            .mapToObj(
                i ->
                    CurveWords.describe(
                        "layer", UP, all.get(i).name(), series.get(i).x(), all.get(i).values()))
            .collect(Collectors.joining(" "));
    return new Picture(new Page(heading, legend, List.of(panel), note), words, table(all));
  }

  private static void check(String title, Sample one) {
    for (int i = 0; i < one.size(); i++) {
      if (one.value(i) < 0 || one.value(i) > Series.LARGEST) {
        throw new IllegalArgumentException(
            "'"
                + title
                + "': the norm of layer "
                + (i + 1)
                + " of '"
                + one.name()
                + "' is "
                + one.value(i)
                + ", not within 0 and 1e100");
      }
    }
  }

  private static Series drawable(Sample one) {
    double[] layers = IntStream.rangeClosed(1, one.size()).asDoubleStream().toArray();
    double[] norms = one.values();
    for (int i = 0; i < norms.length; i++) {
      norms[i] = norms[i] >= LEAST ? norms[i] : Double.NaN;
    }
    return Series.of(one.name(), layers, norms);
  }

  private static DataTable table(List<Sample> all) {
    List<String> columns = new ArrayList<>(List.of("layer"));
    all.forEach(one -> columns.add(one.name()));
    int layers = all.stream().mapToInt(Sample::size).max().orElse(0);
    return DataTable.thinned(columns, layers, layer -> row(layer, all));
  }

  private static List<String> row(int layer, List<Sample> all) {
    List<String> row = new ArrayList<>(List.of(Integer.toString(layer + 1)));
    for (Sample one : all) {
      row.add(Texts.number(layer < one.size() ? one.value(layer) : Double.NaN, 6));
    }
    return row;
  }
}
