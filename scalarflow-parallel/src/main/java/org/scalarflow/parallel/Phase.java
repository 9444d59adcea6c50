package org.scalarflow.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.scalarflow.EvaluationInterruptedException;

/** Chunks of work that members of a {@link Team} take one by one. */
final class Phase implements ForkJoinPool.ManagedBlocker {

  private static final int NONE = Integer.MAX_VALUE;

  private final int chunks;
  private final Team.Work work;
  private final Thread caller;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();

  /** By member: the helper that is at work on a chunk. Guarded by this. */
  private final @Nullable Thread[] atWork;

  /** The first chunk that failed; −1 once all is cancelled. Written under this lock. */
  private volatile int failedChunk = NONE;

  private @Nullable Throwable failure;

  Phase(int chunks, Team.Work work, Thread caller, int members) {
    this.chunks = chunks;
    this.work = work;
    this.caller = caller;
    atWork = new @Nullable Thread[members];
  }

  /** Does chunks until none is left. */
  void takeChunks(int member) {
    boolean interrupted = false;
    for (int chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
      if (member == 0) {
        doChunk(member, chunk);
        if (caller.isInterrupted()) {
          cancel();
        }
      } else {
        // Only the calling thread's interruption ends a run; another is put off until the end.
        interrupted |= Thread.interrupted();
        help(member, chunk);
      }
      if (done.incrementAndGet() == chunks) {
        LockSupport.unpark(caller);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void help(int member, int chunk) {
    if (begin(member)) {
      try {
        doChunk(member, chunk);
      } finally {
        end(member);
      }
    }
  }

  private void doChunk(int member, int chunk) {
    if (chunk > failedChunk) {
      return;
    }
    try {
      work.chunk(member, chunk);
    } catch (Throwable thrown) {
      fail(chunk, thrown);
    }
  }

  /** Says that a helper is at work and may be interrupted, unless all is cancelled. */
  private synchronized boolean begin(int member) {
    if (failedChunk < 0) {
      return false;
    }
    atWork[member] = Thread.currentThread();
    return true;
  }

  /** Says that it may not any more, and takes back an interruption that was meant for the work. */
  private synchronized void end(int member) {
    atWork[member] = null;
    if (failedChunk < 0) {
      Thread.interrupted();
    }
  }

  private synchronized void fail(int chunk, Throwable thrown) {
    if (chunk < failedChunk) {
      failedChunk = chunk;
      failure = thrown;
    }
  }

  /** Gives up all chunks, because the calling thread is interrupted. */
  synchronized void cancel() {
    if (failedChunk < 0) {
      return;
    }
    failedChunk = -1;
    failure = new EvaluationInterruptedException();
    for (Thread helper : atWork) {
      if (helper != null) {
        helper.interrupt();
      }
    }
  }

  /** Gives up if the calling thread is interrupted. */
  void check() {
    if (failedChunk < 0 || caller.isInterrupted()) {
      throw new EvaluationInterruptedException();
    }
  }

  boolean isDone() {
    return done.get() >= chunks;
  }

  @Override
  public boolean block() throws InterruptedException {
    while (!isDone()) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }

  @Override
  public boolean isReleasable() {
    return isDone();
  }

  /** Throws what went wrong first, if anything did. */
  synchronized void throwFailure() {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
