package org.scalarflow.bench.run;

import java.time.Duration;

/** How much is measured, and for how long. */
public enum Scale {
  /** Everything that is asked for, tiny and once: to see that it works. Its times mean nothing. */
  TINY(new Effort(1, 1, Duration.ofMillis(1), 3, Duration.ofMillis(1)), Duration.ofHours(1)),
  /** The sizes that tell most. */
  QUICK(
      new Effort(1, 5, Duration.ofMillis(240), 10, Duration.ofMillis(60)), Duration.ofSeconds(240)),
  /** All sizes, three forks. */
  FULL(new Effort(3, 5, Duration.ofMillis(400), 8, Duration.ofMillis(250)), Duration.ofMinutes(68));

  private final Effort effort;
  private final Duration limit;

  Scale(Effort effort, Duration limit) {
    this.effort = effort;
    this.limit = limit;
  }

  /** What is spent on a case if there are not too many of them. */
  Effort effort() {
    return effort;
  }

  /** How long a run may take on two idle cores: less than is promised, since few are. */
  Duration limit() {
    return limit;
  }
}
