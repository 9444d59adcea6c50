package org.scalarflow.parallel;

import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.spi.Backend;
import org.scalarflow.tck.BackendVerification;

/** It keeps them as well when it forks whatever can be forked, with any number of threads. */
@ParameterizedClass(name = "{0} threads")
@ValueSource(ints = {1, 2, 4})
class EagerVerificationTest extends BackendVerification {

  @Parameter private int threads;

  @Override
  protected Backend createBackend() {
    return new ParallelBackend(threads, Tuning.EAGER);
  }
}
