package org.scalarflow.parallel;

import org.scalarflow.OperatorException;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.RowSums;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/**
 * Runs the rows of blocks one after the other on the plain tape kernel, which needs little memory.
 */
final class RowBlocks implements BlockRunner {

  private final TapeKernel kernel;
  private final Workspace workspace;
  private final double[] values;
  private final double[] seeds;
  private final double[] sums;
  private double[] perRow = {};

  RowBlocks(TapeKernel kernel) {
    this.kernel = kernel;
    workspace = kernel.newWorkspace();
    Tape tape = kernel.tape();
    values = new double[RowSums.BLOCK * tape.valueCount()];
    seeds = new double[RowSums.BLOCK * tape.outputCount()];
    sums = new double[tape.derivativeCount()];
  }

  @Override
  public void start() {
    // Every row is computed from its inputs alone.
  }

  @Override
  public void run(Job job, int from, int to, double[] into, int intoStart) {
    int count = to - from;
    int row = job.first() + from;
    try {
      Seeds all = job.seeds();
      if (all == null) {
        kernel.evaluate(workspace, job.inputs(), row, count, values);
      } else {
        differentiate(job, all, from, count);
        System.arraycopy(sums, 0, into, intoStart, sums.length);
      }
    } catch (OperatorException failure) {
      throw failure.inRow(row);
    }
    int width = kernel.tape().valueCount();
    System.arraycopy(values, 0, job.values(), from * width, count * width);
  }

  private void differentiate(Job job, Seeds all, int from, int count) {
    double[] rows = job.perRow();
    if (rows != null && perRow.length == 0) {
      perRow = new double[RowSums.BLOCK * sums.length];
    }
    Gradients results = new Gradients(values, sums, rows == null ? null : perRow);
    kernel.differentiate(
        workspace, job.inputs(), job.first() + from, count, seeds(all, from, count), results);
    if (rows != null) {
      System.arraycopy(perRow, 0, rows, from * sums.length, count * sums.length);
    }
  }

  /** The seeds of some rows, from index 0. */
  private Seeds seeds(Seeds all, int from, int count) {
    if (all.stride() == 0) {
      return all;
    }
    int outputs = kernel.tape().outputCount();
    for (int r = 0; r < count; r++) {
      System.arraycopy(all.values(), (from + r) * all.stride(), seeds, r * outputs, outputs);
    }
    return new Seeds(seeds, outputs);
  }
}
