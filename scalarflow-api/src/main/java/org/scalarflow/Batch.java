package org.scalarflow;

import java.util.List;
import java.util.Objects;

/**
 * Many rows of input values: each column is an input, each row one evaluation. Inputs that are not
 * columns have one value for all rows, from the {@link #with feed} or their current value.
 *
 * <p>The numbers are not copied when they are given row-major; do not change them during a run.
 */
public final class Batch {

  private final List<Node> columns;
  private final double[] rowMajor;
  private final int rows;
  private final Feed feed;

  private Batch(List<Node> columns, double[] rowMajor, int rows, Feed feed) {
    this.columns = columns;
    this.rowMajor = rowMajor;
    this.rows = rows;
    this.feed = feed;
  }

  /**
   * Rows as arrays.
   *
   * @param columns the inputs, one for each entry of a row
   * @param rows the rows; copied
   * @throws FeedException if a row has not one entry for each column, or there is no column
   */
  public static Batch of(List<? extends Node> columns, double[][] rows) {
    int width = columns.size();
    double[] rowMajor = new double[Math.multiplyExact(rows.length, width)];
    for (int r = 0; r < rows.length; r++) {
      if (rows[r].length != width) {
        throw new FeedException(
            "row " + r + " has " + rows[r].length + " values for " + width + " columns");
      }
      System.arraycopy(rows[r], 0, rowMajor, r * width, width);
    }
    return of(columns, rowMajor);
  }

  /**
   * Rows one after the other in one array.
   *
   * @param columns the inputs, one for each entry of a row
   * @param rowMajor the rows; not copied
   * @throws FeedException if the length is not a multiple of the number of columns, or there is no
   *     column
   */
  public static Batch of(List<? extends Node> columns, double[] rowMajor) {
    if (columns.isEmpty()) {
      throw new FeedException("a batch needs at least one column");
    }
    if (rowMajor.length % columns.size() != 0) {
      throw new FeedException(
          rowMajor.length + " values are not whole rows of " + columns.size() + " columns");
    }
    return new Batch(
        List.copyOf(columns), rowMajor, rowMajor.length / columns.size(), Feed.empty());
  }

  /** The same rows, with values for inputs that are not columns. */
  public Batch with(Feed feed) {
    return new Batch(columns, rowMajor, rows, Objects.requireNonNull(feed, "feed"));
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  List<Node> columns() {
    return columns;
  }

  double[] rowMajor() {
    return rowMajor;
  }

  double value(int row, int column) {
    return rowMajor[row * columns.size() + column];
  }

  Feed feed() {
    return feed;
  }
}
