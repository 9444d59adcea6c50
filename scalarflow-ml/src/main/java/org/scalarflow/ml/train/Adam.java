package org.scalarflow.ml.train;

/** {@link Optimizer#adam}, and with weight decay {@link Optimizer#adamW}. */
record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {

  Adam {
    Checks.requireShare(beta1, "beta 1");
    Checks.requireShare(beta2, "beta 2");
    Checks.requirePositive(epsilon, "epsilon");
    Checks.requireNotNegative(weightDecay, "the weight decay");
  }

  @Override
  public Stepper start(int parameters) {
    return new Memory(parameters);
  }

  private final class Memory implements Stepper {

    private final double[] means;
    private final double[] squares;
    private double beta1Power = 1;
    private double beta2Power = 1;

    Memory(int parameters) {
      means = new double[parameters];
      squares = new double[parameters];
    }

    @Override
    public void step(double[] w, double[] g, double rate) {
      beta1Power *= beta1;
      beta2Power *= beta2;
      double shrink = 1 - rate * weightDecay;
      for (int i = 0; i < w.length; i++) {
        means[i] = beta1 * means[i] + (1 - beta1) * g[i];
        squares[i] = beta2 * squares[i] + (1 - beta2) * g[i] * g[i];
        double mean = means[i] / (1 - beta1Power);
        double square = squares[i] / (1 - beta2Power);
        w[i] = shrink * w[i] - rate * mean / (Math.sqrt(square) + epsilon);
      }
    }
  }

  @Override
  public String toString() {
    String numbers = beta1 + ", " + beta2 + ", " + epsilon;
    return weightDecay == 0
        ? "adam(" + numbers + ")"
        : "adamW(" + numbers + ", " + weightDecay + ")";
  }
}
