package org.scalarflow.compiled;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.scalarflow.spi.Backend;
import org.scalarflow.tck.RandomGraphs;

/**
 * The same bits as the kit's reference sweep with eager compilation, on seeded random graphs of 50
 * to 5,000 operations: code as it is used, and as many loops and methods as can be.
 *
 * <p>The system property {@code scalarflow.soak.graphs} says how many graphs (10,000), {@code
 * scalarflow.soak.first} the first seed (1).
 */
class SameBitsTest {

  private static final long GRAPHS = Long.getLong("scalarflow.soak.graphs", 10_000);
  private static final long FIRST = Long.getLong("scalarflow.soak.first", 1);
  private static final int LEAST_OPERATIONS = 50;
  private static final int MOST_OPERATIONS = 5_000;

  @Test
  void onRandomGraphs() {
    Backend[] backends = {new Eager(), Eager.rolled()};
    for (long seed = FIRST; seed < FIRST + GRAPHS; seed++) {
      verify(seed, backends);
    }
  }

  private static void verify(long seed, Backend... backends) {
    int operations = operations(seed);
    try {
      RandomGraphs.of(seed, operations).verify(backends);
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
