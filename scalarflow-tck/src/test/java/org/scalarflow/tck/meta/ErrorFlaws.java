package org.scalarflow.tck.meta;

import java.util.List;
import org.scalarflow.spi.Backend;

/** Flaws of section. */
final class ErrorFlaws {

  private ErrorFlaws() {}

  static List<Flaw<Backend>> all() {
    return List.of();
  }
}
