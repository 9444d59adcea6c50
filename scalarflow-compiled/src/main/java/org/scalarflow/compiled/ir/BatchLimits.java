package org.scalarflow.compiled.ir;

/**
 * How much a loop over rows does, and when rows are better run one by one.
 *
 * @param lanes the most arrays that a loop touches
 * @param cells the most numbers that it reads and that are the same in all rows
 * @param formulas the most operations in a loop
 * @param terms the most terms of a sum that are added in a loop
 * @param sums the most sums over rows that a loop adds to
 * @param loops the most different loops; if there were more, each operation gets its own
 * @param arrays the most arrays in all
 * @param vectors how far the Vector API is used, where it is there
 */
public record BatchLimits(
    int lanes,
    int cells,
    int formulas,
    int terms,
    int sums,
    int loops,
    int arrays,
    VectorUse vectors) {

  /** What was found best; see docs/decisions/0006. */
  public static final BatchLimits MEASURED =
      new BatchLimits(6, 8, 16, 5, 8, 200, 1 << 15, VectorUse.STRICT);

  /** As many as operators and kinds of operands make; more would be dear to compile. */
  private static final int MOST_LOOPS = 400;

  /** The same with another use of the Vector API. */
  public BatchLimits with(VectorUse other) {
    return new BatchLimits(lanes, cells, formulas, terms, sums, loops, arrays, other);
  }

  /** Whether fixed kernels are used. */
  boolean hasTiles() {
    return vectors != VectorUse.NONE;
  }

  /** The same with each operation in a loop of its own, so that fewer loops differ. */
  BatchLimits single() {
    return new BatchLimits(
        lanes, cells, 1, terms, Math.min(sums, 2), MOST_LOOPS, arrays, VectorUse.NONE);
  }
}
