package org.scalarflow.tck.meta;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.scalarflow.Arity;
import org.scalarflow.Operator;

/** Broken operators, one for each rule of section 8 at least. Most are broken squares. */
final class OperatorFlaws {

  private OperatorFlaws() {}

  static List<Flaw<OperatorSubject>> all() {
    return List.of(
        flaw("801", "name begins with a capital", new Square() {
          @Override
          public String name() {
            return "Square";
          }
        }, "813"),
        flaw("801", "name is counted up", new Square() {
          private final AtomicInteger calls = new AtomicInteger();

          @Override
          public String name() {
            return "square" + calls.incrementAndGet();
          }
        }),
        flaw("802", "arity grows", new Many() {
          private int least;

          @Override
          public Arity arity() {
            return Arity.atLeast(++least);
          }
        }),
        flaw("803", "value drifts from call to call", new Square() {
          private double drift;

          @Override
          public double value(double x) {
            drift += 1e-15;
            return x * x + drift;
          }
        }, "808", "809", "812", "813"));
  }

  private static Flaw<OperatorSubject> flaw(
      String rule, String name, Operator operator, String... alsoTrips) {
    return Flaw.of(rule, name, () -> OperatorSubject.of(operator), alsoTrips);
  }
}
