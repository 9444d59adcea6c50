package org.scalarflow;

import org.jspecify.annotations.Nullable;

/**
 * The root of what ScalarFlow throws when something it was given cannot be worked with.
 *
 * <p>The message names the node, operator, feed or provider at fault and the way out. A call that
 * throws has changed nothing. Besides these, a null argument gives {@link NullPointerException},
 * and a number out of range {@link IllegalArgumentException} or {@link IndexOutOfBoundsException}.
 */
public abstract class ScalarFlowException extends RuntimeException {

  /** With a message and the failure behind it, if there is one. */
  protected ScalarFlowException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
