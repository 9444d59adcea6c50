package org.scalarflow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The values and derivatives of a batch. Immutable. */
public final class BatchEvaluation {

  private final ResultLayout layout;
  private final int rows;
  private final int valueCount;
  private final double[] values;
  private final double @Nullable [] sums;
  private final double @Nullable [] perRow;

  BatchEvaluation(
      ResultLayout layout,
      int rows,
      int valueCount,
      double[] values,
      double @Nullable [] sums,
      double @Nullable [] perRow) {
    this.layout = layout;
    this.rows = rows;
    this.valueCount = valueCount;
    this.values = values;
    this.sums = sums;
    this.perRow = perRow;
  }

  /** The number of rows. */
  public int rows() {
    return rows;
  }

  /**
   * The value of a node in a row.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   * @throws NotComputedException if the run did not deliver it
   * @throws GraphException if the node is of another graph
   */
  public double value(int row, Node node) {
    Objects.checkIndex(row, rows);
    layout.own(node);
    return node instanceof Constant constant
        ? constant.value()
        : values[row * valueCount + layout.value(node)];
  }

  /**
   * The values of a node in all rows.
   *
   * @throws NotComputedException if the run did not deliver them
   * @throws GraphException if the node is of another graph
   */
  public double[] values(Node node) {
    double[] column = new double[rows];
    for (int row = 0; row < rows; row++) {
      column[row] = value(row, node);
    }
    return column;
  }

  /**
   * The derivative with respect to a node, summed over the rows in the canonical order.
   *
   * @throws NotComputedException if the run did not deliver it
   * @throws GraphException if the node is of another graph
   */
  public double derivative(Node node) {
    int index = layout.derivative(node);
    if (sums == null) {
      throw new NotComputedException(
          "this run computed values only; call gradient instead of run for derivatives");
    }
    return index == ResultLayout.ZERO ? 0.0 : sums[index];
  }

  /**
   * The derivative with respect to a node in a row.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   * @throws NotComputedException if the run did not deliver it
   * @throws GraphException if the node is of another graph
   */
  public double derivative(int row, Node node) {
    Objects.checkIndex(row, rows);
    int index = layout.derivative(node);
    if (sums == null || perRow == null) {
      throw new NotComputedException(
          "this run did not keep the derivatives of each row; call gradientPerRow for them");
    }
    return index == ResultLayout.ZERO ? 0.0 : perRow[row * sums.length + index];
  }

  /**
   * The derivatives with respect to a node in all rows.
   *
   * @throws NotComputedException if the run did not deliver them
   * @throws GraphException if the node is of another graph
   */
  public double[] derivatives(Node node) {
    double[] column = new double[rows];
    for (int row = 0; row < rows; row++) {
      column[row] = derivative(row, node);
    }
    return column;
  }
}
