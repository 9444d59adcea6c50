package org.scalarflow.parallel;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/**
 * Runs a tape in the way that its shape and the number of rows suggest: single rows level by level,
 * or operation by operation where levels are narrow; many rows in lanes.
 */
final class ParallelKernel implements Kernel {

  /**
   * The least number of steps in a loop, on average, for which going level by level beats going
   * operation by operation.
   */
  private static final double LEAST_STEPS_PER_RUN = 2;

  private final Tape tape;
  private final Workers workers;
  private final double stepsPerRun;

  /** Runs single rows. */
  private final RowKernel rowKernel;

  /** Runs many rows; made when they first come, unless the plan is there already. */
  private volatile @Nullable Lanes lanes;

  ParallelKernel(Tape tape, Workers workers, Tuning tuning) {
    this.tape = tape;
    this.workers = workers;
    Assembly assembly = new Assembly(tape);
    stepsPerRun = assembly.stepsPerRun();
    rowKernel =
        stepsPerRun < LEAST_STEPS_PER_RUN && !tuning.isEager()
            ? new TapeKernel(tape)
            : new LevelKernel(assembly.plan(), workers, tuning);
  }

  /** What single rows and many rows need. */
  private static final class State extends Workspace {

    final Workspace row;
    @Nullable BatchRun batch;

    State(ParallelKernel kernel) {
      super(kernel);
      row = kernel.rowKernel.newWorkspace();
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
    String alike =
        String.format(
            Locale.ROOT,
            "%.1f operations alike in a level on average, %.1f are enough",
            stepsPerRun,
            LEAST_STEPS_PER_RUN);
    Lanes made = lanes;
    return (rowKernel instanceof LevelKernel
            ? "single rows level by level (" + alike + "): " + rowKernel.describe()
            : "single rows operation by operation on one thread, because levels are narrow ("
                + alike
                + ")")
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
      made =
          new Lanes(
              rowKernel instanceof LevelKernel levels ? levels.plan() : new Assembly(tape).plan(),
              workers.members());
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
      rowKernel.evaluate(state.row, inputs, first, count, values);
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
      rowKernel.differentiate(state.row, inputs, first, count, seeds, results);
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
