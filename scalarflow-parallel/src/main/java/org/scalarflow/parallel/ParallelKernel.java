package org.scalarflow.parallel;

import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/**
 * Runs a tape in the way that its shape and the number of rows suggest: single rows level by level,
 * or operation by operation where levels are narrow; many rows in lanes.
 */
final class ParallelKernel implements Kernel {

  private final Tape tape;
  private final Workers workers;
  private final SingleRows singleRows;

  /** Runs many rows; made when they first come. */
  private volatile @Nullable Lanes lanes;

  ParallelKernel(Tape tape, Workers workers, SingleRows singleRows) {
    this.tape = tape;
    this.workers = workers;
    this.singleRows = singleRows;
  }

  /** What single rows and many rows need. */
  private static final class State extends Workspace {

    private Workspace row;
    @Nullable BatchRun batch;

    State(ParallelKernel kernel) {
      super(kernel);
      row = kernel.singleRows.kernel().newWorkspace();
    }

    /** The workspace for single rows, a new one if another kernel runs them now. */
    Workspace row(RowKernel kernel) {
      if (row.kernel() != kernel) {
        row = kernel.newWorkspace();
      }
      return row;
    }
  }

  @Override
  public Tape tape() {
    return tape;
  }

  @Override
  public Workspace newWorkspace() {
    return new State(this);
  }

  @Override
  public String describe() {
    Lanes made = lanes;
    return singleRows.describe()
        + "; from "
        + Lanes.LEAST_ROWS
        + " rows on "
        + (made == null ? "in lanes, made when they first come" : made.describe())
        + ", shared out in blocks of "
        + RowSums.BLOCK
        + " among at most "
        + workers.members()
        + " threads; "
        + tape;
  }

  private Lanes lanes() {
    Lanes made = lanes;
    if (made == null) {
      made = new Lanes(singleRows.plan(), workers.members());
      lanes = made;
    }
    return made;
  }

  @Override
  public void evaluate(Workspace workspace, Inputs inputs, int first, int count, double[] values) {
    State state = own(workspace);
    if (isBatch(count)) {
      batch(state).evaluate(inputs, first, count, values);
    } else {
      RowKernel kernel = singleRows.kernelFor(count);
      kernel.evaluate(state.row(kernel), inputs, first, count, values);
    }
  }

  @Override
  public void differentiate(
      Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
    State state = own(workspace);
    if (isBatch(count) && tape.derivativeCount() == 0) {
      batch(state).evaluate(inputs, first, count, results.values());
    } else if (isBatch(count)) {
      batch(state).differentiate(inputs, first, count, seeds, results);
    } else {
      RowKernel kernel = singleRows.kernelFor(count);
      kernel.differentiate(state.row(kernel), inputs, first, count, seeds, results);
    }
  }

  private boolean isBatch(int count) {
    return count >= Lanes.LEAST_ROWS;
  }

  private BatchRun batch(State state) {
    Interruption.check();
    BatchRun batch = state.batch;
    if (batch == null) {
      batch = new BatchRun(lanes(), new Team(workers));
      state.batch = batch;
    }
    return batch;
  }

  private State own(Workspace workspace) {
    workspace.requireOf(this);
    return (State) workspace;
  }
}
