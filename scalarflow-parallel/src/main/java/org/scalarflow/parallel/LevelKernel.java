package org.scalarflow.parallel;

import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.Workspace;

/** Runs single rows level by level. */
final class LevelKernel extends RowKernel {

  private final Plan plan;
  private final Chunks chunks;
  private final Workers workers;

  LevelKernel(Plan plan, Workers workers, Tuning tuning) {
    super(plan.tape());
    this.plan = plan;
    this.workers = workers;
    chunks = workers.members() == 1 ? Chunks.none() : Chunks.of(plan.steps(), tuning);
  }

  private static final class State extends Workspace {

    final RowRun run;

    State(LevelKernel kernel) {
      super(kernel);
      run = new RowRun(kernel.plan, kernel.chunks, new Team(kernel.workers));
    }
  }

  @Override
  public Workspace newWorkspace() {
    return new State(this);
  }

  @Override
  public String describe() {
    Steps steps = plan.steps();
    return plan.levels()
        + " levels, "
        + steps.runs()
        + " loops in "
        + steps.stages()
        + " stages, of which "
        + chunks.stages()
        + " have enough work for "
        + workers.members()
        + (workers.members() == 1 ? " thread" : " threads");
  }

  @Override
  protected void value(
      Workspace workspace, Inputs inputs, int row, double[] values, int valuesStart) {
    RowRun run = ((State) workspace).run;
    run.value(inputs, row, values, valuesStart);
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
    RowRun run = ((State) workspace).run;
    run.value(inputs, row, values, valuesStart);
    if (derivatives.length > 0) {
      run.derivatives(seeds, seedStart, derivatives);
    }
  }
}
