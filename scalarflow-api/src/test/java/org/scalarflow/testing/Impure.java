package org.scalarflow.testing;

import org.scalarflow.Arity;
import org.scalarflow.Operator;

/** The identity, which calls itself impure. */
public final class Impure implements Operator {

  @Override
  public String name() {
    return "impure";
  }

  @Override
  public Arity arity() {
    return Arity.UNARY;
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public double value(double[] operands) {
    return operands[0];
  }

  @Override
  public void partials(double[] operands, double result, double[] partials) {
    partials[0] = 1;
  }
}
