package org.scalarflow.compiled.runtime;

import org.scalarflow.compiled.ir.LaneFunction;
import org.scalarflow.spi.RowSums;

/**
 * Elementary functions of whole blocks of numbers, one for each row or unit. There is no state, so
 * any thread may use them. What is computed for a number depends on that number alone, not on its
 * place or its neighbours.
 */
public interface FunctionCode {

  /** How many numbers of room a function may need. */
  int ROOM = 4 * RowSums.BLOCK;

  /**
   * Computes {@code to[r] = function(from[r])} for the rows of a block.
   *
   * @param function which function; says how large errors may be
   * @param from its arguments, {@link RowSums#BLOCK} numbers
   * @param to receives its results, as many; may be the same array
   * @param room {@link #ROOM} numbers that nobody needs
   * @param rows the number of rows; what is written behind the last one is undefined
   */
  void apply(LaneFunction function, double[] from, double[] to, double[] room, int rows);
}
