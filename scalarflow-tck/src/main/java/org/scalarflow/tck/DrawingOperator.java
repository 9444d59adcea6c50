package org.scalarflow.tck;

import java.util.concurrent.atomic.AtomicInteger;
import org.scalarflow.Operator;

/**
 * An impure operator: it gives 1, 2, 3, … whatever its operand, and {@code operand · result} as its
 * partial, so that a derivative tells which result the partial was given.
 */
final class DrawingOperator implements Operator.Unary {

  private final AtomicInteger drawn = new AtomicInteger();

  @Override
  public String name() {
    return "draw";
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public double value(double x) {
    return drawn.incrementAndGet();
  }

  @Override
  public double partial(double x, double result) {
    return x * result;
  }
}
