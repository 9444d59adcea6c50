package org.scalarflow.parallel;

import org.scalarflow.spi.Inputs;

/** The state of runs of single rows, level by level; wide levels are shared out in a team. */
final class RowRun implements Team.Work {

  private final Plan plan;
  private final Chunks chunks;
  private final Team team;
  private final double[] cells;

  /** By member of the team. */
  private final CellSweep[] sweeps;

  /** The first chunk of the stage that is shared at the moment. */
  private int firstChunk;

  RowRun(Plan plan, Chunks chunks, Team team) {
    this.plan = plan;
    this.chunks = chunks;
    this.team = team;
    cells = CellSweep.newCells(plan);
    sweeps = new CellSweep[team.members()];
    for (int member = 0; member < sweeps.length; member++) {
      sweeps[member] = new CellSweep(plan, cells, team);
    }
  }

  /** Computes the values of a row. */
  void value(Inputs inputs, int row, double[] values, int start) {
    CellSweep.load(plan, cells, inputs, row);
    stages(0, plan.steps().forwardStages());
    sweeps[0].deliver(values, start);
  }

  /** Computes the derivatives of the row whose values were computed last. */
  void derivatives(double[] seeds, int seedStart, double[] derivatives) {
    sweeps[0].seed(seeds, seedStart);
    stages(plan.steps().forwardStages(), plan.steps().stages());
    sweeps[0].deliverDerivatives(derivatives);
  }

  private void stages(int from, int to) {
    int stage = from;
    for (int shared = 0; shared < chunks.stages(); shared++) {
      int next = chunks.stage(shared);
      if (next >= from && next < to) {
        sweeps[0].stages(stage, next);
        firstChunk = chunks.first(shared);
        team.run(chunks.count(shared), this);
        stage = next + 1;
      }
    }
    sweeps[0].stages(stage, to);
  }

  @Override
  public void chunk(int member, int chunk) {
    int at = firstChunk + chunk;
    sweeps[member].steps(chunks.run(at), chunks.firstStep(at), chunks.endStep(at));
  }
}
