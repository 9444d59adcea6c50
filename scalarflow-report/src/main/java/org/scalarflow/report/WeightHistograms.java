package org.scalarflow.report;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How the weights of each layer are spread, one histogram above the other on a common axis. */
public final class WeightHistograms {

  private static final int BINS = 40;
  private static final int MOST_LAYERS = 16;
  private static final double TALLEST = 0.86;

  private WeightHistograms() {}

  /**
   * A picture of weights. All layers share 40 bins of equal width; each histogram is as high as its
   * own fullest bin, so heights compare within a layer and not between layers.
   *
   * @param title what is shown
   * @param layers 1 to 16 layers of different names, first layer first; the first is at the top
   * @throws IllegalArgumentException if there are no or more layers, two have one name, or a weight
   *     is NaN, infinite or beyond ±1e100
   */
  public static Picture of(String title, List<Sample> layers) {
    String heading = Inputs.name(title, "title");
    List<Sample> all = Inputs.distinct(heading, "layers", layers, Sample::name, MOST_LAYERS);
    Extent weights = new Extent();
    all.forEach(one -> weights.add(checked(heading, one)));
    double least = weights.least();
    double most = weights.most();
    if (!(most - least > Math.max(Math.abs(least), Math.abs(most)) * 1e-9)) {
      double room = Math.max(Math.abs(most) * 0.1, 0.5);
      least -= room;
      most += room;
    }
    double low = least;
    double width = (most - least) / BINS;
    int[][] counts = new int[all.size()][];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = counts(all.get(i), low, width);
    }
    Axis across = Axis.around("weight", least, most);
    // Base lines are at whole numbers, and the first layer is at the top.
    Axis up =
        new Axis(
            "layer",
            all.size() - 0.9,
            -1,
            false,
            false,
            Axis.names("layer", all.stream().map(Sample::name).toList()).ticks());
    Panel panel =
        new Panel(
            across,
            up,
            false,
            Panel.NOTHING,
            List.of(),
            (g, plot) -> {
              for (int layer = 0; layer < counts.length; layer++) {
                paint(g, plot, layer, counts[layer], low, width);
              }
            });
    return new Picture(
        new Page(
            heading,
            List.of(),
            List.of(panel),
            "40 bins of width "
                + Texts.number(width, 3)
                + "; each layer as high as its fullest bin"),
        all.stream().map(WeightHistograms::words).collect(Collectors.joining(" ")),
        table(all, counts, low, width));
  }

  private static double[] checked(String title, Sample layer) {
    for (int i = 0; i < layer.size(); i++) {
      if (!(Math.abs(layer.value(i)) <= Series.LARGEST)) {
        throw new IllegalArgumentException(
            "'"
                + title
                + "': weight "
                + i
                + " of '"
                + layer.name()
                + "' is "
                + layer.value(i)
                + ", not within ±1e100");
      }
    }
    return layer.values();
  }

  private static int[] counts(Sample layer, double low, double width) {
    int[] counts = new int[BINS];
    for (double weight : layer.values()) {
      // The largest weight belongs to the last bin.
      counts[Math.max(0, Math.min(BINS - 1, (int) ((weight - low) / width)))]++;
    }
    return counts;
  }

  private static void paint(
      Graphics2D g, Panel.Plot plot, int layer, int[] counts, double low, double width) {
    int fullest = Arrays.stream(counts).max().orElse(1);
    double base = plot.top(layer);
    double tallest = (plot.top(1) - plot.top(0)) * TALLEST;
    Color fill = Palette.tint(Palette.color(0), 0.75);
    for (int bin = 0; bin < counts.length; bin++) {
      if (counts[bin] > 0) {
        // At least a pixel and a half: a bin that is not empty is seen.
        double height = Math.max(1.5, tallest * counts[bin] / fullest);
        double left = plot.left(low + bin * width);
        double right = plot.left(low + (bin + 1) * width);
        Rectangle2D bar = new Rectangle2D.Double(left, base - height, right - left, height);
        g.setColor(fill);
        g.fill(bar);
        g.setColor(Palette.color(0));
        g.setStroke(Palette.solid(1));
        g.draw(bar);
      }
    }
    g.setColor(Palette.INK);
    g.setStroke(Palette.solid(1));
    g.draw(new Line2D.Double(plot.area().getX(), base, plot.area().getMaxX(), base));
  }

  private static String words(Sample layer) {
    double[] weights = layer.values();
    Extent extent = new Extent().add(weights);
    // Divided once at the end, so that equal weights have themselves as their mean.
    double mean = Arrays.stream(weights).sum() / weights.length;
    double square = 0;
    for (double weight : weights) {
      square += (weight - mean) * (weight - mean) / weights.length;
    }
    return layer.name()
        + ": "
        + (weights.length == 1 ? "1 weight" : weights.length + " weights")
        + " from "
        + Texts.number(extent.least())
        + " to "
        + Texts.number(extent.most())
        + ", mean "
        + Texts.number(mean)
        + ", standard deviation "
        + Texts.number(Math.sqrt(square))
        + ".";
  }

  private static DataTable table(List<Sample> all, int[][] counts, double low, double width) {
    List<String> columns = new ArrayList<>(List.of("from", "to"));
    all.forEach(one -> columns.add(one.name() + " (count)"));
    double[] edges = new double[BINS + 1];
    Arrays.setAll(edges, bin -> low + bin * width);
    int digits = Texts.digitsApart(edges, 6);
    List<List<String>> rows = new ArrayList<>();
    for (int bin = 0; bin < BINS; bin++) {
      List<String> row =
          new ArrayList<>(
              List.of(Texts.number(edges[bin], digits), Texts.number(edges[bin + 1], digits)));
      for (int[] layer : counts) {
        row.add(Integer.toString(layer[bin]));
      }
      rows.add(row);
    }
    return new DataTable(columns, rows, "");
  }
}
