package org.scalarflow.tck;

import org.scalarflow.Arity;
import org.scalarflow.Operator;

/** A weighted sum with weights that are fixed for one test. */
final class WeightsOperator implements Operator {

  private final double[] weights;

  WeightsOperator(double... weights) {
    this.weights = weights;
  }

  @Override
  public String name() {
    return "weightedSum";
  }

  @Override
  public Arity arity() {
    return Arity.exactly(weights.length);
  }

  @Override
  public double value(double[] operands) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * operands[i];
    }
    return sum;
  }

  @Override
  public void partials(double[] operands, double result, double[] partials) {
    System.arraycopy(weights, 0, partials, 0, weights.length);
  }
}
