package org.scalarflow.tck;

import java.util.function.Supplier;
import org.scalarflow.spi.Backend;

/** Rules of section 2: values. */
abstract class ValueSuite extends BackendSuite {

  ValueSuite(Supplier<Backend> factory) {
    super(factory);
  }
}
