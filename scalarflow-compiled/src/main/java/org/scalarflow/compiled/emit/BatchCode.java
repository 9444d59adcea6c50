package org.scalarflow.compiled.emit;

/** What generated classes for batches implement. They have no state, so any thread may use them. */
public interface BatchCode {

  /**
   * Does an instance of a loop over rows.
   *
   * @param loop which loop
   * @param lanes arrays of a number for each row
   * @param cells numbers that are the same in all rows
   * @param sums sums over the rows
   * @param table what instances read and writes: indices of lanes, cells, lanes and sums
   * @param start where in the table the instance is
   * @param rows the number of rows
   */
  void run(
      int loop, double[][] lanes, double[] cells, double[] sums, int[] table, int start, int rows);
}
