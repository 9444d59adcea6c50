package org.scalarflow.compiled.runtime;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Seeds;

/**
 * What batches of one workspace are run with. Rows are shared out in the blocks by which
 * derivatives are summed, and the sums of blocks are added in order, so that it does not matter who
 * does which.
 */
final class BatchTeam {

  /** How many sums of blocks may wait to be added up; if that is too few, one thread does all. */
  private static final int WAITING = 1 << 20;

  private final BatchKernel kernel;
  private final Helpers helpers;

  /** By member; the first is the calling thread, others are made when they first work. */
  private final @Nullable BatchRun[] members;

  private final BatchRun first;

  /** By member: whether it has been told of the run. */
  private final boolean[] isStarted;

  /** The sums of all blocks so far, and of blocks that wait. */
  private final double[] totals;

  private double[] waiting = {};

  BatchTeam(BatchKernel kernel, Helpers helpers) {
    this.kernel = kernel;
    this.helpers = helpers;
    members = new @Nullable BatchRun[helpers.threads()];
    first = new BatchRun(kernel);
    members[0] = first;
    isStarted = new boolean[members.length];
    totals = new double[kernel.plans().gradient().sumCount()];
  }

  /** The code that it runs. */
  BatchKernel kernel() {
    return kernel;
  }

  void evaluate(Inputs inputs, int start, int count, double[] results) {
    if (isAlone(count)) {
      first.evaluate(inputs, start, count, results);
      return;
    }
    Interruption.check();
    Arrays.fill(isStarted, false);
    share(
        blocks(count),
        (shared, member, block) -> {
          BatchRun run = member(shared, member);
          if (!isStarted[member]) {
            isStarted[member] = true;
            run.startValues(inputs);
          }
          run.evaluateBlock(inputs, start, block * RowSums.BLOCK, count, results);
        });
  }

  void differentiate(Inputs inputs, int start, int count, Seeds seeds, Gradients results) {
    int width = kernel.plans().gradient().sumCount();
    int wave = Math.min(blocks(count), WAITING / Math.max(1, width));
    if (isAlone(count) || wave < Math.min(blocks(count), members.length)) {
      first.differentiate(inputs, start, count, seeds, results);
      return;
    }
    Interruption.check();
    Arrays.fill(totals, 0.0);
    Arrays.fill(isStarted, false);
    int blocks = blocks(count);
    double[] sums = waiting(wave * width);
    for (int from = 0; from < blocks; from += wave) {
      int firstBlock = from;
      int some = Math.min(wave, blocks - from);
      share(
          some,
          (shared, member, block) -> {
            BatchRun run = member(shared, member);
            if (!isStarted[member]) {
              isStarted[member] = true;
              run.startGradient(inputs);
            }
            int row = (firstBlock + block) * RowSums.BLOCK;
            run.differentiateBlock(inputs, start, row, count, seeds, results);
            System.arraycopy(run.sums(), 0, sums, block * width, width);
          });
      for (int block = 0; block < some; block++) {
        for (int i = 0; i < width; i++) {
          totals[i] += sums[block * width + i];
        }
      }
    }
    first.deliverSums(totals, results);
  }

  /** Afterwards no workspace keeps the thread that ran. */
  private void share(int blocks, SharedBlocks.Work work) {
    try {
      SharedBlocks.run(blocks, helpers, work);
    } finally {
      for (BatchRun member : members) {
        if (member != null) {
          member.helpWith(null);
        }
      }
    }
  }

  private boolean isAlone(int count) {
    return members.length == 1 || count <= RowSums.BLOCK;
  }

  private static int blocks(int count) {
    return (count - 1) / RowSums.BLOCK + 1;
  }

  private BatchRun member(SharedBlocks shared, int member) {
    BatchRun run = members[member];
    if (run == null) {
      run = new BatchRun(kernel);
      members[member] = run;
    }
    if (member > 0) {
      run.helpWith(shared);
    }
    return run;
  }

  private double[] waiting(int size) {
    if (waiting.length < size) {
      waiting = new double[size];
    }
    return waiting;
  }
}
