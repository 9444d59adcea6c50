package org.scalarflow.spi;

import java.util.Arrays;

/**
 * Sums derivatives over the rows of a batch in the canonical order: left to right within blocks of
 * {@value #BLOCK} rows, then the block sums left to right. The order does not depend on how rows
 * are shared out among threads, as long as nobody splits a block.
 */
public final class RowSums {

  /** The number of rows in a block. */
  public static final int BLOCK = 64;

  private final double[] row;
  private final double[] block;
  private final double[] total;
  private int rowsInBlock;

  /** Sums of {@code width} derivatives. */
  public RowSums(int width) {
    row = new double[width];
    block = new double[width];
    total = new double[width];
  }

  /** Starts a new batch. */
  public void start() {
    Arrays.fill(block, 0.0);
    Arrays.fill(total, 0.0);
    rowsInBlock = 0;
  }

  /** The array into which the derivatives of the next row are put before {@link #addRow}. */
  public double[] row() {
    return row;
  }

  /** Adds the derivatives that stand in {@link #row()}. */
  public void addRow() {
    for (int i = 0; i < row.length; i++) {
      block[i] += row[i];
    }
    if (++rowsInBlock == BLOCK) {
      endBlock();
    }
  }

  /** Copies the sums over all rows so far into {@code sums}. */
  public void finish(double[] sums) {
    if (rowsInBlock > 0) {
      endBlock();
    }
    System.arraycopy(total, 0, sums, 0, total.length);
  }

  private void endBlock() {
    for (int i = 0; i < block.length; i++) {
      total[i] += block[i];
      block[i] = 0.0;
    }
    rowsInBlock = 0;
  }
}
