package org.scalarflow.parallel;

import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

final class LevelKernel extends RowKernel {
  private final Plan plan;

  LevelKernel(Tape tape) {
    super(tape);
    plan = Plan.of(tape);
  }

  static final class State extends Workspace {
    final double[] cells;
    final CellSweep sweep;

    State(LevelKernel k) {
      super(k);
      cells = CellSweep.newCells(k.plan);
      sweep = new CellSweep(k.plan, cells);
    }
  }

  @Override
  public Workspace newWorkspace() {
    return new State(this);
  }

  @Override
  public String describe() {
    Steps s = plan.steps();
    return "levels " + plan.levels() + " runs " + s.runs() + " stages " + s.stages() + " cells " + plan.cells() + " bytes " + s.bytes();
  }

  @Override
  protected void value(Workspace w, Inputs inputs, int row, double[] values, int start) {
    State s = (State) w;
    CellSweep.load(plan, s.cells, inputs, row);
    s.sweep.stages(0, plan.steps().forwardStages());
    s.sweep.deliver(values, start);
  }

  @Override
  protected void gradient(
      Workspace w, Inputs inputs, int row, double[] seeds, int seedStart, double[] values, int start, double[] d) {
    value(w, inputs, row, values, start);
    State s = (State) w;
    if (d.length == 0) return;
    s.sweep.seed(seeds, seedStart);
    s.sweep.stages(plan.steps().forwardStages(), plan.steps().stages());
    s.sweep.deliverDerivatives(d, 0);
  }
}
