package org.scalarflow.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Results as rows of texts. */
final class Tables {

  static final List<String> CHANGE_COLUMNS =
      List.of("case", "unit", "before (ns)", "now (ns)", "now / before", "99.9 % interval", "says");

  /** Of programs that start. */
  static final List<String> START_COLUMNS =
      List.of(
          "program",
          "backend",
          "first result (ms)",
          "within 2× (ms)",
          "steady (ms)",
          "a run then (µs)");

  private static final double NANOS_OF_MICRO = 1e3;
  private static final double NANOS_OF_MILLI = 1e6;

  private static final List<String> COLUMNS =
      List.of(
          "variant", "backend", "time (ns)", "±", "of a", "to plain", "to vector", "bytes a run");

  private Tables() {}

  /** All workloads in one table, for a terminal. */
  static List<List<String>> summary(Results results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(prefixed("workload", COLUMNS));
    for (Measurement one : results.measurements()) {
      if (one.hasTime()) {
        rows.add(prefixed(one.key().workload(), row(results, one)));
      } else {
        rows.add(
            List.of(
                one.key().workload(),
                one.key().variant(),
                backend(one.key()),
                Numbers.shown(one.graphBytesPerNode().orElse(Double.NaN))
                    + " + "
                    + Numbers.shown(one.programBytesPerNode().orElse(Double.NaN))
                    + " bytes",
                "",
                one.unit(),
                "",
                "",
                ""));
      }
    }
    return rows;
  }

  private static List<String> prefixed(String first, List<String> rest) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(rest);
    return all;
  }

  static List<String> columns() {
    return COLUMNS;
  }

  static List<String> row(Results results, Measurement one) {
    return List.of(
        one.key().variant(),
        backend(one.key()),
        Numbers.shown(one.nanos()),
        Numbers.shown(one.error()),
        one.unit(),
        ratio(results.ratio(one, Key.PLAIN)),
        ratio(results.ratio(one, Key.VECTOR)),
        bytes(one.bytesPerRun()));
  }

  /** Programs that start, one a row. */
  static List<List<String>> starts(Results results) {
    Map<Key, List<String>> rows = new LinkedHashMap<>();
    for (Measurement one : results.measurements()) {
      for (Moment moment : Moment.values()) {
        if (one.subject().kind() == Kind.SETTLING && moment.isOf(one.key().variant())) {
          Key program = one.key().of(moment.program(one.key().variant()));
          double unit = moment == Moment.RUN ? NANOS_OF_MICRO : NANOS_OF_MILLI;
          rows.computeIfAbsent(
                  program, key -> new ArrayList<>(List.of(key.variant(), backend(key))))
              .add(Numbers.shown(one.nanos() / unit));
        }
      }
    }
    return List.copyOf(rows.values());
  }

  /** A backend's name, with mode, threads and Vector API where they are not the usual ones. */
  static String backend(Key key) {
    return series(key) + (key.threads() == 1 ? "" : ", " + key.threads() + " threads");
  }

  /** The same without threads. */
  static String series(Key key) {
    return key.backend()
        + (key.isBaseline() || key.mode().equals("strict") ? "" : ", " + key.mode())
        + (key.isBaseline() || !key.hasVectors() ? "" : ", " + Key.WITH_VECTORS);
  }

  private static String ratio(Optional<Interval.Ratio> ratio) {
    return ratio.map(one -> Numbers.shown(one.value())).orElse("");
  }

  private static String bytes(OptionalDouble bytes) {
    // Less than a byte is JMH's own allocation, spread over the runs.
    return bytes.isEmpty() ? "" : Numbers.shown(Math.rint(bytes.getAsDouble()));
  }

  static List<String> change(Comparison.Change change) {
    Interval.Ratio ratio = change.ratio();
    return List.of(
        change.key().toString(),
        change.unit(),
        Numbers.shown(change.before().mean()),
        Numbers.shown(change.now().mean()),
        Numbers.shown(ratio.value()),
        ratio.isKnown() ? Numbers.shown(ratio.low()) + " to " + Numbers.shown(ratio.high()) : "–",
        change.verdict());
  }
}
