package org.scalarflow.naive;

import org.scalarflow.spi.Backend;
import org.scalarflow.tck.BackendVerification;

/** The naive backend keeps every rule of docs/spec.md about backends. */
class NaiveBackendVerificationTest extends BackendVerification {

  @Override
  protected Backend createBackend() {
    return new NaiveBackend();
  }
}
