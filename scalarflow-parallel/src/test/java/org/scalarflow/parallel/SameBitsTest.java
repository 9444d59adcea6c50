package org.scalarflow.parallel;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.scalarflow.naive.NaiveBackend;
import org.scalarflow.spi.Backend;
import org.scalarflow.tck.RandomBatch;
import org.scalarflow.tck.RandomGraphs;

/**
 * The same bits as the naive backend and the kit's reference sweep for 1, 2, 3, 4 and 8 threads, on
 * seeded random graphs of 50 to 5,000 operations of which everything that can be forked is.
 *
 * <p>The system property {@code scalarflow.soak.graphs} says how many graphs (10,000), {@code
 * scalarflow.soak.first} the first seed (1).
 */
class SameBitsTest {

  private static final long GRAPHS = Long.getLong("scalarflow.soak.graphs", 10_000);
  private static final long FIRST = Long.getLong("scalarflow.soak.first", 1);
  private static final int LEAST_OPERATIONS = 50;
  private static final int MOST_OPERATIONS = 5_000;
  private static final int GRAPHS_PER_BATCH = 32;
  private static final int GRAPHS_PER_REPORT = 10_000;

  private static final System.Logger LOGGER = System.getLogger(SameBitsTest.class.getName());

  @Test
  void onRandomGraphs() {
    List<Backend> made = new ArrayList<>();
    made.add(new NaiveBackend());
    for (int threads : new int[] {1, 2, 3, 4, 8}) {
      made.add(new ParallelBackend(threads, Tuning.EAGER));
    }
    Backend[] backends = made.toArray(Backend[]::new);
    AtomicLong next = new AtomicLong(FIRST);
    // Several graphs at a time: the runs of one share workers with the runs of another.
    Race.together(
        Runtime.getRuntime().availableProcessors(),
        thread -> {
          for (long seed = next.getAndIncrement();
              seed < FIRST + GRAPHS;
              seed = next.getAndIncrement()) {
            verify(seed, backends);
          }
        });
    made.forEach(Backend::close);
  }

  private static void verify(long seed, Backend... backends) {
    int operations = operations(seed);
    try {
      RandomGraphs.of(seed, operations).verify(backends);
      if (seed % GRAPHS_PER_BATCH == 0) {
        RandomBatch.of(seed, operations).verify(backends);
        RandomGraphs.repeating(seed, operations).verify(backends);
        RandomBatch.repeating(seed, operations).verify(backends);
      }
    } catch (RuntimeException e) {
      throw new AssertionError("with seed " + seed + " and " + operations + " operations", e);
    }
    if (seed % GRAPHS_PER_REPORT == 0) {
      LOGGER.log(Level.INFO, "same bits up to about seed {0}", Long.toString(seed));
    }
  }

  /** Log-uniform, so that small graphs are as frequent as large ones. */
  private static int operations(long seed) {
    double ratio = (double) MOST_OPERATIONS / LEAST_OPERATIONS;
    return (int) (LEAST_OPERATIONS * Math.pow(ratio, new SplittableRandom(seed).nextDouble()));
  }
}
