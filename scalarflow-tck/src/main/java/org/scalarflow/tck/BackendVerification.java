package org.scalarflow.tck;

import org.junit.jupiter.api.Nested;
import org.scalarflow.spi.Backend;

/**
 * Checks a backend against the specification. Extend it, say how the backend is made, and run it
 * with JUnit:
 *
 * <pre>{@code
 * class MyBackendVerification extends BackendVerification {
 *   @Override
 *   protected Backend createBackend() {
 *     return new MyBackend();
 *   }
 * }
 * }</pre>
 *
 * <p>Each test is named after a rule of {@code docs/spec.md}: {@code required_spec301_…} checks
 * rule 301. Two system properties set the effort: {@code scalarflow.tck.graphs}, the number of
 * random graphs that the rules about any graph use (300), and {@code scalarflow.tck.depth}, the
 * depth of the deepest graph (1,000,000).
 */
public abstract class BackendVerification {

  /** For subclasses. */
  protected BackendVerification() {}

  /** Makes the backend to be checked. It is called for each test, which closes what it made. */
  protected abstract Backend createBackend();

  /** Section 1: what is delivered, and which work is done for it. */
  @Nested
  final class RequestRules extends RequestSuite {
    RequestRules() {
      super(BackendVerification.this::createBackend);
    }
  }

  /** Section 2: values. */
  @Nested
  final class ValueRules extends ValueSuite {
    ValueRules() {
      super(BackendVerification.this::createBackend);
    }
  }

  /** Section 3: adjoints. */
  @Nested
  final class DerivativeRules extends DerivativeSuite {
    DerivativeRules() {
      super(BackendVerification.this::createBackend);
    }
  }

  /** Section 3: partials. */
  @Nested
  final class PartialRules extends PartialSuite {
    PartialRules() {
      super(BackendVerification.this::createBackend);
    }
  }

  /** Section 4: batches. */
  @Nested
  final class BatchRules extends BatchSuite {
    BatchRules() {
      super(BackendVerification.this::createBackend);
    }
  }

  /** Section 5: threads. */
  @Nested
  final class ThreadsRules extends ThreadSuite {
    ThreadsRules() {
      super(BackendVerification.this::createBackend);
    }
  }

  /** Section 6: lifecycle. */
  @Nested
  final class LifecycleRules extends LifecycleSuite {
    LifecycleRules() {
      super(BackendVerification.this::createBackend);
    }
  }

  /** Section 7: errors. */
  @Nested
  final class ErrorsRules extends ErrorSuite {
    ErrorsRules() {
      super(BackendVerification.this::createBackend);
    }
  }
}
