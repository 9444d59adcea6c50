package org.scalarflow.bench.run;

import java.time.Duration;

/**
 * What is spent on a case.
 *
 * @param forks how many JVMs measure it, one after another
 * @param warmups how many iterations of a fork are not counted
 * @param warmup how long each of these is
 * @param iterations how many are counted
 * @param iteration how long each of these is
 */
record Effort(int forks, int warmups, Duration warmup, int iterations, Duration iteration) {

  private static final Duration SHORTEST = Duration.ofMillis(10);

  /** The same with iterations of a part of their length. */
  Effort scaled(double factor) {
    return new Effort(
        forks, warmups, scaled(warmup, factor), iterations, scaled(iteration, factor));
  }

  Effort withForks(int number) {
    return new Effort(number, warmups, warmup, iterations, iteration);
  }

  /** The same with iterations before the first counted one that take so long together. */
  Effort withWarmUpOf(Duration least) {
    return least.compareTo(warmup.multipliedBy(warmups)) <= 0
        ? this
        : new Effort(forks, warmups, least.dividedBy(warmups), iterations, iteration);
  }

  /** The time of the iterations alone. */
  Duration timed() {
    return warmup.multipliedBy(warmups).plus(iteration.multipliedBy(iterations));
  }

  private static Duration scaled(Duration duration, double factor) {
    Duration shorter = Duration.ofNanos((long) (duration.toNanos() * factor));
    return shorter.compareTo(SHORTEST) < 0 && duration.compareTo(SHORTEST) > 0 ? SHORTEST : shorter;
  }
}
