package org.scalarflow.tck.meta;

import java.util.List;
import org.scalarflow.spi.Backend;

/** Flaws of section. */
final class LifecycleFlaws {

  private LifecycleFlaws() {}

  static List<Flaw<Backend>> all() {
    return List.of();
  }
}
