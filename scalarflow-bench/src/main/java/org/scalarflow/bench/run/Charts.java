package org.scalarflow.bench.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.scalarflow.report.AxisScale;
import org.scalarflow.report.BandCurves;
import org.scalarflow.report.DotChart;
import org.scalarflow.report.Picture;
import org.scalarflow.report.Series;

/**
 * Pictures of results. Backends come first and in one order, those with the Vector API after those
 * without, so that each keeps its colour.
 */
final class Charts {

  /** As many as a picture tells apart. */
  private static final int MOST = 14;

  private static final int MOST_ROWS = 24;

  private final Results results;

  Charts(Results results) {
    this.results = results;
  }

  /** Ratios to plain code written by hand, of networks and paths, and of graphs. */
  List<Picture> ratios() {
    List<Picture> pictures = new ArrayList<>();
    ratios("Networks and paths beside plain Java", Set.of("W1", "W2", "W4"))
        .ifPresent(pictures::add);
    ratios("Graphs of all sizes beside a plain loop", Set.of("W3")).ifPresent(pictures::add);
    ratios("Graphs of other shapes beside a plain loop", Set.of("W5")).ifPresent(pictures::add);
    return pictures;
  }

  private Optional<Picture> ratios(String title, Set<String> workloads) {
    List<Measurement> some =
        results.measurements().stream()
            .filter(one -> workloads.contains(one.key().workload()))
            .filter(one -> one.key().threads() == 1)
            .filter(one -> results.ratio(one, Key.PLAIN).isPresent())
            .toList();
    List<String> rows = some.stream().map(Charts::row).distinct().limit(MOST_ROWS).toList();
    List<Series> dots = new ArrayList<>();
    for (String name : names(some)) {
      TreeMap<Integer, Interval.Ratio> byRow = new TreeMap<>();
      for (Measurement one : some) {
        int row = rows.indexOf(row(one));
        if (Tables.backend(one.key()).equals(name) && row >= 0) {
          results.ratio(one, Key.PLAIN).ifPresent(ratio -> byRow.put(row, ratio));
        }
      }
      if (!byRow.isEmpty()) {
        dots.add(dots(name, byRow));
      }
    }
    return dots.isEmpty()
        ? Optional.empty()
        : Optional.of(
            DotChart.of(
                title,
                "workload",
                "time divided by that of plain Java (1 is as fast)",
                1.0,
                "99.9 % interval of the ratio",
                rows,
                dots));
  }

  private static Series dots(String name, TreeMap<Integer, Interval.Ratio> byRow) {
    double[] x = byRow.keySet().stream().mapToDouble(row -> row).toArray();
    List<Interval.Ratio> ratios = List.copyOf(byRow.values());
    return Series.withBand(
        name,
        x,
        ratios.stream().mapToDouble(Interval.Ratio::value).toArray(),
        ratios.stream().mapToDouble(one -> drawable(one, one.low())).toArray(),
        ratios.stream().mapToDouble(one -> drawable(one, one.high())).toArray());
  }

  /** An interval that reaches 0 or has no end says nothing in a picture. */
  private static double drawable(Interval.Ratio ratio, double end) {
    boolean isBounded = ratio.low() > 0 && ratio.high() <= 100 * ratio.value();
    return isBounded ? end : Double.NaN;
  }

  private static String row(Measurement one) {
    return one.key().workload() + " " + one.key().variant();
  }

  /** Time of a node by size, for each shape of W3. */
  List<Picture> costs() {
    List<Picture> pictures = new ArrayList<>();
    for (String shape : List.of("chain", "dag")) {
      bySize(
              "Value and gradient of a " + inWords(shape),
              "time (ns for each node)",
              one -> isOfSizes(one, "W3", shape + " ") && one.key().threads() == 1,
              Measurement::nanos)
          .ifPresent(pictures::add);
    }
    return pictures;
  }

  /** Time until the first result by size, for each shape. */
  List<Picture> firstResults() {
    List<Picture> pictures = new ArrayList<>();
    for (String shape : List.of("chain", "dag")) {
      bySize(
              "First value and gradient of a " + inWords(shape),
              "time (ms)",
              one -> isOfSizes(one, "setup", "first result " + shape + " "),
              one -> one.nanos() * one.subject().nodes() / 1e6)
          .ifPresent(pictures::add);
    }
    return pictures;
  }

  private static String inWords(String shape) {
    return shape.equals("dag") ? "random graph" : shape;
  }

  private static boolean isOfSizes(Measurement one, String workload, String start) {
    return one.key().workload().equals(workload) && one.key().variant().startsWith(start);
  }

  private Optional<Picture> bySize(
      String title,
      String yName,
      Predicate<Measurement> isMeant,
      ToDoubleFunction<Measurement> height) {
    List<Measurement> some = results.measurements().stream().filter(isMeant).toList();
    List<Series> curves = new ArrayList<>();
    for (String name : names(some)) {
      TreeMap<Double, Double> points = new TreeMap<>();
      for (Measurement one : some) {
        if (Tables.backend(one.key()).equals(name)) {
          points.put((double) one.subject().nodes(), height.applyAsDouble(one));
        }
      }
      curves.add(
          Series.of(
              name,
              points.keySet().stream().mapToDouble(at -> at).toArray(),
              points.values().stream().mapToDouble(at -> at).toArray()));
    }
    return curves.isEmpty()
        ? Optional.empty()
        : Optional.of(
            BandCurves.of(
                title,
                "size (nodes)",
                AxisScale.LOGARITHMIC,
                yName,
                AxisScale.LOGARITHMIC,
                "",
                curves));
  }

  /** One picture for each case that was measured on several numbers of threads. */
  List<Picture> speedUps() {
    List<Picture> pictures = new ArrayList<>();
    List<Measurement> all = results.measurements();
    List<String> rows =
        all.stream().filter(one -> one.key().threads() > 1).map(Charts::row).distinct().toList();
    for (String row : rows) {
      List<Measurement> some =
          all.stream().filter(one -> row(one).equals(row) && !one.key().isBaseline()).toList();
      List<Series> curves = new ArrayList<>();
      for (String name : names(some, Tables::series)) {
        speedUp(name, some.stream().filter(one -> Tables.series(one.key()).equals(name)).toList())
            .ifPresent(curves::add);
      }
      if (!curves.isEmpty()) {
        pictures.add(
            BandCurves.of(
                "Speed-up of " + row,
                "threads (processors of the JVM)",
                "speed-up (time on one thread / time)",
                "99.9 % interval",
                curves.subList(0, Math.min(MOST, curves.size()))));
      }
    }
    return pictures;
  }

  private static Optional<Series> speedUp(String name, List<Measurement> some) {
    Optional<Measurement> alone = some.stream().filter(one -> one.key().threads() == 1).findFirst();
    if (alone.isEmpty()) {
      return Optional.empty();
    }
    TreeMap<Integer, Interval.Ratio> byThreads = new TreeMap<>();
    for (Measurement one : some) {
      Interval.Ratio ratio =
          one.key().threads() == 1
              ? new Interval.Ratio(1, 1, 1)
              : alone.get().interval().over(one.interval());
      byThreads.put(one.key().threads(), ratio);
    }
    return byThreads.size() < 2 ? Optional.empty() : Optional.of(dots(name, byThreads));
  }

  /** Backends as they come, those with the Vector API last, by some name. */
  private static List<String> names(List<Measurement> some, Function<Key, String> name) {
    return some.stream()
        .map(Measurement::key)
        .filter(key -> !key.isBaseline())
        .sorted(Comparator.comparing(Key::hasVectors))
        .map(name)
        .distinct()
        .toList();
  }

  /** Backends, then the baselines. */
  private static List<String> names(List<Measurement> some) {
    Set<String> names = new LinkedHashSet<>(names(some, Tables::backend));
    for (String baseline : Arrays.asList(Key.TILED, Key.VECTOR, Key.PLAIN)) {
      some.stream()
          .filter(one -> one.key().backend().equals(baseline))
          .forEach(one -> names.add(baseline));
    }
    return names.stream().limit(MOST).toList();
  }
}
