package org.scalarflow.parallel;

import org.scalarflow.OperatorException;

/** The cells of a plan that are the same in all rows of a batch, computed once for all of them. */
final class Uniform {

  private final Plan plan;
  private final double[] cells;
  private final CellSweep sweep;

  Uniform(Plan plan, Team team) {
    this.plan = plan;
    cells = CellSweep.newCells(plan);
    sweep = new CellSweep(plan, cells, team);
  }

  /** Computes them for a job. */
  void compute(Job job) {
    System.arraycopy(job.inputs().uniform(), 0, cells, 0, plan.tape().uniformCount());
    Steps steps = plan.steps();
    try {
      sweep.uniformRuns(job.seeds() == null ? steps.forwardStages() : steps.stages());
    } catch (OperatorException failure) {
      throw failure.inRow(job.first());
    }
  }

  /** All cells; those that differ from row to row hold nothing of use. */
  double[] cells() {
    return cells;
  }
}
