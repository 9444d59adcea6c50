package org.scalarflow.ml.model;

import org.apache.commons.math3.random.RandomGenerator;

/**
 * How the weights of a layer start, so that signals neither die out nor blow up. Biases start at 0.
 *
 * <p>{@code in} is the number of inputs of the layer, {@code out} the number of its units, {@code
 * u} uniform in {@code [−1, 1)} and {@code g} standard normal.
 */
public enum Initialization {
  /**
   * {@code √(6 / (in + out)) · u}. X. Glorot, Y. Bengio, "Understanding the difficulty of training
   * deep feedforward neural networks", AISTATS 2010, equation 16.
   */
  GLOROT_UNIFORM {
    @Override
    double draw(RandomGenerator random, int in, int out) {
      return Math.sqrt(6.0 / ((double) in + out)) * symmetric(random);
    }
  },
  /** {@code √(2 / (in + out)) · g}: the variance of equation 12 of Glorot and Bengio 2010. */
  GLOROT_NORMAL {
    @Override
    double draw(RandomGenerator random, int in, int out) {
      return Math.sqrt(2.0 / ((double) in + out)) * random.nextGaussian();
    }
  },
  /** {@code √(6 / in) · u}: uniform with the variance of {@link #HE_NORMAL}. */
  HE_UNIFORM {
    @Override
    double draw(RandomGenerator random, int in, int out) {
      return Math.sqrt(6.0 / in) * symmetric(random);
    }
  },
  /**
   * {@code √(2 / in) · g}. K. He, X. Zhang, S. Ren, J. Sun, "Delving deep into rectifiers", ICCV
   * 2015, equation 10.
   */
  HE_NORMAL {
    @Override
    double draw(RandomGenerator random, int in, int out) {
      return Math.sqrt(2.0 / in) * random.nextGaussian();
    }
  };

  /** The first value of one weight. */
  abstract double draw(RandomGenerator random, int in, int out);

  private static double symmetric(RandomGenerator random) {
    return 2 * random.nextDouble() - 1;
  }
}
