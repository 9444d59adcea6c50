package org.scalarflow.ml.data;

import org.jspecify.annotations.Nullable;
import org.scalarflow.ScalarFlowException;

/**
 * Data cannot be read or used: a file that is not what it should be, a data set that does not fit
 * the model. The message names the source and, for a file, the line and the column.
 */
public final class DataException extends ScalarFlowException {

  /** With a message that names what is at fault and the way out. */
  public DataException(String message) {
    this(message, null);
  }

  /** The same with the failure behind it. */
  public DataException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
