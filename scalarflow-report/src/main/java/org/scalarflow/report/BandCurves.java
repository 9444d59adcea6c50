package org.scalarflow.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Named curves over a common x, each with a band if it has one: means over seeds, for example. */
public final class BandCurves {

  private static final int BAND_ALPHA = 56;

  /** Of a point alone, in pixels; the bands of others are as wide as the points are apart. */
  private static final double BAR_WIDTH = 16;

  private static final BasicStroke BAR = Palette.solid(3);

  private BandCurves() {}

  /**
   * A picture of curves on linear axes.
   *
   * @param title what is shown
   * @param xName the x axis with its unit, such as {@code "depth (hidden layers)"}
   * @param yName the y axis with its unit
   * @param bandMeaning what the bands are, such as {@code "95 % confidence interval of the mean, 10
   *     seeds"}; shown if there are any
   * @param series 1 to 14 curves of different names
   * @throws IllegalArgumentException if there are no or more curves, two have one name, or a title
   *     or axis has none
   */
  public static Picture of(
      String title, String xName, String yName, String bandMeaning, List<Series> series) {
    return of(title, xName, AxisScale.LINEAR, yName, AxisScale.LINEAR, bandMeaning, series);
  }

  /**
   * The same on axes of one's choice. Values that are missing, not positive or below 1e-300 have no
   * place on a logarithmic y axis: the line has a gap there, and so has the band where its lower
   * edge is one. A note counts them; words and table tell them.
   *
   * @throws IllegalArgumentException as {@link #of}, and if an x that is not positive is on a
   *     logarithmic axis
   */
  public static Picture of(
      String title,
      String xName,
      AxisScale xScale,
      String yName,
      AxisScale yScale,
      String bandMeaning,
      List<Series> series) {
    String heading = Inputs.name(title, "title");
    String across = Inputs.name(xName, "name of the x axis");
    String up = Inputs.name(yName, "name of the y axis");
    List<Series> all = Inputs.distinct(heading, "curves", series, Series::name, Palette.MOST);
    boolean isLogarithmic = yScale == AxisScale.LOGARITHMIC;
    List<Series> shown = isLogarithmic ? all.stream().map(Series::positive).toList() : all;
    boolean hasBands = shown.stream().anyMatch(Series::hasBand);
    List<Series> thinned = shown.stream().map(Series::thinned).toList();

    Extent values = new Extent();
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      lines.add(bars(thinned.get(i), Palette.color(i)));
    }
    boolean hasBars = lines.stream().anyMatch(line -> line.x().length > 0);
    List<LegendEntry> legend = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      Series one = shown.get(i);
      values.add(one.y()).add(one.low()).add(one.high());
      Line line = Line.of(one, i);
      lines.add(line);
      legend.add(
          new LegendEntry(
              one.name(),
              line.color(),
              line.stroke(),
              line.mark(),
              one.hasBand() ? seeThrough(line.color()) : null));
    }
    Panel panel =
        new Panel(
            xScale == AxisScale.LINEAR ? xAxis(across, all) : logarithmic(across, all),
            yScale.axis(up, values),
            false,
            (g, plot) -> {
              for (int i = 0; i < thinned.size(); i++) {
                if (thinned.get(i).hasBand()) {
                  g.setColor(seeThrough(Palette.color(i)));
                  g.fill(band(thinned.get(i), plot));
                }
              }
            },
            lines,
            Panel.NOTHING);
    List<String> notes = new ArrayList<>();
    if (hasBands) {
      notes.add(
          (hasBars ? "Bands, bars at single points: " : "Bands: ") + Texts.clean(bandMeaning));
    }
    long withoutPlace = isLogarithmic ? missing(shown) : 0;
    if (withoutPlace > 0) {
      notes.add("Without a place on a logarithmic axis, missing or not positive: " + withoutPlace);
    }
    String note = String.join(". ", notes);
    String words =
        all.stream()
            .map(one -> CurveWords.describe(across, up, one))
            .collect(Collectors.joining(" "));
    return new Picture(
        new Page(heading, legend, List.of(panel), note),
        words + (note.isEmpty() ? "" : " " + note + "."),
        table(across, all));
  }

  private static long missing(List<Series> series) {
    return series.stream()
        .flatMapToDouble(one -> Arrays.stream(one.y()))
        .filter(Double::isNaN)
        .count();
  }

  private static Axis logarithmic(String name, List<Series> series) {
    Extent places = new Extent();
    for (Series one : series) {
      double first = one.x()[0];
      if (first <= 0) {
        throw new IllegalArgumentException(
            "series '" + one.name() + "': x[0] is " + first + ", which has no logarithm");
      }
      places.add(one.x());
    }
    return AxisScale.LOGARITHMIC.axis(name, places);
  }

  static Axis xAxis(String name, List<Series> series) {
    Extent places = new Extent();
    boolean isWhole = true;
    for (Series one : series) {
      double[] x = one.x();
      places.add(x);
      isWhole &= Arrays.stream(x).allMatch(at -> at == Math.rint(at) && Math.abs(at) < 1e9);
    }
    return isWhole
        ? Axis.ofWhole(name, places.least(), places.most())
        : Axis.around(name, places.least(), places.most());
  }

  private static Color seeThrough(Color color) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), BAND_ALPHA);
  }

  /** A line from edge to edge of each point that is alone. */
  private static Line bars(Series series, Color color) {
    double[] x = series.x();
    double[] low = series.low();
    double[] high = series.high();
    int[] alone = alone(low, high);
    double[] barX = new double[3 * alone.length];
    double[] barY = new double[barX.length];
    for (int i = 0; i < alone.length; i++) {
      Arrays.fill(barX, 3 * i, 3 * i + 3, x[alone[i]]);
      barY[3 * i] = low[alone[i]];
      barY[3 * i + 1] = high[alone[i]];
      barY[3 * i + 2] = Double.NaN;
    }
    return new Line(barX, barY, color, BAR, null);
  }

  /** The points with both edges between points without. */
  private static int[] alone(double[] low, double[] high) {
    return IntStream.range(0, low.length)
        .filter(i -> hasEdges(low, high, i))
        .filter(i -> !hasEdges(low, high, i - 1) && !hasEdges(low, high, i + 1))
        .toArray();
  }

  private static boolean hasEdges(double[] low, double[] high, int i) {
    return i >= 0 && i < low.length && !Double.isNaN(low[i]) && !Double.isNaN(high[i]);
  }

  /** Of each run of points that have both edges, the area between them; of one alone, a bar. */
  private static Path2D band(Series series, Panel.Plot plot) {
    double[] x = series.x();
    double[] low = series.low();
    double[] high = series.high();
    Path2D area = new Path2D.Double();
    int from = 0;
    while (from < x.length) {
      int to = from;
      while (hasEdges(low, high, to)) {
        to++;
      }
      if (to - from == 1) {
        double left = plot.left(x[from]) - BAR_WIDTH / 2;
        double top = plot.top(high[from]);
        area.append(new Rectangle2D.Double(left, top, BAR_WIDTH, plot.top(low[from]) - top), false);
      } else if (to > from) {
        area.moveTo(plot.left(x[from]), plot.top(high[from]));
        for (int i = from + 1; i < to; i++) {
          area.lineTo(plot.left(x[i]), plot.top(high[i]));
        }
        for (int i = to - 1; i >= from; i--) {
          area.lineTo(plot.left(x[i]), plot.top(low[i]));
        }
        area.closePath();
      }
      from = to + 1;
    }
    return area;
  }

  /** A row for each x of any series. */
  static DataTable table(String xName, List<Series> series) {
    List<String> columns = new ArrayList<>(List.of(xName));
    TreeSet<Double> places = new TreeSet<>();
    for (Series one : series) {
      columns.add(one.name());
      if (one.hasBand()) {
        columns.add(one.name() + ", lower edge");
        columns.add(one.name() + ", upper edge");
      }
      Arrays.stream(one.x()).forEach(places::add);
    }
    double[][] x = series.stream().map(Series::x).toArray(double[][]::new);
    double[][][] values =
        series.stream()
            .map(
                one ->
                    one.hasBand()
                        ? new double[][] {one.y(), one.low(), one.high()}
                        : new double[][] {one.y()})
            .toArray(double[][][]::new);
    double[] rows = places.stream().mapToDouble(Double::doubleValue).toArray();
    int digits = Texts.digitsApart(rows, 6);
    return DataTable.thinned(columns, rows.length, at -> row(rows[at], digits, x, values));
  }

  private static List<String> row(double place, int digits, double[][] x, double[][][] values) {
    List<String> row = new ArrayList<>(List.of(Texts.number(place, digits)));
    for (int i = 0; i < x.length; i++) {
      int at = Arrays.binarySearch(x[i], place);
      for (double[] column : values[i]) {
        row.add(Texts.number(at < 0 ? Double.NaN : column[at], 6));
      }
    }
    return row;
  }
}
