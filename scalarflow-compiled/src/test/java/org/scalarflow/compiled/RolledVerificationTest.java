package org.scalarflow.compiled;

import org.scalarflow.spi.Backend;
import org.scalarflow.tck.BackendVerification;

/** It keeps them as well where everything that can be a loop is one, in many small methods. */
class RolledVerificationTest extends BackendVerification {

  @Override
  protected Backend createBackend() {
    return Eager.rolled();
  }
}
