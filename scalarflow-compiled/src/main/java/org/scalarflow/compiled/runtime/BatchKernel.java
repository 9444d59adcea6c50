package org.scalarflow.compiled.runtime;

import java.util.Locale;
import org.scalarflow.compiled.emit.BatchCode;
import org.scalarflow.compiled.emit.Emitter;
import org.scalarflow.compiled.emit.HiddenClasses;
import org.scalarflow.compiled.ir.BatchLimits;
import org.scalarflow.compiled.ir.BatchPlan;
import org.scalarflow.spi.Tape;

/** Generated code for batches. What a run changes is in a {@link BatchRun}. */
final class BatchKernel {

  /** The least number of rows for which it pays. */
  static final int LEAST_ROWS = 8;

  private final Tape tape;
  private final BatchPlan.Pair plans;
  private final BatchCode code;
  private final String description;

  /**
   * Generates code for a tape.
   *
   * @throws UnsupportedOperationException if rows are better run one by one; the message says why
   */
  BatchKernel(Tape tape, BatchLimits limits, Emitter emitter) {
    this.tape = tape;
    plans = BatchPlan.of(tape, limits);
    Emitter.ClassFile file = emitter.emit(plans.loops());
    code = HiddenClasses.define(file, BatchCode.class);
    description =
        String.format(
            Locale.ROOT,
            "in blocks with %,d different loops over rows, %,d bytes in all, %,d numbers kept for"
                + " each row",
            file.methods().size(),
            file.methods().stream().mapToInt(Emitter.Method::size).sum(),
            Math.max(plans.values().laneCount(), plans.gradient().laneCount()));
  }

  Tape tape() {
    return tape;
  }

  BatchCode code() {
    return code;
  }

  BatchPlan.Pair plans() {
    return plans;
  }

  String describe() {
    return description;
  }
}
