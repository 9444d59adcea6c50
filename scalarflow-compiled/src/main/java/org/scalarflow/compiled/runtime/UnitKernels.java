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

  /** The JVM compiles a loop of 16 steps well when it has been run some 900 times. */
  private static final int REHEARSALS = 1_500;

  /**
   * Computes functions so often, one after the other, that the JVM compiles each as a whole. Called
   * now and then among other things, parts of it would be compiled by themselves first, and then
   * never be made a part of it, so that vectors between them would be objects.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  void rehearse(Set<LaneFunction> some) {
    double[] from = new SplittableRandom(1).doubles(RowSums.BLOCK, -2, 2).toArray();
    double[] to = new double[from.length];
    double[] room = new double[FunctionCode.ROOM];
    for (LaneFunction function : some) {
      for (int i = 0; i < REHEARSALS; i++) {
        functions.apply(function, from, to, room, from.length);
        PacedThread.mayRest();
      }
    }
  }
}
