package org.scalarflow.tck;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.scalarflow.Arity;
import org.scalarflow.Operator;

/** The mean of its operands, which counts how often it is asked. */
final class CountingOperator implements Operator {

  private final String name;
  private final boolean pure;
  private final AtomicInteger values = new AtomicInteger();
  private final AtomicInteger partials = new AtomicInteger();

  private CountingOperator(String name, boolean pure) {
    this.name = name;
    this.pure = pure;
  }

  /** A pure operator. */
  static CountingOperator pure() {
    return new CountingOperator("countedMean", true);
  }

  /** The same, said to be impure. */
  static CountingOperator impure() {
    return new CountingOperator("impureMean", false);
  }

  /** How often a value was asked for. */
  int values() {
    return values.get();
  }

  /** How often partials were asked for. */
  int partials() {
    return partials.get();
  }

  /** Counts from 0 again. */
  void reset() {
    values.set(0);
    partials.set(0);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Arity arity() {
    return Arity.atLeast(1);
  }

  @Override
  public boolean isPure() {
    return pure;
  }

  @Override
  public double value(double[] operands) {
    values.incrementAndGet();
    return Arrays.stream(operands).sum() / operands.length;
  }

  @Override
  public void partials(double[] operands, double result, double[] partials) {
    this.partials.incrementAndGet();
    Arrays.fill(partials, 1.0 / operands.length);
  }
}
