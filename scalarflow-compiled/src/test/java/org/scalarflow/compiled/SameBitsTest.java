package org.scalarflow.compiled;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.scalarflow.spi.Backend;
import org.scalarflow.tck.RandomGraphs;

/**
 * The same bits as the kit's reference sweep with eager compilation, on seeded random graphs of 50
 * to 5,000 operations: code as it is used, and for one graph in four also as many loops and methods
 * as can be. It takes 140 seconds of processor time.
 *
 * <p>The system property {@code scalarflow.soak.graphs} says how many graphs (10,000), {@code
 * scalarflow.soak.first} the first seed (1).
 */
class SameBitsTest {

  private static final long GRAPHS = Long.getLong("scalarflow.soak.graphs", 10_000);
  private static final long FIRST = Long.getLong("scalarflow.soak.first", 1);
  private static final int LEAST_OPERATIONS = 50;
  private static final int MOST_OPERATIONS = 5_000;
  private static final int GRAPHS_PER_ROLLED = 4;

  private final Backend eager = new Eager();
  private final Backend rolled = Eager.rolled();

  @Test
  void onRandomGraphs() throws InterruptedException {
    int threads = Runtime.getRuntime().availableProcessors();
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    AtomicLong next = new AtomicLong(FIRST);
    List<Future<?>> done = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      done.add(executor.submit(() -> verifyFrom(next)));
    }
    try {
      for (Future<?> one : done) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  private void verifyFrom(AtomicLong next) {
    for (long seed = next.getAndIncrement();
        seed < FIRST + GRAPHS && !Thread.currentThread().isInterrupted();
        seed = next.getAndIncrement()) {
      verify(seed);
    }
  }

  private void verify(long seed) {
    int operations = operations(seed);
    try {
      RandomGraphs.of(seed, operations).verify(eager);
      if (seed % GRAPHS_PER_ROLLED == 0) {
        RandomGraphs.of(seed, operations).verify(rolled);
      }
    } catch (RuntimeException e) {
      throw new AssertionError("on RandomGraphs.of(" + seed + "L, " + operations + ")", e);
    }
  }

  /** Log-uniform, so that small graphs are as frequent as large ones. */
  private static int operations(long seed) {
    double ratio = (double) MOST_OPERATIONS / LEAST_OPERATIONS;
    return (int) (LEAST_OPERATIONS * Math.pow(ratio, new SplittableRandom(seed).nextDouble()));
  }
}
