package org.scalarflow;

import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Workspace;

/**
 * A program's entry by index: set numbers in arrays, run, read numbers from arrays. In the steady
 * state it allocates nothing. It serves one thread at a time.
 *
 * <pre>{@code
 * Runner runner = program.newRunner();
 * runner.row()[program.rowIndex(x)] = 2.0;
 * runner.differentiate();
 * double slope = runner.derivatives()[program.derivativeIndex(w)];
 * }</pre>
 */
public final class Runner {

  private final Kernel kernel;
  private final InputLayout layout;
  private final Workspace workspace;
  private final double[] uniform;
  private final double[] row;
  private final Inputs single;
  private final Seeds ones;
  private final Gradients results;

  Runner(Kernel kernel, InputLayout layout) {
    this.kernel = kernel;
    this.layout = layout;
    workspace = kernel.newWorkspace();
    uniform = new double[kernel.tape().uniformCount()];
    row = new double[kernel.tape().rowInputCount()];
    single = new Inputs(uniform, row, row.length);
    ones = Seeds.ones(kernel.tape());
    results = Gradients.of(kernel.tape(), 1, false);
    loadVariables();
  }

  /** Sets all variables to their current values, and all placeholders to NaN. */
  public void loadVariables() {
    layout.putVariables(uniform, row);
  }

  /** The uniform inputs, to be set; indices by {@link Program#uniformIndex}. */
  public double[] uniform() {
    return uniform;
  }

  /** The inputs of the single row, to be set; indices by {@link Program#rowIndex}. */
  public double[] row() {
    return row;
  }

  /** The values of the last single row; indices by {@link Program#valueIndex}. */
  public double[] values() {
    return results.values();
  }

  /** The derivatives of the last single row; indices by {@link Program#derivativeIndex}. */
  public double[] derivatives() {
    return results.sums();
  }

  /** Computes the values of the single row. */
  public void evaluate() {
    evaluate(results.values());
  }

  /** Computes the values and derivatives of the single row, with seeds of 1. */
  public void differentiate() {
    differentiate(ones, results);
  }

  /** Rows to be run with this runner's uniform inputs; the array is not copied. */
  public Inputs rows(double[] rowMajor, int stride) {
    return new Inputs(uniform, rowMajor, stride);
  }

  /** Computes the values of {@code count} rows; see {@link Kernel#evaluate}. */
  public void evaluate(Inputs rows, int first, int count, double[] values) {
    kernel.evaluate(workspace, rows, first, count, values);
  }

  /**
   * Computes the values and derivatives of {@code count} rows; see {@link Kernel#differentiate}.
   */
  public void differentiate(Inputs rows, int first, int count, Seeds seeds, Gradients gradients) {
    kernel.differentiate(workspace, rows, first, count, seeds, gradients);
  }

  void evaluate(double[] values) {
    kernel.evaluate(workspace, single, 0, 1, values);
  }

  void differentiate(Seeds seeds, Gradients gradients) {
    kernel.differentiate(workspace, single, 0, 1, seeds, gradients);
  }
}
