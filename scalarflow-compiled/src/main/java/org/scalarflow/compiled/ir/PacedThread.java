package org.scalarflow.compiled.ir;

import java.util.concurrent.locks.LockSupport;
import org.scalarflow.spi.Interruption;

/**
 * A thread that rests between stretches of work, so that what it prepares does not slow down those
 * who go on without it. Long work says now and then that it may rest; on other threads that does
 * nothing.
 *
 * <p>A stretch is longer than several runs of those others, unless they take very long. So most of
 * their runs fall into the rests, and the usual run is as fast as without this thread, even if
 * there is one processor only.
 */
public final class PacedThread extends Thread {

  private static final long LEAST_STRETCH_NANOS = 10_000_000;
  private static final long MOST_STRETCH_NANOS = 200_000_000;
  private static final int RUNS_IN_STRETCH = 8;

  /** About how long an operation takes on the tape kernel, value and derivative. */
  private static final long NANOS_OF_OPERATION = 20;

  /** How many times as long as a stretch the rest is, so that most of the time is rest. */
  private static final double REST = 1.5;

  /** The same if there is one processor only, where others are stopped by a stretch. */
  private static final double REST_ALONE = 3;

  private long stretch = LEAST_STRETCH_NANOS;
  private long start;

  /** A thread that does a task. */
  public PacedThread(Runnable task, String name) {
    super(null, task, name, 0, false);
  }

  /**
   * Starts a piece of work on the current thread.
   *
   * @param operations how many operations a run does that is not to be slowed down
   */
  public static void start(long operations) {
    if (Thread.currentThread() instanceof PacedThread thread) {
      thread.stretch =
          Math.min(
              MOST_STRETCH_NANOS,
              LEAST_STRETCH_NANOS + RUNS_IN_STRETCH * NANOS_OF_OPERATION * operations);
      thread.start = System.nanoTime();
    }
  }

  /**
   * Rests if the current thread is paced, and has worked for long enough.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if it is interrupted
   */
  public static void mayRest() {
    if (Thread.currentThread() instanceof PacedThread thread) {
      thread.restIfDue();
    }
  }

  private void restIfDue() {
    long now = System.nanoTime();
    if (now - start < stretch) {
      return;
    }
    Interruption.check();
    // Not longer if the stretch was: other threads may have had the processor.
    boolean isAlone = Runtime.getRuntime().availableProcessors() == 1;
    long end = now + (long) ((isAlone ? REST_ALONE : REST) * stretch);
    long left = end - now;
    while (left > 0 && !isInterrupted()) {
      LockSupport.parkNanos(this, left);
      left = end - System.nanoTime();
    }
    Interruption.check();
    start = System.nanoTime();
  }
}
