package org.scalarflow.parallel;

/** Runs blocks of a batch for one member of a team, with memory of its own. */
interface BlockRunner {

  /** Takes over what is the same in all rows; called once in a batch. */
  void start();

  /**
   * Runs some rows.
   *
   * @param job what is asked for
   * @param from the first row, counted from that of the job
   * @param to the row after the last
   * @param sums where the derivatives of the rows are added, one row after the other; zeros before
   * @param sumsStart where in {@code sums} they start
   */
  void run(Job job, int from, int to, double[] sums, int sumsStart);
}
