package org.scalarflow.cli;

import org.jspecify.annotations.Nullable;

/** The user asked for something that cannot be done as it was asked. */
final class UsageException extends RuntimeException {

  UsageException(String message) {
    this(message, null);
  }

  UsageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
