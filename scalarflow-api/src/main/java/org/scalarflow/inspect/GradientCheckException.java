package org.scalarflow.inspect;

import org.scalarflow.ScalarFlowException;

/** A gradient check failed; the message is the readable result. */
public final class GradientCheckException extends ScalarFlowException {

  /** With the result in words. */
  public GradientCheckException(String message) {
    super(message, null);
  }
}
