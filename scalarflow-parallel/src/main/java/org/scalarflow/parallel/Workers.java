package org.scalarflow.parallel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where a backend gets its threads from: a pool of its own, made when it is first needed and ended
 * by {@link #close}, or a pool of the user, which is left alone.
 */
final class Workers {

  /** How long a thread of our own waits for work before it ends. */
  private static final long IDLE_SECONDS = 2;

  /** The most threads that a {@link ForkJoinPool} can have. */
  private static final int MOST = 0x7fff;

  /** How the common pool is told at start to have no threads at all. */
  private static final String COMMON_PARALLELISM =
      "java.util.concurrent.ForkJoinPool.common.parallelism";

  private final int members;
  private final @Nullable ForkJoinPool foreign;
  private @Nullable ForkJoinPool own;
  private boolean closed;

  /** Threads of our own; {@code members} work on a run together, the calling thread included. */
  Workers(int members) {
    if (members < 1) {
      throw new IllegalArgumentException(
          "a backend needs at least 1 thread, the calling one, but was given " + members);
    }
    if (members > MOST) {
      throw new IllegalArgumentException(
          "a backend can have at most " + MOST + " threads, but was given " + members);
    }
    this.members = members;
    foreign = null;
  }

  /** The threads of a user's pool. */
  Workers(ForkJoinPool pool) {
    members = hasThreads(pool) ? pool.getParallelism() + 1 : 1;
    foreign = pool;
  }

  /** How many threads may work on a run together, the calling thread included. */
  int members() {
    return members;
  }

  /** Has a task run some time, or never if there is no open pool. Returns whether it was taken. */
  boolean execute(Runnable task) {
    ForkJoinPool pool = pool();
    if (pool == null) {
      return false;
    }
    try {
      pool.execute(task);
      return true;
    } catch (RejectedExecutionException closedMeanwhile) {
      return false;
    } catch (RuntimeException | Error noThread) {
      // The pool has the task, but could not start a thread for it.
      return true;
    }
  }

  /**
   * A common pool without threads says that it has one. What is submitted to it stays in front of
   * what parallel streams of the same thread wait for, which then never end.
   */
  private static boolean hasThreads(ForkJoinPool pool) {
    return !pool.equals(ForkJoinPool.commonPool())
        || Integer.getInteger(COMMON_PARALLELISM, 1) != 0;
  }

  private synchronized @Nullable ForkJoinPool pool() {
    if (closed) {
      return null;
    }
    if (foreign != null) {
      return foreign;
    }
    if (own == null) {
      own = newPool(members);
    }
    return own;
  }

  /** From now on there are no threads to be had; those of our own end. */
  synchronized void close() {
    closed = true;
    if (own != null) {
      own.shutdown();
      own = null;
    }
  }

  private static ForkJoinPool newPool(int threads) {
    AtomicInteger started = new AtomicInteger();
    return new ForkJoinPool(
        threads,
        pool -> new Worker(pool, started.incrementAndGet()),
        null,
        true,
        0,
        threads,
        0,
        pool -> true,
        IDLE_SECONDS,
        TimeUnit.SECONDS);
  }

  private static final class Worker extends ForkJoinWorkerThread {

    Worker(ForkJoinPool pool, int number) {
      super(pool);
      setName("scalarflow-parallel-" + number);
      setDaemon(true);
      // As the common pool has it, and not that of whoever ran first.
      setContextClassLoader(ClassLoader.getSystemClassLoader());
    }
  }
}
