package org.scalarflow.compiled.runtime;

/**
 * The fixed kernels of {@link org.scalarflow.compiled.ir.Tile}. They have no state, so any thread
 * may use them. Each number is computed with the operations and in the order of its formula.
 */
public interface TileCode {

  /** Whether the machine has vectors as wide as these; else they are objects, and slow. */
  boolean isOfThisMachine();

  /**
   * Puts lanes one after the other.
   *
   * @param lanes a number for each row of a block, by lane
   * @param panel receives them
   * @param table see {@link org.scalarflow.compiled.ir.Tile#PANEL}
   * @param at where in the table the instance is
   */
  void panel(double[][] lanes, double[] panel, int[] table, int at);

  /**
   * Four weighted sums for all rows of a block, those beyond the last included.
   *
   * @param lanes a number for each row of a block, by lane
   * @param panel the lanes that are weighted
   * @param cells numbers that are the same in all rows
   * @param packed weights, term after term
   * @param table see {@link org.scalarflow.compiled.ir.Tile#WEIGHTED_SUMS}
   * @param at where in the table the instance is
   */
  void weightedSums(
      double[][] lanes, double[] panel, double[] cells, double[] packed, int[] table, int at);

  /**
   * Puts lanes side by side, for all rows of a block.
   *
   * @param lanes a number for each row of a block, by lane
   * @param band receives eight numbers for each row
   * @param table see {@link org.scalarflow.compiled.ir.Tile#BAND}
   * @param at where in the table the instance is
   */
  void band(double[][] lanes, double[] band, int[] table, int at);

  /**
   * Adds products to sums, row after row.
   *
   * @param lanes a number for each row of a block, by lane
   * @param band eight numbers for each row
   * @param sums the sums
   * @param table see {@link org.scalarflow.compiled.ir.Tile#PRODUCT_SUMS}
   * @param at where in the table the instance is
   * @param rows the number of rows
   */
  void productSums(double[][] lanes, double[] band, double[] sums, int[] table, int at, int rows);
}
