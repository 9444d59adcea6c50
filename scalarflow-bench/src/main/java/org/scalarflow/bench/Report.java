package org.scalarflow.bench;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * Times per unit of work, and their ratios to the fastest baseline of the same run with the same
 * parameters. A time is the median of the iterations of all forks, since a disturbed iteration
 * moves a mean. Allocation is shown where JMH's profiler {@code gc} measured it.
 */
final class Report {

  private static final String BACKEND = "backend";
  private static final String PATIENCE = "patience";
  private static final String BASELINE = "baseline";
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  /** A result of JMH, as far as it is shown. */
  private record Line(
      String workload,
      String unit,
      String method,
      String backend,
      Map<String, String> parameters,
      double nanos,
      double fastest,
      OptionalDouble bytes) {

    boolean isBaseline() {
      return method.startsWith(BASELINE);
    }

    String who() {
      return backend.isEmpty() ? method : method.equals(BACKEND) ? backend : backend + " " + method;
    }

    /** Whether this is a baseline for the other: no parameter that both have differs. */
    boolean isBaselineOf(Line other) {
      return isBaseline()
          && workload.equals(other.workload)
          && parameters.entrySet().stream()
              .allMatch(
                  own ->
                      other
                          .parameters
                          .getOrDefault(own.getKey(), own.getValue())
                          .equals(own.getValue()));
    }

    String parameterText() {
      return parameters.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + entry.getValue())
          .collect(Collectors.joining(" "));
    }
  }

  private final List<RunResult> results;

  Report(Collection<RunResult> results) {
    this.results = List.copyOf(results);
  }

  /** The report, line by line. */
  List<String> lines() {
    List<String> text = new ArrayList<>();
    if (results.isEmpty()) {
      return text;
    }
    BenchmarkParams first = results.get(0).getParams();
    text.add(
        format(
            "%s %s, %d processors of the machine, %s %s, %s",
            first.getVmName(),
            first.getVmVersion(),
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            ZonedDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES)));
    text.add("JVM flags: " + String.join(" ", first.getJvmArgs()));
    List<Line> all = results.stream().map(Report::line).toList();
    Map<String, List<Line>> byWorkload =
        all.stream()
            .collect(Collectors.groupingBy(Line::workload, TreeMap::new, Collectors.toList()));
    byWorkload.forEach((workload, lines) -> addTable(workload, lines, text));
    return text;
  }

  private static void addTable(String workload, List<Line> lines, List<String> text) {
    text.add("");
    text.add(
        format(
            "%-46s %-20s %12s %12s %8s %10s",
            workload, "", "ns/" + lines.get(0).unit, "fastest", "ratio", "B/op"));
    lines.stream()
        .sorted(
            Comparator.comparing(Line::parameterText)
                .thenComparing(line -> !line.isBaseline())
                .thenComparing(Line::who))
        .forEach(line -> text.add(row(line, lines)));
  }

  private static String row(Line line, List<Line> lines) {
    OptionalDouble baseline =
        lines.stream().filter(other -> other.isBaselineOf(line)).mapToDouble(Line::nanos).min();
    return format(
            "%-46s %-20s %12.2f %12.2f %8s %10s",
            line.parameterText(),
            line.who(),
            line.nanos,
            line.fastest,
            baseline.isPresent() ? format("%.2f", line.nanos / baseline.getAsDouble()) : "",
            line.bytes.isPresent() ? format("%.1f", line.bytes.getAsDouble()) : "")
        .stripTrailing();
  }

  private static Line line(RunResult result) {
    BenchmarkParams params = result.getParams();
    String name = params.getBenchmark();
    int dot = name.lastIndexOf('.');
    Class<?> type = classOf(name.substring(0, dot));
    Unit unit = type.getAnnotation(Unit.class);
    if (unit == null) {
      throw new IllegalStateException(type + " has no @Unit");
    }
    double units =
        unit.parameter().isEmpty()
            ? unit.times()
            : Double.parseDouble(params.getParam(unit.parameter())) * unit.times();
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String key : params.getParamsKeys()) {
      if (!key.equals(BACKEND) && !key.equals(PATIENCE) && !isStrict(params, key)) {
        parameters.put(key, params.getParam(key));
      }
    }
    String backend = params.getParamsKeys().contains(BACKEND) ? params.getParam(BACKEND) : "";
    double nanosPerUnit = params.getTimeUnit().toNanos(1) / units;
    Result<?> time = result.getPrimaryResult();
    Result<?> bytes = result.getSecondaryResults().get(ALLOCATED);
    return new Line(
        type.getSimpleName(),
        unit.value(),
        name.substring(dot + 1),
        backend,
        parameters,
        time.getStatistics().getPercentile(50) * nanosPerUnit,
        time.getStatistics().getMin() * nanosPerUnit,
        bytes == null ? OptionalDouble.empty() : OptionalDouble.of(bytes.getScore()));
  }

  /** The usual mode need not be said. */
  private static boolean isStrict(BenchmarkParams params, String key) {
    return key.equals("mode") && params.getParam(key).equals("strict");
  }

  private static Class<?> classOf(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String format(String pattern, Object... arguments) {
    return String.format(Locale.ROOT, pattern, arguments);
  }
}
