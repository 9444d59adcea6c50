package org.scalarflow.bench.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.RunResult;

/**
 * What has been measured so far, and what has failed.
 *
 * <p>A backend whose numbers are not those of a baseline is refused: its other times are withdrawn,
 * and it is not measured any more. A case that failed is not tried at larger sizes.
 */
final class Results {

  private final Map<Key, Measurement> measured = new LinkedHashMap<>();
  private final Map<Key, RunResult> raw = new LinkedHashMap<>();
  private final Map<Key, List<String>> code = new LinkedHashMap<>();
  private final Map<Key, String> unsettled = new LinkedHashMap<>();
  private final List<Failure> failures = new ArrayList<>();
  private final Map<String, String> refused = new LinkedHashMap<>();
  private final Map<String, Key> failedFamilies = new HashMap<>();
  private final Set<Key> notRun = new HashSet<>();

  /** Adds what was measured of a case, with what JMH has of it. */
  void add(List<Measurement> some, @Nullable RunResult result) {
    for (int i = 0; i < some.size(); i++) {
      add(some.get(i), i == 0 ? result : null);
    }
  }

  /**
   * Adds a result, with what JMH has of it. Of several plain baselines of a variant the fastest
   * stays.
   */
  void add(Measurement measurement, @Nullable RunResult result) {
    Key key = measurement.key();
    Measurement other = measured.get(key);
    if (other == null || measurement.nanos() < other.nanos()) {
      measured.put(key, measurement);
      if (result != null) {
        raw.put(key, result);
      }
    }
  }

  /** Notes that a case failed. */
  void fail(Case one, String reason) {
    failures.add(new Failure(one.key(), Failure.Kind.FAILED, reason));
    failedFamilies.putIfAbsent(family(one), one.key());
  }

  /** Notes that the numbers of a case are wrong, and withdraws what its backend has. */
  void refuse(Case one, String reason) {
    String backend = one.key().backend();
    failures.add(new Failure(one.key(), Failure.Kind.REFUSED, reason));
    refused.put(backend, one.key().workload() + " " + one.key().variant() + ": " + reason);
    measured.keySet().removeIf(key -> key.backend().equals(backend));
    raw.keySet().removeIf(key -> key.backend().equals(backend));
    code.keySet().removeIf(key -> key.backend().equals(backend));
    unsettled.keySet().removeIf(key -> key.backend().equals(backend));
  }

  /** Notes that a case was not tried. */
  void skip(Case one, String reason) {
    if (notRun.add(one.key())) {
      failures.add(new Failure(one.key(), Failure.Kind.NOT_RUN, reason));
    }
  }

  /** Why a case need not be tried. */
  Optional<String> reasonToSkip(Case one) {
    if (refused.containsKey(one.key().backend())) {
      return Optional.of("the backend is refused");
    }
    Key smaller = failedFamilies.get(family(one));
    return smaller == null || smaller.equals(one.key())
        ? Optional.empty()
        : Optional.of("it failed in " + smaller.variant());
  }

  private static String family(Case one) {
    Key key = one.key();
    return String.join("|", one.family(), key.backend(), key.mode(), key.vectors());
  }

  /** Notes what code was timed in a case; several descriptions if forks differ, or none. */
  void code(Case one, List<String> descriptions) {
    if (!descriptions.isEmpty()) {
      code.put(one.key(), List.copyOf(descriptions));
    }
  }

  /** Notes that a case was timed although its program could still go over to other code. */
  void unsettled(Case one, String description) {
    unsettled.put(one.key(), description);
  }

  /** What code was timed, as the backends describe it. */
  Map<Key, List<String>> code() {
    return new LinkedHashMap<>(code);
  }

  /** What could still go over to other code when it was timed. */
  Map<Key, String> unsettled() {
    return new LinkedHashMap<>(unsettled);
  }

  /** All measurements, in the order they were made. */
  List<Measurement> measurements() {
    return List.copyOf(measured.values());
  }

  /** What JMH has of them. */
  List<RunResult> raw() {
    return List.copyOf(raw.values());
  }

  /** The cases without a result. */
  List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** The backends that were refused, and why. */
  Map<String, String> refused() {
    return new LinkedHashMap<>(refused);
  }

  /** The time divided by that of a baseline of the same run, if there is one. */
  Optional<Interval.Ratio> ratio(Measurement measurement, String baseline) {
    Measurement divisor = baseline(measurement, baseline);
    return divisor == null || divisor.key().equals(measurement.key())
        ? Optional.empty()
        : Optional.of(measurement.interval().over(divisor.interval()));
  }

  private @Nullable Measurement baseline(Measurement measurement, String name) {
    Case one = measurement.subject();
    if (one.baseline().isEmpty()) {
      return null;
    }
    String mode = name.equals(Key.VECTOR) ? "fast" : "strict";
    boolean hasVectors = name.equals(Key.VECTOR);
    return measured.get(new Key(one.key().workload(), one.baseline(), name, mode, 1, hasVectors));
  }
}
