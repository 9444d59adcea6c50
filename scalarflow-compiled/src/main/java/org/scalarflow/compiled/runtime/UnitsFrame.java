package org.scalarflow.compiled.runtime;

import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.emit.Frame;
import org.scalarflow.compiled.emit.LayerCode;
import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.RowSums;

/** A frame with kernels for units of layers, and room for their functions. */
abstract class UnitsFrame extends Frame {

  /** For how many numbers a function is computed at once. */
  private static final int STRETCH = RowSums.BLOCK;

  private final @Nullable UnitKernels kernels;
  private final double[] numbers;
  private final double[] room;

  /**
   * A frame for code that has been made of an outline.
   *
   * @param kernels null if the code was made without them
   * @param isMute whether operators that are called directly are not to be asked
   */
  UnitsFrame(Places places, @Nullable UnitKernels kernels, boolean isMute) {
    super(
        places.newValues(),
        new double[places.adjointCount()],
        new boolean[places.isSelective() ? places.adjointCount() : 0],
        places.table(),
        isMute);
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

  @Override
  public final LayerCode layers() {
    return kernels().layers();
  }

  @Override
  public final double[] numbers() {
    return numbers;
  }

  @Override
  public final void apply(int function, int count) {
    kernels().functions().apply(LaneFunction.of(function), numbers, numbers, room, count);
  }

  @Override
  public final void apply(int function, double[] from, int fromAt, int toAt, int count) {
    for (int done = 0; done < count; done += STRETCH) {
      int some = Math.min(STRETCH, count - done);
      System.arraycopy(from, fromAt + done, numbers, 0, some);
      apply(function, some);
      System.arraycopy(numbers, 0, values, toAt + done, some);
    }
  }

  @Override
  public final void checkInterruption() {
    Interruption.check();
  }
}
