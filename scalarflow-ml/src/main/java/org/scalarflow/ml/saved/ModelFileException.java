package org.scalarflow.ml.saved;

import org.jspecify.annotations.Nullable;
import org.scalarflow.ScalarFlowException;

/** A model cannot be saved or loaded; the message names the file, the place in it, and why. */
public final class ModelFileException extends ScalarFlowException {

  private static final long serialVersionUID = 1L;

  /** With a message and the failure behind it, if there is one. */
  public ModelFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
