package org.scalarflow.bench.forward;

import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.analysis.function.Sigmoid;

/**
 * Commons Math: {@link DerivativeStructure} of order 1. What it prepares for a number of parameters
 * grows with the cube of that number: some hundreds at most.
 */
public final class CommonsMath implements ForwardMode<DerivativeStructure> {

  private static final int ORDER = 1;

  private final int parameters;
  private final Sigmoid sigmoid = new Sigmoid();

  /** Derivatives by so many parameters. */
  public CommonsMath(int parameters) {
    this.parameters = parameters;
  }

  @Override
  public DerivativeStructure variable(int index, double value) {
    return new DerivativeStructure(parameters, ORDER, index, value);
  }

  @Override
  public DerivativeStructure constant(double value) {
    return new DerivativeStructure(parameters, ORDER, value);
  }

  @Override
  public DerivativeStructure add(DerivativeStructure a, DerivativeStructure b) {
    return a.add(b);
  }

  @Override
  public DerivativeStructure subtract(DerivativeStructure a, DerivativeStructure b) {
    return a.subtract(b);
  }

  @Override
  public DerivativeStructure multiply(DerivativeStructure a, DerivativeStructure b) {
    return a.multiply(b);
  }

  @Override
  public DerivativeStructure multiply(DerivativeStructure a, double factor) {
    return a.multiply(factor);
  }

  @Override
  public DerivativeStructure exp(DerivativeStructure a) {
    return a.exp();
  }

  @Override
  public DerivativeStructure log1p(DerivativeStructure a) {
    return a.log1p();
  }

  @Override
  public DerivativeStructure sin(DerivativeStructure a) {
    return a.sin();
  }

  @Override
  public DerivativeStructure tanh(DerivativeStructure a) {
    return a.tanh();
  }

  @Override
  public DerivativeStructure sigmoid(DerivativeStructure a) {
    return sigmoid.value(a);
  }

  @Override
  public double value(DerivativeStructure a) {
    return a.getValue();
  }

  @Override
  public void addGradient(DerivativeStructure a, double[] g) {
    double[] valueAndDerivatives = a.getAllDerivatives();
    for (int i = 0; i < parameters; i++) {
      g[i] += valueAndDerivatives[i + 1];
    }
  }
}
