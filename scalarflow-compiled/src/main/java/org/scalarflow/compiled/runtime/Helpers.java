package org.scalarflow.compiled.runtime;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Daemon threads that help with batches; they are started when needed and end when idle. */
public final class Helpers {

  private static final long IDLE_SECONDS = 2;

  private final int threads;
  private @Nullable ThreadPoolExecutor executor;
  private boolean isClosed;

  /**
   * No thread yet.
   *
   * @param threads how many work on a batch, the calling one included
   * @throws IllegalArgumentException if it is less than 1
   */
  public Helpers(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException(
          "a backend needs at least 1 thread, the calling one, but was given " + threads);
    }
    this.threads = threads;
  }

  /** How many threads work on a batch, the calling one included. */
  int threads() {
    return threads;
  }

  /** Has a task run some time, or never if no thread will have time for it soon. */
  synchronized void execute(Runnable task) {
    if (isClosed) {
      return;
    }
    if (executor == null) {
      executor =
          new ThreadPoolExecutor(
              threads - 1,
              threads - 1,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              Helpers::newThread);
      executor.allowCoreThreadTimeOut(true);
    }
    if (executor.getQueue().size() >= threads) {
      return;
    }
    try {
      executor.execute(task);
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      // The calling thread does all then.
    }
  }

  /** Ends the threads when they have done what they have begun. */
  public synchronized void close() {
    isClosed = true;
    if (executor != null) {
      executor.shutdown();
      executor = null;
    }
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(null, task, "scalarflow-compiled-rows", 0, false);
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    return thread;
  }
}
