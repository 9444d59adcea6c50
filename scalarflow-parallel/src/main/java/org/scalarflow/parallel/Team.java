package org.scalarflow.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Interruption;

/**
 * The threads that work on a run: the one that started it, and helpers from a pool, which come when
 * they can.
 *
 * <p>Work is cut into chunks, and whoever is there takes the next. The calling thread takes chunks
 * until none is left and then waits for those that helpers have begun. It never waits for a helper
 * to come, so a run ends in a pool that is full, busy or closed, and inside a run.
 *
 * <p>A helper that finds nothing to do looks again for some microseconds, since the next level may
 * be about to start, and then leaves.
 */
final class Team {

  /** How often a helper looks for work, and the calling thread for an end, before giving up. */
  private static final int LOOKS = 2_000;

  /** What is done. */
  interface Work {

    /**
     * Does a chunk.
     *
     * @param member the thread that does it, from 0, the calling one; no two at once have the same
     * @param chunk the chunk, from 0
     */
    void chunk(int member, int chunk);
  }

  private final Workers workers;

  /** The helpers that have been asked to come and have not left. */
  private final AtomicInteger helpers = new AtomicInteger();

  /** By member: the helper's place is taken. Guarded by this. */
  private final boolean[] places;

  private volatile @Nullable Phase phase;

  Team(Workers workers) {
    this.workers = workers;
    places = new boolean[workers.members()];
  }

  /** The number of members there can be. */
  int members() {
    return places.length;
  }

  /**
   * Does all chunks of some work. If one fails, those before it are still done, those after it are
   * left out, and the first failure is thrown.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if the calling thread is interrupted
   */
  void run(int chunks, Work work) {
    Phase started = new Phase(chunks, work, Thread.currentThread(), places.length);
    phase = started;
    callHelpers(Math.min(places.length, chunks) - 1);
    started.takeChunks(0);
    finish(started);
    // A workspace may wait long for its next run, and must not keep this thread till then.
    phase = null;
    started.throwFailure();
  }

  /**
   * For any member at work: gives up if the thread that started the run is interrupted. That
   * another one is, is the business of its pool, which may be shutting down.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if it is
   */
  void check() {
    Phase now = phase;
    if (now == null || now.isDone()) {
      // Nothing is shared out: the calling thread works alone.
      Interruption.check();
    } else {
      now.check();
    }
  }

  private void finish(Phase started) {
    for (int look = 0; look < LOOKS && !started.isDone(); look++) {
      Thread.onSpinWait();
    }
    if (started.isDone()) {
      return;
    }
    boolean interrupted = false;
    while (!started.isDone()) {
      try {
        await(started);
      } catch (InterruptedException now) {
        interrupted = true;
        started.cancel();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits while a pool runs another thread in the place of this one, or at least waits. */
  private static void await(Phase started) throws InterruptedException {
    try {
      ForkJoinPool.managedBlock(started);
    } catch (RuntimeException | Error noReplacement) {
      // A phase throws neither. To leave now would let helpers work on what is used again.
      started.block();
    }
  }

  private void callHelpers(int wanted) {
    while (helpers.get() < wanted) {
      helpers.incrementAndGet();
      if (!workers.execute(this::help)) {
        helpers.decrementAndGet();
        return;
      }
    }
  }

  private void help() {
    int member = takePlace();
    try {
      Phase known = null;
      for (int look = 0; member > 0 && look < LOOKS; look++) {
        Phase now = phase;
        if (now != null && now != known) {
          known = now;
          now.takeChunks(member);
          look = 0;
        }
        Thread.onSpinWait();
      }
    } finally {
      leavePlace(member);
      helpers.decrementAndGet();
    }
  }

  private synchronized int takePlace() {
    for (int member = 1; member < places.length; member++) {
      if (!places[member]) {
        places[member] = true;
        return member;
      }
    }
    return 0;
  }

  private synchronized void leavePlace(int member) {
    places[member] = false;
  }
}
