package org.scalarflow.spi;

import org.scalarflow.OperatorException;

/**
 * A kernel that runs a batch row by row; an implementation says how one row is done.
 *
 * <p>It checks the workspace and the interrupt status before each row, adds up derivatives in the
 * canonical order and places failures of operators in their row. An implementation whose single row
 * can take long checks {@link Interruption} itself as well.
 */
public abstract class RowKernel implements Kernel {

  private final Tape tape;

  /** A kernel for a tape. */
  protected RowKernel(Tape tape) {
    this.tape = tape;
  }

  @Override
  public final Tape tape() {
    return tape;
  }

  /**
   * Computes the values of one row.
   *
   * @param workspace a workspace of this kernel
   * @param inputs where the inputs stand
   * @param row the row to run
   * @param values receives outputs and observed nodes
   * @param valuesStart where in {@code values} they start
   */
  protected abstract void value(
      Workspace workspace, Inputs inputs, int row, double[] values, int valuesStart);

  /**
   * Computes the values and the derivatives of one row.
   *
   * @param workspace a workspace of this kernel
   * @param inputs where the inputs stand
   * @param row the row to run
   * @param seeds the seeds of the outputs
   * @param seedStart where in {@code seeds} they start
   * @param values receives outputs and observed nodes
   * @param valuesStart where in {@code values} they start
   * @param derivatives receives the derivatives, zeros as +0.0, from index 0
   */
  protected abstract void gradient(
      Workspace workspace,
      Inputs inputs,
      int row,
      double[] seeds,
      int seedStart,
      double[] values,
      int valuesStart,
      double[] derivatives);

  @Override
  public final void evaluate(
      Workspace workspace, Inputs inputs, int first, int count, double[] values) {
    workspace.requireOf(this);
    Interruption.check();
    for (int r = 0; r < count; r++) {
      try {
        value(workspace, inputs, first + r, values, r * tape.valueCount());
      } catch (OperatorException failure) {
        throw count == 1 ? failure : failure.inRow(first + r);
      }
      Interruption.check();
    }
  }

  @Override
  public final void differentiate(
      Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
    workspace.requireOf(this);
    Interruption.check();
    if (isSumItself(count, results)) {
      gradient(workspace, inputs, first, seeds.values(), 0, results.values(), 0, results.sums());
      return;
    }
    RowSums sums = workspace.rowSums();
    sums.start();
    for (int r = 0; r < count; r++) {
      try {
        gradient(
            workspace,
            inputs,
            first + r,
            seeds.values(),
            r * seeds.stride(),
            results.values(),
            r * tape.valueCount(),
            sums.row());
      } catch (OperatorException failure) {
        throw count == 1 ? failure : failure.inRow(first + r);
      }
      double[] perRow = results.perRow();
      if (perRow != null) {
        System.arraycopy(sums.row(), 0, perRow, r * sums.row().length, sums.row().length);
      }
      sums.addRow();
      Interruption.check();
    }
    sums.finish(results.sums());
  }

  /** Whether the derivatives of the one row are the sums, so that they can be put in place. */
  private boolean isSumItself(int count, Gradients results) {
    return count == 1
        && results.perRow() == null
        && results.sums().length == tape.derivativeCount();
  }
}
