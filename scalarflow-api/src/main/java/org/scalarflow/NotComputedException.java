package org.scalarflow;

/** A value or derivative was read that the run did not compute. */
public final class NotComputedException extends ScalarFlowException {

  /** With a message that names what is at fault and the way out. */
  public NotComputedException(String message) {
    super(message, null);
  }
}
