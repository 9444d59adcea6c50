package org.scalarflow.ml.train;

/** {@link Optimizer#rmsProp}. */
record RmsProp(double decay, double epsilon) implements Optimizer {

  RmsProp {
    Checks.requireShare(decay, "the decay of squares");
    Checks.requirePositive(epsilon, "epsilon");
  }

  @Override
  public Stepper start(int parameters) {
    double[] squares = new double[parameters];
    return (w, g, rate) -> {
      for (int i = 0; i < w.length; i++) {
        squares[i] = decay * squares[i] + (1 - decay) * g[i] * g[i];
        w[i] -= rate * g[i] / (Math.sqrt(squares[i]) + epsilon);
      }
    };
  }

  @Override
  public String toString() {
    return "rmsProp(" + decay + ", " + epsilon + ")";
  }
}
