package org.scalarflow.naive;

import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** Asks for the values and derivatives that a run shall deliver; the nodes do the rest. */
final class NaiveKernel extends RowKernel {

  NaiveKernel(Tape tape) {
    super(tape);
  }

  /** The memory of a run: what has been answered so far, in both directions. */
  private static final class Memory extends Workspace {

    final Values values;

    /** Null when no derivative is wanted. */
    final @Nullable Adjoints adjoints;

    Memory(NaiveKernel kernel) {
      super(kernel);
      values = new Values(kernel.tape());
      adjoints = kernel.tape().derivativeCount() > 0 ? new Adjoints(kernel.tape(), values) : null;
    }
  }

  @Override
  public Workspace newWorkspace() {
    return new Memory(this);
  }

  @Override
  public String describe() {
    return "recursive and memoised in both directions, one thread; " + tape();
  }

  @Override
  protected void value(Workspace workspace, Inputs inputs, int row, double[] values, int start) {
    Values memory = ((Memory) workspace).values;
    memory.forget(inputs, row);
    for (int i = 0; i < tape().valueCount(); i++) {
      values[start + i] = memory.of(tape().valueNode(i));
    }
  }

  @Override
  protected void gradient(
      Workspace workspace,
      Inputs inputs,
      int row,
      double[] seeds,
      int seedStart,
      double[] values,
      int valuesStart,
      double[] derivatives) {
    value(workspace, inputs, row, values, valuesStart);
    Adjoints memory = ((Memory) workspace).adjoints;
    if (memory == null) {
      return;
    }
    memory.forget(seeds, seedStart);
    for (int i = 0; i < derivatives.length; i++) {
      // Adding +0.0 turns −0.0 into +0.0 and changes nothing else: a zero derivative has no sign.
      derivatives[i] = memory.of(tape().derivativeNode(i)) + 0.0;
    }
  }
}
