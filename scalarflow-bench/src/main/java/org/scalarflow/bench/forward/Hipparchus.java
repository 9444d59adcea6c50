package org.scalarflow.bench.forward;

import org.hipparchus.analysis.differentiation.Gradient;
import org.hipparchus.analysis.function.Sigmoid;

/** Hipparchus: {@link Gradient}, which has first derivatives only. */
public final class Hipparchus implements ForwardMode<Gradient> {

  private final int parameters;
  private final Sigmoid sigmoid = new Sigmoid();

  /** Derivatives by so many parameters. */
  public Hipparchus(int parameters) {
    this.parameters = parameters;
  }

  @Override
  public Gradient variable(int index, double value) {
    return Gradient.variable(parameters, index, value);
  }

  @Override
  public Gradient constant(double value) {
    return Gradient.constant(parameters, value);
  }

  @Override
  public Gradient add(Gradient a, Gradient b) {
    return a.add(b);
  }

  @Override
  public Gradient subtract(Gradient a, Gradient b) {
    return a.subtract(b);
  }

  @Override
  public Gradient multiply(Gradient a, Gradient b) {
    return a.multiply(b);
  }

  @Override
  public Gradient multiply(Gradient a, double factor) {
    return a.multiply(factor);
  }

  @Override
  public Gradient exp(Gradient a) {
    return a.exp();
  }

  @Override
  public Gradient log1p(Gradient a) {
    return a.log1p();
  }

  @Override
  public Gradient sin(Gradient a) {
    return a.sin();
  }

  @Override
  public Gradient tanh(Gradient a) {
    return a.tanh();
  }

  @Override
  public Gradient sigmoid(Gradient a) {
    return sigmoid.value(a);
  }

  @Override
  public double value(Gradient a) {
    return a.getValue();
  }

  @Override
  public void addGradient(Gradient a, double[] g) {
    for (int i = 0; i < parameters; i++) {
      g[i] += a.getPartialDerivative(i);
    }
  }
}
