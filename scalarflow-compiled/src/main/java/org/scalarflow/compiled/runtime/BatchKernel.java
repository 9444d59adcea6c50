package org.scalarflow.compiled.runtime;

import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions;
import org.scalarflow.compiled.emit.BatchCode;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.emit.HiddenClasses;
import org.scalarflow.compiled.ir.BatchLimits;
import org.scalarflow.compiled.ir.BatchPlan;
import org.scalarflow.compiled.ir.VectorUse;
import org.scalarflow.spi.Tape;

/** Generated code for batches. What a run changes is in a {@link BatchRun}. */
final class BatchKernel {

  /** The least number of rows for which it pays. */
  static final int LEAST_ROWS = 8;

  private final Tape tape;
  private final BatchPlan.Pair plans;
  private final int[] widths;
  private final BatchCode code;
  private final @Nullable VectorKernels vectors;
  private final String description;

  /**
   * Generates code for a tape.
   *
   * @param vectors what there is of the Vector API, if it is to be used
   * @throws UnsupportedOperationException if rows are better run one by one; the message says why
   */
  BatchKernel(
      Tape tape,
      BatchLimits limits,
      CompileOptions.Precision precision,
      Emitter emitter,
      @Nullable VectorKernels vectors) {
    this.tape = tape;
    this.vectors = limits.vectors() == VectorUse.NONE ? null : vectors;
    VectorUse use = use(this.vectors, precision);
    plans = BatchPlan.of(tape, limits.with(use));
    widths = plans.widths();
    Emitter.ClassFile file =
        emitter.emit(
            plans.loops(),
            this.vectors == null ? null : this.vectors.methods(),
            use == VectorUse.FAST);
    code = HiddenClasses.defineLoops(file);
    description =
        "in blocks with "
            + Description.count(file.methods().size(), "different loop")
            + " over rows, "
            + Description.count(
                file.methods().stream().mapToInt(Emitter.Method::size).sum(), "byte")
            + " in all, "
            + Description.count(
                Math.max(plans.values().laneCount(), plans.gradient().laneCount()), "number")
            + " kept for each row"
            + (plans.tiles() == 0
                ? ""
                : ", and " + Description.count(plans.tiles(), "tile") + " of vectors")
            + Description.ofFast(use);
  }

  private static VectorUse use(
      @Nullable VectorKernels vectors, CompileOptions.Precision precision) {
    return vectors == null
        ? VectorUse.NONE
        : precision == CompileOptions.Precision.FAST ? VectorUse.FAST : VectorUse.STRICT;
  }

  Tape tape() {
    return tape;
  }

  BatchCode code() {
    return code;
  }

  /** What does with vectors what the plans say; null if they do not need it. */
  @Nullable VectorKernels vectors() {
    return vectors;
  }

  BatchPlan.Pair plans() {
    return plans;
  }

  /** By loop, how many entries of the plans' tables an instance has. */
  int[] widths() {
    return widths;
  }

  String describe() {
    return description;
  }
}
