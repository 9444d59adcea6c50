package org.scalarflow;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * An operator is unknown, is not well formed, or threw while it was evaluated. In the last case the
 * cause is what it threw, and the message names operator, node, operands and, in a batch, the row.
 */
public final class OperatorException extends ScalarFlowException {

  private static final int NO_ROW = -1;

  private final int row;

  /** With a message that names the operator and the way out. */
  public OperatorException(String message) {
    this(message, null);
  }

  /** The same with what the operator threw. */
  public OperatorException(String message, @Nullable Throwable cause) {
    this(message, cause, NO_ROW);
  }

  private OperatorException(String message, @Nullable Throwable cause, int row) {
    super(message, cause);
    this.row = row;
  }

  /** This failure, placed in a row of a batch; itself if it already has one. */
  public OperatorException inRow(int row) {
    return this.row == NO_ROW
        ? new OperatorException(getMessage() + ", in row " + row, getCause(), row)
        : this;
  }

  /** The row of the batch in which it happened, counted from 0; empty outside a batch. */
  public OptionalInt row() {
    return row == NO_ROW ? OptionalInt.empty() : OptionalInt.of(row);
  }
}
