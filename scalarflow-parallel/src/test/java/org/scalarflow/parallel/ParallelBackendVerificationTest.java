package org.scalarflow.parallel;

import org.scalarflow.spi.Backend;
import org.scalarflow.tck.BackendVerification;

/** The parallel backend keeps every rule of docs/spec.md about backends. */
class ParallelBackendVerificationTest extends BackendVerification {

  @Override
  protected Backend createBackend() {
    return new ParallelBackend();
  }
}
