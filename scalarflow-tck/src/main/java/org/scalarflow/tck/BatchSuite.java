package org.scalarflow.tck;

import java.util.function.Supplier;
import org.scalarflow.spi.Backend;

/** Rules of section 4: batches. */
abstract class BatchSuite extends BackendSuite {

  BatchSuite(Supplier<Backend> factory) {
    super(factory);
  }
}
