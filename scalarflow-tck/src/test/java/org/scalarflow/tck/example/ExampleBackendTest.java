package org.scalarflow.tck.example;

import org.scalarflow.spi.Backend;
import org.scalarflow.tck.BackendVerification;

class ExampleBackendTest extends BackendVerification {

  @Override
  protected Backend createBackend() {
    return new ExampleBackend();
  }
}
