package org.scalarflow.compiled.runtime;

/**
 * When a program is hot, and how fast new code must be to be used.
 *
 * @param operations how many operations a workspace has done when code is generated
 * @param share the code must take less than this much of the plain kernel's time
 * @param windowNanos for how long it is timed at a time
 * @param blindRuns how often it is run where it cannot be timed; after so many the JVM has compiled
 *     even methods without loops
 * @param mostNanos after how long, without rests, it is decided anyway
 */
public record Heating(
    long operations, double share, long windowNanos, int blindRuns, long mostNanos) {

  private static final double LESS = 0.95;
  private static final double ALIKE = 1.1;

  /** What was found best; see docs/decisions/0005. */
  public static final Heating MEASURED =
      new Heating(10_000_000, 0.9, 1_000_000, 20_000, 20_000_000_000L);

  /** For code that takes over from other code: it need not be faster by as much. */
  Heating besideCode() {
    return withShareOf(LESS);
  }

  /** The same where a program does not spend most of its time. */
  Heating besideCodeOfLessUse() {
    return withShareOf(ALIKE);
  }

  private Heating withShareOf(double least) {
    return new Heating(operations, Math.max(share, least), windowNanos, blindRuns, mostNanos);
  }
}
