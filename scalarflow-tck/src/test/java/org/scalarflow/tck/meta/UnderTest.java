package org.scalarflow.tck.meta;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.scalarflow.Operator;
import org.scalarflow.spi.Backend;
import org.scalarflow.tck.BackendVerification;
import org.scalarflow.tck.OperatorVerification;
import org.scalarflow.tck.Range;

/** The kit's entry classes, each testing what {@link MetaHarness} hands in. */
final class UnderTest {

  private UnderTest() {}

  /** The backend kit. */
  @ExtendWith(Injection.class)
  static final class OfBackend extends BackendVerification {

    private Supplier<Backend> subject = UnderTest::nothing;

    @Override
    protected Backend createBackend() {
      return subject.get();
    }
  }

  /** The operator kit. */
  @ExtendWith(Injection.class)
  static final class OfOperator extends OperatorVerification {

    private Supplier<OperatorSubject> subject = UnderTest::nothing;

    @Override
    protected Operator createOperator() {
      return subject.get().operator();
    }

    @Override
    protected Range range(int position, int operandCount) {
      return subject.get().ranges().get(Math.min(position, subject.get().ranges().size() - 1));
    }
  }

  private static <T> T nothing() {
    throw new IllegalStateException("run this through MetaHarness");
  }

  /** Hands the subject of the run to each instance of a test class. */
  static final class Injection implements TestInstancePostProcessor {

    @Override
    public void postProcessTestInstance(Object instance, ExtensionContext context) {
      if (instance instanceof OfBackend test) {
        test.subject = subject(context, Backend.class);
      } else if (instance instanceof OfOperator test) {
        test.subject = subject(context, OperatorSubject.class);
      }
    }

    private static <T> Supplier<T> subject(ExtensionContext context, Class<T> type) {
      String key = context.getConfigurationParameter(MetaHarness.SUBJECT).orElseThrow();
      return () -> type.cast(MetaHarness.subject(key));
    }
  }
}
