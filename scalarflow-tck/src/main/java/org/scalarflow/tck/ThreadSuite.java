package org.scalarflow.tck;

import java.util.function.Supplier;
import org.scalarflow.spi.Backend;

/** Rules of section 5: threads. */
abstract class ThreadSuite extends BackendSuite {

  ThreadSuite(Supplier<Backend> factory) {
    super(factory);
  }
}
