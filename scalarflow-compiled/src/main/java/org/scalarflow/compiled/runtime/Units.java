package org.scalarflow.compiled.runtime;

import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.emit.LayerCode;
import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.spi.RowSums;

/** What one workspace runs kernels for units with. */
final class Units {

  /** How many numbers a function is computed for at once. */
  private static final int STRETCH = RowSums.BLOCK;

  private final @Nullable UnitKernels kernels;
  private final double[] numbers;
  private final double[] room;

  /**
   * Kernels with memory of their own.
   *
   * @param kernels null if code was made without them
   */
  Units(@Nullable UnitKernels kernels) {
    this.kernels = kernels;
    numbers = new double[kernels == null ? 0 : STRETCH];
    room = new double[kernels == null ? 0 : FunctionCode.ROOM];
  }

  private UnitKernels kernels() {
    if (kernels == null) {
      throw new IllegalStateException("code without vectors asks for kernels");
    }
    return kernels;
  }

  LayerCode layers() {
    return kernels().layers();
  }

  /** Where arguments are put, a block of them at most. */
  double[] numbers() {
    return numbers;
  }

  /** Makes results of the arguments that were put there. */
  void apply(int function, int count) {
    kernels().functions().apply(LaneFunction.of(function), numbers, numbers, room, count);
  }

  void apply(int function, double[] from, int fromAt, double[] to, int toAt, int count) {
    for (int done = 0; done < count; done += STRETCH) {
      int some = Math.min(STRETCH, count - done);
      System.arraycopy(from, fromAt + done, numbers, 0, some);
      apply(function, some);
      System.arraycopy(numbers, 0, to, toAt + done, some);
    }
  }
}
