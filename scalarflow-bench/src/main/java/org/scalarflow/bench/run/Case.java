package org.scalarflow.bench.run;

import java.time.Duration;
import java.util.Map;

/**
 * One thing to measure.
 *
 * @param key its place in the results
 * @param kind how it is timed
 * @param type the class of the benchmark
 * @param method its method
 * @param parameters of the benchmark
 * @param baseline the variant whose baselines it is divided by; empty for none
 * @param family what it shares with larger and smaller cases of the same kind
 * @param nodes the size of its graph, which says how long it is to set up
 * @param warmUp how long it has to run before it is timed, if not as long as all others
 * @param settling how long it is likely to run before that until its code stays the same
 */
record Case(
    Key key,
    Kind kind,
    Class<?> type,
    String method,
    Map<String, String> parameters,
    String baseline,
    String family,
    long nodes,
    Duration warmUp,
    Duration settling) {

  /** From the start of a JVM to the first iteration. */
  private static final Duration START = Duration.ofMillis(900);

  private static final long SET_UP_NANOS = 2_000;
  private static final long RUN_NANOS = 60;
  private static final long LARGE = 1_000_000;
  private static final long HUGE = 5_000_000;
  private static final int SHOTS = 5;

  /** What is spent on it; large graphs are measured in two forks at most, huge ones in one. */
  Effort effort(Effort usual) {
    int forks = Math.min(usual.forks(), nodes >= HUGE ? 1 : nodes >= LARGE ? 2 : usual.forks());
    return switch (kind) {
      case STEADY -> usual.withForks(forks).withWarmUpOf(warmUp);
      case SHOTS -> new Effort(forks, 3, Duration.ZERO, SHOTS, Duration.ZERO);
      case COLD -> new Effort(2 * forks + 1, 0, Duration.ZERO, 1, Duration.ZERO);
      case SETTLING -> new Effort(forks, 0, Duration.ZERO, 1, Duration.ZERO);
      case MEMORY -> new Effort(1, 0, Duration.ZERO, 1, Duration.ZERO);
    };
  }

  /** How long it is likely to take. */
  Duration expected(Effort usual) {
    Effort effort = effort(usual);
    long iterations = (long) effort.warmups() + effort.iterations();
    long working =
        switch (kind) {
          case STEADY ->
              settling.toNanos()
                  + Math.max(effort.timed().toNanos(), iterations * nodes * RUN_NANOS);
          case SHOTS -> iterations * nodes * SET_UP_NANOS / 4;
          case COLD -> 0;
          case SETTLING -> leastNanos() + 2 * settling.toNanos();
          case MEMORY -> nodes * SET_UP_NANOS;
        };
    return START.plusNanos(nodes * SET_UP_NANOS + working).multipliedBy(effort.forks());
  }

  private long leastNanos() {
    return Long.parseLong(parameters.getOrDefault("milliseconds", "0")) * 1_000_000;
  }

  /** The same, with results of another variant. */
  Case of(String variant) {
    return new Case(
        key.of(variant), kind, type, method, parameters, baseline, family, nodes, warmUp, settling);
  }
}
