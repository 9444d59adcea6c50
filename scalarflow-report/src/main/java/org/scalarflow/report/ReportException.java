package org.scalarflow.report;

import org.jspecify.annotations.Nullable;
import org.scalarflow.ScalarFlowException;

/** A picture cannot be drawn on this machine. The message names what is missing. */
public final class ReportException extends ScalarFlowException {

  ReportException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
