package org.scalarflow.tck;

import java.util.function.Supplier;
import org.scalarflow.spi.Backend;

/** Rules of section 1: what is delivered, and which work is done for it. */
abstract class RequestSuite extends BackendSuite {

  RequestSuite(Supplier<Backend> factory) {
    super(factory);
  }
}
