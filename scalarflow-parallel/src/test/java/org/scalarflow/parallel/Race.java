package org.scalarflow.parallel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Threads for tests, with failures passed on and an end to waiting. */
final class Race {

  /** When a run counts as hanging. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private Race() {}

  /** What one of several threads does. */
  interface Task {
    void run(int thread) throws Exception;
  }

  /** Runs a task in several threads that start together; it may take as long as it likes. */
  static void together(int threads, Task task) {
    CountDownLatch start = new CountDownLatch(threads);
    List<FutureTask<Void>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int thread = i;
      running.add(
          start(
              () -> {
                start.countDown();
                start.await();
                task.run(thread);
                return null;
              }));
    }
    running.forEach(one -> get(one, Duration.ofDays(7)));
  }

  /** The result of a task in a thread of its own, which has to come before patience ends. */
  static <T> T inThread(Callable<T> task) {
    return get(start(task), PATIENCE);
  }

  /** Starts a task in a thread of its own. */
  static <T> FutureTask<T> start(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(future, "test");
    thread.setDaemon(true);
    thread.start();
    return future;
  }

  /** Waits for a task and passes on what it throws. */
  static <T> T get(FutureTask<T> future, Duration patience) {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("not done after " + patience.toSeconds() + " s", late);
    } catch (InterruptedException interrupted) {
      throw new AssertionError("the test was interrupted", interrupted);
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Error error) {
        throw error;
      }
      if (failure.getCause() instanceof RuntimeException exception) {
        throw exception;
      }
      throw new AssertionError("failed in a thread", failure.getCause());
    }
  }
}
