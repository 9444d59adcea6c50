package org.scalarflow.ml.train;

/**
 * What keeps a step from being too long: the gradient of a batch is made shorter before the
 * optimizer sees it.
 */
@FunctionalInterface
public interface Clipping {

  /** Gradients stay as they are. */
  Clipping NONE = new ValueClipping(Double.POSITIVE_INFINITY);

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
    return new NormClipping(most);
  }

  /**
   * Each derivative is moved into {@code [−most, most]}.
   *
   * @throws IllegalArgumentException if the number is not positive and finite
   */
  static Clipping byValue(double most) {
    Checks.requirePositive(most, "the largest derivative");
    return new ValueClipping(most);
  }
}
