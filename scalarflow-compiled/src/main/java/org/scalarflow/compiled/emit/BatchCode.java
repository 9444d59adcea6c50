package org.scalarflow.compiled.emit;

import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * Generated loops over rows. They have no state, so any thread may use them.
 *
 * <p>They are called by handles that are no constants, so that HotSpot compiles each by itself: a
 * loop is not vectorised within another, and vectors are kept in registers only as long as what is
 * compiled at once is not too large.
 */
public final class BatchCode {

  private final MethodHandle[] loops;

  BatchCode(List<MethodHandle> loops) {
    this.loops = loops.toArray(MethodHandle[]::new);
  }

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
  public void run(
      int loop, double[][] lanes, double[] cells, double[] sums, int[] table, int start, int rows) {
    try {
      loops[loop].invokeExact(lanes, cells, sums, table, start, rows);
    } catch (RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable impossible) {
      throw new AssertionError(impossible);
    }
  }
}
