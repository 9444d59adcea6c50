package org.scalarflow.parallel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.scalarflow.OperatorException;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Tape;

/**
 * The state of runs of many rows. Rows are shared out in the blocks by which derivatives are
 * summed, {@link RowSums#BLOCK} rows each, so that the sums do not depend on who does which.
 */
final class BatchRun implements Team.Work {

  /** About how many numbers the block sums that wait to be added up may have together. */
  private static final int WAITING = 1 << 16;

  private static final Job NOTHING = new Job(Inputs.NONE, 0, 0, new double[0], null, null);

  private final Plan plan;
  private final Lanes layout;
  private final Team team;

  /** The cells of which those are used that are the same in all rows. */
  private final double[] cells;

  private final CellSweep uniform;

  /** By member of the team; made when a member first works. */
  private final @Nullable LaneSweep[] sweeps;

  /** By member of the team: whether its sweep has been told of this job. */
  private final boolean[] informed;

  /** How many blocks are shared out before their sums are added up. */
  private final int wave;

  /** The sums of the blocks of a wave, one after the other. */
  private final double[] blockSums;

  private Job job = NOTHING;
  private int firstBlock;

  BatchRun(Lanes layout, Team team) {
    plan = layout.plan();
    this.layout = layout;
    this.team = team;
    cells = CellSweep.newCells(plan);
    uniform = new CellSweep(plan, cells);
    sweeps = new @Nullable LaneSweep[team.members()];
    informed = new boolean[sweeps.length];
    int width = Math.max(1, plan.derivatives().length);
    wave = team.members() == 1 ? 1 : Math.max(4 * team.members(), WAITING / width);
    blockSums = new double[Math.multiplyExact(wave, width)];
  }

  /**
   * Runs all rows of a job.
   *
   * @param sums receives the derivatives summed over the rows, if derivatives are asked for
   */
  void run(Job started, double[] sums) {
    job = started;
    try {
      Arrays.fill(informed, false);
      if (job.seeds() != null) {
        Arrays.fill(sums, 0, plan.derivatives().length, 0.0);
      }
      computeUniform();
      int blocks = (job.count() + RowSums.BLOCK - 1) / RowSums.BLOCK;
      for (firstBlock = 0; firstBlock < blocks; firstBlock += wave) {
        int some = Math.min(wave, blocks - firstBlock);
        Arrays.fill(blockSums, 0, some * plan.derivatives().length, 0.0);
        if (some == 1) {
          Interruption.check();
          chunk(0, 0);
        } else {
          team.run(some, this);
        }
        if (job.seeds() != null) {
          addBlocks(some, sums);
        }
      }
    } finally {
      job = NOTHING;
      team.dismiss();
    }
  }

  private void addBlocks(int blocks, double[] sums) {
    int width = plan.derivatives().length;
    for (int block = 0; block < blocks; block++) {
      for (int i = 0; i < width; i++) {
        sums[i] += blockSums[block * width + i];
      }
    }
  }

  private void computeUniform() {
    Tape tape = plan.tape();
    System.arraycopy(job.inputs().uniform(), 0, cells, 0, tape.uniformCount());
    try {
      uniform.uniformRuns(
          job.seeds() == null ? plan.steps().forwardStages() : plan.steps().stages());
    } catch (OperatorException failure) {
      throw failure.inRow(job.first());
    }
  }

  @Override
  public void chunk(int member, int chunk) {
    LaneSweep sweep = sweeps[member];
    if (sweep == null) {
      sweep = new LaneSweep(layout, cells);
      sweeps[member] = sweep;
    }
    if (!informed[member]) {
      sweep.fill();
      informed[member] = true;
    }
    int from = (firstBlock + chunk) * RowSums.BLOCK;
    int to = Math.min(job.count(), from + RowSums.BLOCK);
    sweep.run(job, from, to, blockSums, chunk * plan.derivatives().length);
  }
}
