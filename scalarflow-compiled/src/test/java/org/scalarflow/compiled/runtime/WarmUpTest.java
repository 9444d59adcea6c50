package org.scalarflow.compiled.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * When new code is taken. Runs that sleep differ by so much that a busy machine does not matter.
 */
class WarmUpTest {

  private static final Heating NO_TIME = new Heating(0, 0.9, 0, 1, 0);
  private static final Heating SECONDS = new Heating(0, 0.9, 0, 1, 20_000_000_000L);
  private static final long SHORT = 1_000_000;
  private static final long LONG = 30_000_000;

  private static Runnable taking(long nanos) {
    return () -> {
      for (long end = System.nanoTime() + nanos; System.nanoTime() < end; ) {
        LockSupport.parkNanos(nanos);
      }
    };
  }

  /** A run may take longer than there is time to decide. */
  @Test
  void fasterCodeIsTakenHoweverLongItTakes() {
    assertThat(WarmUp.isFaster(taking(SHORT), taking(LONG), NO_TIME)).isTrue();
  }

  @Test
  void slowerCodeIsNotTakenWhenTimeIsUp() {
    assertThat(WarmUp.isFaster(taking(LONG), taking(SHORT), NO_TIME)).isFalse();
  }

  /** Code that is faster, but gets faster still, is run on. */
  @Test
  void codeIsRunUntilItGetsNoFaster() {
    AtomicInteger runs = new AtomicInteger();
    Runnable quickening =
        () -> taking(runs.incrementAndGet() <= 20 ? LONG / runs.get() : SHORT).run();
    assertThat(WarmUp.isFaster(quickening, taking(LONG), SECONDS)).isTrue();
    assertThat(runs).hasValueGreaterThanOrEqualTo(15);
  }
}
