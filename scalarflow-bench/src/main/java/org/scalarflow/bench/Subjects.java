package org.scalarflow.bench;

import java.util.List;
import java.util.stream.Stream;
import org.scalarflow.Backends;
import org.scalarflow.spi.Backend;

/** The backends that are measured: all that discovery finds, and the plain tape kernel. */
public final class Subjects {

  private Subjects() {}

  /** Their names, the plain kernel last. */
  public static List<String> names() {
    return Stream.concat(found().stream(), Stream.of(PlainBackend.NAME)).toList();
  }

  /** The names of those that discovery finds. */
  public static List<String> found() {
    return Backends.discover().found().stream().map(Backends.Found::name).toList();
  }

  /**
   * A backend of its own for the caller, who closes it.
   *
   * @throws org.scalarflow.BackendException if there is none of that name, with the names there are
   */
  static Backend named(String name) {
    return name.equals(PlainBackend.NAME) ? new PlainBackend() : Backends.discover().named(name);
  }
}
