package org.scalarflow.parallel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.TapeKernel;

/**
 * The state of runs of many rows. Rows are shared out in the blocks by which derivatives are
 * summed, {@link RowSums#BLOCK} rows each, so that the sums do not depend on who does which.
 */
final class BatchRun implements Team.Work {

  /** About how many numbers the block sums that wait to be added up may have together. */
  private static final int WAITING = 1 << 20;

  /** How many they may be at most, even if some threads have no block then. */
  private static final int MOST_WAITING = 1 << 24;

  private static final double[] NO_SUMS = {};

  private final Plan plan;
  private final Lanes layout;
  private final Team team;

  /** What is the same in all rows; null if there are no lanes, where each row is run by itself. */
  private final @Nullable Uniform uniform;

  /** By member of the team; made when a member first works. */
  private final @Nullable BlockRunner[] runners;

  /** By member of the team: whether its runner has been told of this job. */
  private final boolean[] informed;

  /** How many blocks are shared out before their sums are added up. */
  private final int wave;

  /** The sums of the blocks of a wave, one after the other. */
  private double[] blockSums = {};

  private final Job job = new Job();
  private int firstBlock;

  BatchRun(Lanes layout, Team team) {
    plan = layout.plan();
    this.layout = layout;
    this.team = team;
    uniform = layout.areRoomy() ? new Uniform(plan, team) : null;
    runners = new @Nullable BlockRunner[team.members()];
    informed = new boolean[runners.length];
    int width = Math.max(1, plan.derivatives().length);
    int blocks = Math.max(4 * team.members(), WAITING / width);
    wave = team.members() == 1 ? 1 : Math.max(1, Math.min(blocks, MOST_WAITING / width));
  }

  /** Computes the values of rows. */
  void evaluate(Inputs inputs, int first, int count, double[] values) {
    job.set(inputs, first, count, values);
    try {
      runBlocks(NO_SUMS);
    } finally {
      job.clear();
    }
  }

  /** Computes the values and derivatives of rows. */
  void differentiate(Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
    job.set(inputs, first, count, results.values());
    job.differentiate(seeds, results.perRow());
    try {
      Arrays.fill(results.sums(), 0, plan.derivatives().length, 0.0);
      runBlocks(results.sums());
    } finally {
      job.clear();
    }
  }

  /** Runs the blocks wave by wave; adds their sums to {@code sums} if derivatives are asked for. */
  private void runBlocks(double[] sums) {
    Arrays.fill(informed, false);
    if (uniform != null) {
      uniform.compute(job);
    }
    int width = job.seeds() == null ? 0 : plan.derivatives().length;
    int blocks = (job.count() - 1) / RowSums.BLOCK + 1;
    int waiting = Math.min(wave, blocks) * width;
    if (blockSums.length < waiting) {
      blockSums = new double[waiting];
    }
    for (firstBlock = 0; firstBlock < blocks; firstBlock += wave) {
      int some = Math.min(wave, blocks - firstBlock);
      Arrays.fill(blockSums, 0, some * width, 0.0);
      if (some == 1) {
        Interruption.check();
        chunk(0, 0);
      } else {
        team.run(some, this);
      }
      Interruption.check();
      for (int block = 0; block < some; block++) {
        for (int i = 0; i < width; i++) {
          sums[i] += blockSums[block * width + i];
        }
      }
    }
  }

  @Override
  public void chunk(int member, int chunk) {
    BlockRunner runner = runners[member];
    if (runner == null) {
      runner =
          uniform == null
              ? new RowBlocks(new TapeKernel(plan.tape()))
              : new LaneSweep(layout, uniform.cells(), team);
      runners[member] = runner;
    }
    if (!informed[member]) {
      runner.start();
      informed[member] = true;
    }
    int from = (firstBlock + chunk) * RowSums.BLOCK;
    int to = Math.min(job.count(), from + RowSums.BLOCK);
    runner.run(job, from, to, blockSums, chunk * plan.derivatives().length);
  }
}
