package org.scalarflow.ml.train;

/** {@link Optimizer#momentum} and {@link Optimizer#nesterov}; without momentum plain descent. */
record Momentum(double momentum, boolean looksAhead) implements Optimizer {

  Momentum {
    Checks.requireShare(momentum, "the momentum");
  }

  @Override
  public Stepper start(int parameters) {
    if (momentum == 0) {
      return Momentum::descend;
    }
    double[] velocity = new double[parameters];
    return (w, g, rate) -> {
      for (int i = 0; i < w.length; i++) {
        velocity[i] = momentum * velocity[i] + g[i];
        w[i] -= rate * (looksAhead ? g[i] + momentum * velocity[i] : velocity[i]);
      }
    };
  }

  private static void descend(double[] w, double[] g, double rate) {
    for (int i = 0; i < w.length; i++) {
      w[i] -= rate * g[i];
    }
  }

  @Override
  public String toString() {
    return momentum == 0 ? "descent" : (looksAhead ? "nesterov(" : "momentum(") + momentum + ")";
  }
}
