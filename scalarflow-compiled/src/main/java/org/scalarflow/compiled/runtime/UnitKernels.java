package org.scalarflow.compiled.runtime;

import java.util.Set;
import java.util.SplittableRandom;
import org.scalarflow.compiled.emit.LayerCode;
import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.compiled.ir.VectorUse;
import org.scalarflow.spi.RowSums;

/**
 * The kernels for units of layers of single rows.
 *
 * @param use which bits they give
 * @param layers sums
 * @param functions elementary functions
 */
record UnitKernels(VectorUse use, LayerCode layers, FunctionCode functions) {

  /** How often a function is computed between two looks at the time. */
  private static final int WINDOW = 500;

  /** So many looks at most. */
  private static final int MOST_WINDOWS = 100;

  /** A number takes less as soon as vectors stay in registers, and more as long as they do not. */
  private static final long NANOS_OF_NUMBER = 15;

  /**
   * Computes functions again and again, one after the other, until the JVM has compiled each as a
   * whole. Called now and then among other things, parts of it would be compiled by themselves
   * first, and then never be made a part of it, so that vectors between them would be objects.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  void rehearse(Set<LaneFunction> some) {
    double[] from = new SplittableRandom(1).doubles(RowSums.BLOCK, -2, 2).toArray();
    double[] to = new double[from.length];
    double[] room = new double[FunctionCode.ROOM];
    for (LaneFunction function : some) {
      long nanos = Long.MAX_VALUE;
      for (int i = 0; i < MOST_WINDOWS && nanos > WINDOW * from.length * NANOS_OF_NUMBER; i++) {
        nanos = 0;
        for (int call = 0; call < WINDOW; call++) {
          long start = System.nanoTime();
          functions.apply(function, from, to, room, from.length);
          nanos += System.nanoTime() - start;
          PacedThread.mayRest();
        }
      }
    }
  }
}
