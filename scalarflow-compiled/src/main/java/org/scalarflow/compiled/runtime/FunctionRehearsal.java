package org.scalarflow.compiled.runtime;

import java.util.SplittableRandom;
import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.spi.RowSums;

/**
 * Computes a function again and again until the JVM has compiled it as a whole. Called now and then
 * among other things, parts of it would be compiled by themselves first, and then never be made a
 * part of it, so that vectors between them would be objects.
 */
final class FunctionRehearsal {

  /** How often a function is computed between two looks at the time. */
  private static final int WINDOW = 500;

  /** So many looks at most. */
  private static final int MOST_WINDOWS = 100;

  /**
   * A number takes less than 15 ns as soon as vectors stay in registers, and more as long as they
   * do not.
   */
  private static final long NANOS_OF_WINDOW = 15L * WINDOW * RowSums.BLOCK;

  private final FunctionCode functions;
  private final double[] from = new SplittableRandom(1).doubles(RowSums.BLOCK, -2, 2).toArray();
  private final double[] to = new double[RowSums.BLOCK];
  private final double[] room = new double[FunctionCode.ROOM];

  FunctionRehearsal(FunctionCode functions) {
    this.functions = functions;
  }

  /**
   * Rehearses a function.
   *
   * @param end the moment at which it stops anyway, see {@link System#nanoTime}
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  void rehearse(LaneFunction function, long end) {
    long nanos = Long.MAX_VALUE;
    for (int i = 0;
        i < MOST_WINDOWS && nanos > NANOS_OF_WINDOW && System.nanoTime() - end < 0;
        i++) {
      nanos = 0;
      for (int call = 0; call < WINDOW; call++) {
        long start = System.nanoTime();
        functions.apply(function, from, to, room, RowSums.BLOCK);
        nanos += System.nanoTime() - start;
        PacedThread.mayRest();
      }
    }
  }
}
