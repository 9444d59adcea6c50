package org.scalarflow.compiled.runtime;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.scalarflow.EvaluationInterruptedException;

/**
 * Blocks of rows that several threads take one by one. The thread that started takes part, never
 * waits for a helper to come, and waits in the end for the blocks that helpers have begun.
 */
final class SharedBlocks implements ForkJoinPool.ManagedBlocker {

  /** What is done. */
  interface Work {

    /**
     * Does a block.
     *
     * @param shared what the block is one of
     * @param member who does it, from 0, the calling thread; no two at once have the same
     * @param block the block, from 0
     */
    void run(SharedBlocks shared, int member, int block);
  }

  private static final long PATIENCE_NANOS = 100_000;

  private final int blocks;
  private final Work work;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger members = new AtomicInteger(1);
  private volatile @Nullable Throwable failure;

  private SharedBlocks(int blocks, Work work) {
    this.blocks = blocks;
    this.work = work;
  }

  /**
   * Does all blocks, each once. After a failure those that nobody has begun are left out.
   *
   * @throws EvaluationInterruptedException if the calling thread is interrupted
   */
  static void run(int blocks, Helpers helpers, Work work) {
    SharedBlocks shared = new SharedBlocks(blocks, work);
    AtomicReference<@Nullable SharedBlocks> offer = new AtomicReference<>(shared);
    try {
      for (int helper = 1; helper < Math.min(blocks, helpers.threads()); helper++) {
        helpers.execute(() -> accept(offer));
      }
    } catch (RuntimeException | Error noHelp) {
      // A helper may be at work already, and is waited for.
      shared.fail(noHelp);
    }
    shared.take(0, shared.next.getAndIncrement());
    offer.set(null);
    shared.await();
    shared.throwFailure();
  }

  /** Helps if the run is not over. A helper that is busy elsewhere may come long after. */
  private static void accept(AtomicReference<@Nullable SharedBlocks> offer) {
    SharedBlocks shared = offer.get();
    if (shared != null) {
      shared.help();
    }
  }

  private void help() {
    int block = next.getAndIncrement();
    if (block < blocks) {
      take(members.getAndIncrement(), block);
    }
  }

  private void take(int member, int first) {
    for (int block = first; block < blocks; block = next.getAndIncrement()) {
      if (failure == null) {
        try {
          check();
          work.run(this, member, block);
        } catch (RuntimeException | Error thrown) {
          fail(thrown);
        }
      }
      if (done.incrementAndGet() == blocks) {
        LockSupport.unpark(caller);
      }
    }
  }

  /**
   * For anyone at work: gives up if the run has failed or the thread that started it is
   * interrupted.
   *
   * @throws EvaluationInterruptedException if so
   */
  void check() {
    if (failure != null || caller.isInterrupted()) {
      throw new EvaluationInterruptedException();
    }
  }

  private synchronized void fail(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  private void await() {
    boolean interrupted = false;
    while (!isReleasable()) {
      try {
        ForkJoinPool.managedBlock(this);
      } catch (InterruptedException now) {
        interrupted = true;
        fail(new EvaluationInterruptedException());
      } catch (RuntimeException | Error noReplacement) {
        // To leave now would let helpers work on what is used again.
        LockSupport.parkNanos(this, PATIENCE_NANOS);
      }
    }
    if (interrupted) {
      caller.interrupt();
    }
  }

  private void throwFailure() {
    Throwable thrown = failure;
    if (thrown instanceof Error error) {
      throw error;
    }
    if (thrown instanceof RuntimeException exception) {
      throw exception;
    }
  }

  @Override
  public boolean block() throws InterruptedException {
    while (!isReleasable()) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
    return true;
  }

  @Override
  public boolean isReleasable() {
    return done.get() == blocks;
  }
}
