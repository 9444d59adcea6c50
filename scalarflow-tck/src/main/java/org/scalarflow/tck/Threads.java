package org.scalarflow.tck;

import static org.junit.jupiter.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads for tests, with failures passed on and an end to every wait. */
final class Threads {

  /** The system property that shortens the wait for what may never end, in seconds. */
  static final String PATIENCE = "scalarflow.tck.patience";

  private Threads() {}

  /** How long to wait for what may never end: 30 s unless the property says otherwise. */
  static Duration patience() {
    return Duration.ofSeconds(Long.getLong(PATIENCE, 30));
  }

  /** What one of several threads does. */
  interface Task {
    void run(int thread) throws Exception;
  }

  /** Runs a task in several threads that start together, and passes on the first failure. */
  static void together(int threads, Task task) {
    CountDownLatch start = new CountDownLatch(threads);
    List<FutureTask<Void>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      running.add(
          started(
              () -> {
                start.countDown();
                start.await();
                task.run(thread);
                return null;
              }));
    }
    running.forEach(Threads::get);
  }

  /** The result of a task in a thread of its own. */
  static <T> T inThread(Callable<T> task) {
    return get(started(task));
  }

  /** Waits until something has begun. */
  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(patience().toMillis(), TimeUnit.MILLISECONDS)) {
        fail("not begun after " + patience().toSeconds() + " s");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      fail("the test was interrupted", interrupted);
    }
  }

  static void sleep(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      fail("the test was interrupted", interrupted);
    }
  }

  /** How many bytes the current thread allocates in a task. */
  static long allocatedBytes(Runnable task) {
    ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    long start = threads.getCurrentThreadAllocatedBytes();
    long asking = threads.getCurrentThreadAllocatedBytes() - start;
    long before = threads.getCurrentThreadAllocatedBytes();
    task.run();
    return threads.getCurrentThreadAllocatedBytes() - before - asking;
  }

  static <T> FutureTask<T> started(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "kit");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  static <T> T get(FutureTask<T> future) {
    try {
      return future.get(patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      future.cancel(true);
      return fail("not done after " + patience().toSeconds() + " s", late);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return fail("the test was interrupted", interrupted);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      if (failure.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      return fail("failed in a thread", failure.getCause());
    }
  }
}
