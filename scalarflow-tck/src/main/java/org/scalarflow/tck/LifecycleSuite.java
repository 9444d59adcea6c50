package org.scalarflow.tck;

import java.util.function.Supplier;
import org.scalarflow.spi.Backend;

/** Rules of section 6: lifecycle. */
abstract class LifecycleSuite extends BackendSuite {

  LifecycleSuite(Supplier<Backend> factory) {
    super(factory);
  }
}
