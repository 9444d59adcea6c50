package org.scalarflow;

import org.jspecify.annotations.Nullable;

/**
 * A backend could not be chosen or used: none was found, the name is unknown or stands for two, or
 * a provider is broken.
 */
public final class BackendException extends ScalarFlowException {

  /** With a message that names the backends at hand and the way out. */
  public BackendException(String message) {
    this(message, null);
  }

  /** The same with the failure behind it. */
  public BackendException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
