package org.scalarflow.ml.study;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.scalarflow.EvaluationInterruptedException;

/** Runs trainings on some threads and hands the trials to the thread that waits for them. */
final class TrialPool {

  /** Several trainings, one after the other. */
  interface Work {

    /** Trains, and tells of each trial. */
    void run(Consumer<Trial> finished);
  }

  /** A trial, or why there is none. */
  private record Outcome(@Nullable Trial trial, @Nullable Throwable failure) {}

  private TrialPool() {}

  /**
   * Runs all work. When it returns or throws, no thread of it is left.
   *
   * @param trials how many will come
   * @param listener is called by the calling thread alone
   * @throws EvaluationInterruptedException if the calling thread is interrupted
   */
  static void run(List<Work> work, int trials, int threads, Consumer<Trial> listener) {
    if (threads < 1) {
      throw new IllegalArgumentException("a study has one thread or more, not " + threads);
    }
    if (work.isEmpty()) {
      return;
    }
    BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    ExecutorService pool = newPool(Math.min(threads, work.size()));
    try {
      for (Work one : work) {
        pool.execute(() -> run(one, outcomes));
      }
      for (int i = 0; i < trials; i++) {
        listener.accept(trial(outcomes.take()));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new EvaluationInterruptedException();
    } finally {
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  private static ExecutorService newPool(int threads) {
    AtomicInteger number = new AtomicInteger();
    return Executors.newFixedThreadPool(
        threads,
        task -> {
          Thread thread = new Thread(task, "scalarflow-study-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  private static void run(Work work, BlockingQueue<Outcome> outcomes) {
    try {
      work.run(trial -> outcomes.add(new Outcome(trial, null)));
    } catch (RuntimeException | Error failure) {
      outcomes.add(new Outcome(null, failure));
    }
  }

  private static Trial trial(Outcome outcome) {
    if (outcome.failure() instanceof Error error) {
      throw error;
    }
    if (outcome.failure() instanceof RuntimeException failure) {
      throw failure;
    }
    return java.util.Objects.requireNonNull(outcome.trial());
  }

  /** Its threads answer to interruption soon; an interruption of this one is kept for later. */
  private static void awaitEnd(ExecutorService pool) {
    boolean isInterrupted = Thread.interrupted();
    boolean isOver = false;
    while (!isOver) {
      try {
        isOver = pool.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException interrupted) {
        isInterrupted = true;
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
