package org.scalarflow.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The times of this run beside those of an earlier one. */
final class Comparison {

  /**
   * A time that both have.
   *
   * @param key whose
   * @param unit of what
   * @param before the earlier time
   * @param now the time of this run
   * @param ratio now divided by before
   */
  record Change(Key key, String unit, Interval before, Interval now, Interval.Ratio ratio) {

    /** What the interval says. */
    String verdict() {
      if (!ratio.isKnown()) {
        return "not known: measured once";
      }
      if (!ratio.isOther()) {
        return "not told apart";
      }
      return ratio.value() > 1 ? "slower" : "faster";
    }
  }

  private final List<Change> changes = new ArrayList<>();
  private final List<Key> onlyNow = new ArrayList<>();
  private final List<Key> onlyBefore = new ArrayList<>();
  private final TreeSet<String> jdksBefore = new TreeSet<>();

  Comparison(Map<Key, ResultsCsv.Line> before, Results now) {
    for (Measurement one : now.measurements()) {
      ResultsCsv.Line line = before.get(one.key());
      if (!one.hasTime()) {
        continue;
      }
      if (line == null || !line.unit().equals(one.unit())) {
        onlyNow.add(one.key());
      } else {
        changes.add(
            new Change(
                one.key(),
                one.unit(),
                line.time(),
                one.interval(),
                one.interval().over(line.time())));
        jdksBefore.add(line.jdk());
      }
    }
    List<Key> shared = changes.stream().map(Change::key).toList();
    before.keySet().stream().filter(key -> !shared.contains(key)).forEach(onlyBefore::add);
  }

  /** The times that both have, in the order of this run. */
  List<Change> changes() {
    return List.copyOf(changes);
  }

  /** What the earlier run did not measure. */
  List<Key> onlyNow() {
    return List.copyOf(onlyNow);
  }

  /** What this run did not measure. */
  List<Key> onlyBefore() {
    return List.copyOf(onlyBefore);
  }

  /** The JDKs of the earlier times that are compared. */
  List<String> jdksBefore() {
    return List.copyOf(jdksBefore);
  }
}
