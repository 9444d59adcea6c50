package org.scalarflow.cli;

import org.jspecify.annotations.Nullable;
import org.scalarflow.BackendException;
import org.scalarflow.Backends;

/** Chooses the backend of a command. */
final class BackendChoice {

  private BackendChoice() {}

  /**
   * The backend of that name, or the one that is chosen when nobody names one.
   *
   * @throws UsageException if a name, given here or by the system property, does not name one
   */
  static Backends.Choice of(@Nullable String name) {
    try {
      return Backends.discover().choose(name);
    } catch (BackendException failure) {
      boolean isNamed = name != null || System.getProperty(Backends.PROPERTY) != null;
      if (isNamed) {
        throw new UsageException(String.valueOf(failure.getMessage()), failure);
      }
      throw failure;
    }
  }

  /** {@code naive 0.1.0, highest priority (0)}. */
  static String describe(Backends.Choice choice) {
    return choice.found().name() + " " + choice.found().version() + ", " + choice.reason();
  }
}
