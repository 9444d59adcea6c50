package org.scalarflow.cli;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.ml.study.Trial;
import org.scalarflow.ml.study.VanishingGradients;

/** Runs the parts of a study on some threads; the trials go to the thread that waits for them. */
final class TrialPool {

  /** A trial, or why there is none. */
  private record Outcome(@Nullable Trial trial, @Nullable Throwable failure) {}

  private TrialPool() {}

  /**
   * Runs all parts. When it returns or throws, no thread of it is left.
   *
   * @param listener is called by the calling thread alone
   * @throws EvaluationInterruptedException if the calling thread is interrupted
   */
  static void run(List<VanishingGradients.Part> parts, int threads, Consumer<Trial> listener) {
    if (parts.isEmpty()) {
      return;
    }
    int trials = parts.stream().mapToInt(part -> part.combinations().size()).sum();
    BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    ExecutorService pool = newPool(Math.min(threads, parts.size()));
    try {
      for (VanishingGradients.Part part : parts) {
        pool.execute(() -> run(part, outcomes));
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

  private static void run(VanishingGradients.Part part, BlockingQueue<Outcome> outcomes) {
    try {
      part.run(trial -> outcomes.add(new Outcome(trial, null)));
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
    return Objects.requireNonNull(outcome.trial());
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
