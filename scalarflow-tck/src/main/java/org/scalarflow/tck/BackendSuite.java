package org.scalarflow.tck;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.scalarflow.CompileOptions;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/** What the suites share: a backend for each test, made at first use and closed afterwards. */
abstract class BackendSuite {

  private final Supplier<Backend> factory;
  private @Nullable Backend backend;

  BackendSuite(Supplier<Backend> factory) {
    this.factory = factory;
  }

  /** The backend of this test. */
  final Backend backend() {
    Backend made = backend;
    if (made == null) {
      made = factory.get();
      backend = made;
    }
    return made;
  }

  /** Another instance of the backend, which the test has to close. */
  final Backend anotherBackend() {
    return factory.get();
  }

  /** A program for a request with the default options. */
  final Program compile(Request request) {
    return request.graph().compile(request, backend(), CompileOptions.DEFAULT);
  }

  /** A kernel for a request with the default options. */
  final Kernel kernel(Request request) {
    return backend().compile(Tape.lower(request), CompileOptions.DEFAULT);
  }

  /** A kernel for a request, with a workspace. */
  final KernelProbe probe(Request request) {
    return new KernelProbe(kernel(request));
  }

  @AfterEach
  final void closeBackend() {
    if (backend != null) {
      backend.close();
    }
  }
}
