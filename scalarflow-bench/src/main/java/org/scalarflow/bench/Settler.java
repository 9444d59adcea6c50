package org.scalarflow.bench;

import java.time.Duration;
import java.util.Locale;
import org.scalarflow.Program;

/**
 * Runs a program until its code stays the same: until for a second its kernel has been settled and
 * its description has not changed.
 *
 * <p>What is found is said on standard output, in lines that start with one of the marks, since
 * that is what comes from a fork while it runs.
 */
public final class Settler {

  /** Before how long it has been running. */
  public static final String PROGRESS = "scalarflow-bench warms up: ";

  /** Before the description of the code that is timed. */
  public static final String CODE = "scalarflow-bench times: ";

  /** Before what is said if time was over first. */
  public static final String UNSETTLED = "scalarflow-bench has not settled: ";

  private static final long CALM_NANOS = 1_000_000_000L;
  private static final long SLICE_NANOS = 20_000_000L;

  private final Program program;
  private final Runnable run;

  /**
   * What is to settle.
   *
   * @param run a run of the program, as it is going to be timed
   */
  Settler(Program program, Runnable run) {
    this.program = program;
    this.run = run;
  }

  /** Runs until the code stays the same, or the time is over. No time is no run and no word. */
  void settle(Duration patience) {
    if (patience.isZero()) {
      return;
    }
    long most = patience.toNanos();
    long start = System.nanoTime();
    long now = start;
    long changed = start;
    long told = start;
    String code = program.describe();
    while (now - start < most && now - changed < CALM_NANOS) {
      now = runFrom(now);
      String found = program.describe();
      if (!found.equals(code) || !program.kernel().isSettled()) {
        code = found;
        changed = now;
      }
      if (now - told >= CALM_NANOS) {
        System.out.println(PROGRESS + (now - start) / CALM_NANOS + " s");
        told = now;
      }
    }
    tell(program, now - start);
  }

  private long runFrom(long start) {
    long now;
    do {
      run.run();
      now = System.nanoTime();
    } while (now - start < SLICE_NANOS);
    return now;
  }

  /** Says what code a program has, and whether it may still go over to other code. */
  static void tell(Program program, long nanos) {
    boolean isSettled = program.kernel().isSettled();
    String code = program.describe().replaceAll("\\s+", " ");
    System.out.println(CODE + code);
    if (!isSettled) {
      System.out.println(
          UNSETTLED + String.format(Locale.ROOT, "after %.1f s: ", nanos / 1e9) + code);
    }
  }
}
