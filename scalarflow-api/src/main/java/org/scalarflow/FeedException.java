package org.scalarflow;

/**
 * The inputs of a run are not right: a placeholder is missing, a name or node is unknown, something
 * is fed twice or is not an input, or an array has the wrong length.
 */
public final class FeedException extends ScalarFlowException {

  /** With a message that names what is at fault and the way out. */
  public FeedException(String message) {
    super(message, null);
  }
}
