package org.scalarflow.compiled.runtime;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.ir.PacedThread;

/**
 * One daemon thread that compiles, with rests; it is started when needed and ends when idle. A
 * program that nobody holds any more when its turn comes is not compiled.
 */
public final class Background {

  /** Why tasks are not taken, or are dropped, in the end. */
  static final String CLOSED = "the backend is closed";

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

  /** A task in the queue, which does not keep it. */
  private static final class Waiting implements Runnable {

    private final WeakReference<Task> task;

    Waiting(Task task) {
      this.task = new WeakReference<>(task);
    }

    @Override
    public void run() {
      Task held = task.get();
      if (held != null) {
        held.run();
      }
    }

    void drop() {
      Task held = task.get();
      if (held != null) {
        held.drop();
      }
    }
  }

  /** Has a task run some time, if it is still there. Returns why it is not taken, or null. */
  synchronized @Nullable String execute(Task task) {
    if (isClosed) {
      return CLOSED;
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
      executor.execute(new Waiting(task));
      return null;
    } catch (RejectedExecutionException | OutOfMemoryError noThread) {
      return "no thread could be started: " + noThread;
    }
  }

  /** Ends the thread; what it was about to compile is not compiled any more. */
  public synchronized void close() {
    isClosed = true;
    if (executor != null) {
      List<Runnable> waiting = executor.shutdownNow();
      executor = null;
      waiting.forEach(task -> ((Waiting) task).drop());
    }
  }

  private static Thread newThread(Runnable task) {
    Thread thread = new PacedThread(task, "scalarflow-compiled");
    thread.setDaemon(true);
    thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
    return thread;
  }
}
