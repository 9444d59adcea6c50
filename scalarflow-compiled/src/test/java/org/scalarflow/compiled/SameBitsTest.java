package org.scalarflow.compiled;

import java.lang.System.Logger.Level;
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
import org.scalarflow.tck.RandomBatch;
import org.scalarflow.tck.RandomGraphs;

/**
 * The same bits as the kit's reference sweep on seeded random graphs of 50 to 5,000 operations:
 * with code as it is used, made at once or between two runs of a workspace, and with as many loops
 * and methods as can be. Some seeds make graphs of repeated stretches as well, and batches of both.
 *
 * <p>The system property {@code scalarflow.soak.graphs} says how many seeds (10,000), {@code
 * scalarflow.soak.first} the first seed (1).
 */
class SameBitsTest {

  private static final long GRAPHS = Long.getLong("scalarflow.soak.graphs", 10_000);
  private static final long FIRST = Long.getLong("scalarflow.soak.first", 1);
  private static final int LEAST_OPERATIONS = 50;
  private static final int MOST_OPERATIONS = 5_000;

  private static final int SEEDS_PER_ROLLED = 4;
  private static final int SEEDS_PER_REPEATING = 8;
  private static final int SEEDS_PER_BATCH = 32;
  private static final int SEEDS_PER_SWAPPED = 16;
  private static final int SEEDS_PER_REPORT = 10_000;
  private static final int SEEDS_OF_ALL_SIZES = 100_000;

  private static final System.Logger LOGGER = System.getLogger(SameBitsTest.class.getName());

  private final Backend eager = new Eager();
  private final Backend rolled = Eager.rolled();
  private final Backend unfused = Eager.unfused();
  private final Backend swapped = new Swapped();

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
      RandomGraphs.of(seed, operations).verify(backends(seed));
      if (seed % SEEDS_PER_REPEATING == 0) {
        RandomGraphs.repeating(seed, operations).verify(eager, rolled);
      }
      if (seed % SEEDS_PER_SWAPPED == 0) {
        RandomGraphs.repeating(seed, operations).verify(swapped);
      }
      if (seed % SEEDS_PER_BATCH == 0) {
        RandomBatch.of(seed, operations).verify(eager, unfused, swapped);
        RandomBatch.repeating(seed, operations).verify(eager, unfused, swapped);
      }
    } catch (RuntimeException e) {
      throw new AssertionError("with seed " + seed + " and " + operations + " operations", e);
    }
    if (seed % SEEDS_PER_REPORT == 0) {
      LOGGER.log(Level.INFO, "same bits up to about seed {0}", Long.toString(seed));
    }
  }

  private Backend[] backends(long seed) {
    List<Backend> backends = new ArrayList<>(List.of(eager));
    if (seed % SEEDS_PER_ROLLED == 0) {
      backends.add(rolled);
    }
    if (seed % SEEDS_PER_SWAPPED == 1) {
      backends.add(swapped);
    }
    return backends.toArray(Backend[]::new);
  }

  /**
   * Log-uniform, so that small graphs are as frequent as large ones. Of seeds beyond {@link
   * #SEEDS_OF_ALL_SIZES} the frequency falls with the square of the size, because a large graph
   * takes as long as many small ones, which differ more.
   */
  private static int operations(long seed) {
    double ratio = (double) MOST_OPERATIONS / LEAST_OPERATIONS;
    double share = new SplittableRandom(seed).nextDouble();
    return (int)
        (seed <= SEEDS_OF_ALL_SIZES
            ? LEAST_OPERATIONS * Math.pow(ratio, share)
            : LEAST_OPERATIONS / (1 - share * (1 - 1 / ratio)));
  }
}
