package org.scalarflow.spi;

/**
 * What a backend made of a tape: arrays in, arrays out.
 *
 * <p>A kernel is immutable and may be used by any number of threads, each with a workspace of its
 * own. In the steady state a run on one thread allocates nothing. A run covers any number of rows:
 * one row is an evaluation at a point, many are a batch. {@link RowKernel} loops over rows for
 * kernels that know one row only.
 *
 * <p><b>Values.</b> What is delivered is the tape's outputs, then its observed nodes, {@link
 * Tape#valueCount()} numbers a row. <b>Derivatives.</b> One for each node whose derivative is
 * wanted, {@link Tape#derivativeCount()} numbers: the derivative of {@code Σᵢ seedᵢ·outputᵢ}, a
 * zero always as +0.0. Sums over rows are made in the order of {@link RowSums}.
 *
 * <p>A run throws {@link org.scalarflow.EvaluationInterruptedException} if the calling thread is
 * interrupted when the run starts, and soon after it is interrupted while it runs; the interrupt
 * status stays set. If an operator throws, the run throws {@link org.scalarflow.OperatorException}.
 * After either, the result arrays hold nothing to rely on, and the workspace is usable. Arrays that
 * are too short give {@link IndexOutOfBoundsException}.
 */
public interface Kernel {

  /** The tape this kernel evaluates. */
  Tape tape();

  /** A new workspace for runs of this kernel. */
  Workspace newWorkspace();

  /** A readable account of what was made of the tape, and why. */
  String describe();

  /**
   * Whether runs go on as they do now. A kernel that is having something faster made ready in the
   * background, and may go over to it between two runs, is not settled until it has done so or
   * given it up; nor is it settled for ever, since further runs may show that more is worth while.
   * Unless a kernel says otherwise, it is.
   */
  default boolean isSettled() {
    return true;
  }

  /**
   * Computes values.
   *
   * @param workspace a workspace of this kernel
   * @param inputs where the inputs stand
   * @param first the first row to run
   * @param count the number of rows to run; 0 does nothing
   * @param values receives the values, those of row {@code first} from index 0
   * @throws IllegalArgumentException if the workspace belongs to another kernel
   */
  void evaluate(Workspace workspace, Inputs inputs, int first, int count, double[] values);

  /**
   * Computes values and derivatives.
   *
   * @param workspace a workspace of this kernel
   * @param inputs where the inputs stand
   * @param first the first row to run
   * @param count the number of rows to run; with 0 the sums are +0.0
   * @param seeds the adjoint seeds; the first row run has those at index 0
   * @param results receives the results, those of row {@code first} from index 0
   * @throws IllegalArgumentException if the workspace belongs to another kernel
   */
  void differentiate(
      Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results);
}
