package org.scalarflow.tck;

import java.util.function.Supplier;
import org.scalarflow.spi.Backend;

/** Rules of section 3: derivatives. */
abstract class DerivativeSuite extends BackendSuite {

  DerivativeSuite(Supplier<Backend> factory) {
    super(factory);
  }
}
