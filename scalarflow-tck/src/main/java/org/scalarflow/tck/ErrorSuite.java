package org.scalarflow.tck;

import java.util.function.Supplier;
import org.scalarflow.spi.Backend;

/** Rules of section 7: errors. */
abstract class ErrorSuite extends BackendSuite {

  ErrorSuite(Supplier<Backend> factory) {
    super(factory);
  }
}
