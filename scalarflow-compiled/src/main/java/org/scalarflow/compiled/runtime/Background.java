package org.scalarflow.compiled.runtime;

import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.ir.PacedThread;

/** One daemon thread that compiles, with rests; it is started when needed and ends when idle. */
public final class Background {

  private static final long IDLE_SECONDS = 2;

  private @Nullable ThreadPoolExecutor executor;
  private boolean isClosed;

  /** No thread yet. */
  public Background() {}

  /** What is done some time, or dropped. */
  interface Task extends Runnable {

    /** Is told that it will not be run. */
    void drop();
  }

  /** Has a task run some time. Returns whether it was taken. */
  synchronized boolean execute(Task task) {
    if (isClosed) {
      return false;
    }
    if (executor == null) {
      executor =
          new ThreadPoolExecutor(
              1,
              1,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new LinkedBlockingQueue<>(),
              Background::newThread);
      executor.allowCoreThreadTimeOut(true);
    }
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      return false;
    }
  }

  /** Ends the thread; what it was about to compile is not compiled any more. */
  public synchronized void close() {
    isClosed = true;
    if (executor != null) {
      List<Runnable> waiting = executor.shutdownNow();
      executor = null;
      waiting.forEach(task -> ((Task) task).drop());
    }
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new PacedThread(task, "scalarflow-compiled");
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    return thread;
  }
}
