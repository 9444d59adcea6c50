package org.scalarflow.ml.train;

/**
 * What keeps a step from being too long: the gradient of a batch is made shorter before the
 * optimizer sees it.
 */
@FunctionalInterface
public interface Clipping {

  /** Gradients stay as they are. */
  Clipping NONE = new Limit(Double.POSITIVE_INFINITY, true);

  /** Changes a gradient in place. */
  void clip(double[] gradient);

  /**
   * A gradient whose Euclidean norm is larger is scaled to it. R. Pascanu, T. Mikolov, Y. Bengio,
   * "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1.
   *
   * @throws IllegalArgumentException if the norm is not positive and finite
   */
  static Clipping byNorm(double most) {
    Checks.requirePositive(most, "the longest gradient");
    return new Limit(most, true);
  }

  /**
   * Each derivative is moved into {@code [−most, most]}.
   *
   * @throws IllegalArgumentException if the number is not positive and finite
   */
  static Clipping byValue(double most) {
    Checks.requirePositive(most, "the largest derivative");
    return new Limit(most, false);
  }

  /** Both kinds. */
  record Limit(double most, boolean isNorm) implements Clipping {

    @Override
    public void clip(double[] gradient) {
      if (most == Double.POSITIVE_INFINITY) {
        return;
      }
      if (isNorm) {
        double norm = norm(gradient);
        if (norm > most) {
          for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= most / norm;
          }
        }
      } else {
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] = Math.max(-most, Math.min(most, gradient[i]));
        }
      }
    }

    private static double norm(double[] gradient) {
      double squares = 0;
      for (double derivative : gradient) {
        squares += derivative * derivative;
      }
      return Math.sqrt(squares);
    }

    @Override
    public String toString() {
      return most == Double.POSITIVE_INFINITY
          ? "none"
          : (isNorm ? "byNorm(" : "byValue(") + most + ")";
    }
  }
}
