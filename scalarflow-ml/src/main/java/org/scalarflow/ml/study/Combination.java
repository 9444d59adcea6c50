package org.scalarflow.ml.study;

import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;

/**
 * What one training of a study is about.
 *
 * @param activation what hidden units do
 * @param initialization how weights start
 * @param depth the number of hidden layers
 * @param seed decides the data, which rows are held out, the first weights and the order of rows
 */
public record Combination(
    Activation activation, Initialization initialization, int depth, long seed) {

  /** {@code "sigmoid, glorot, depth 3, seed 1"}. */
  @Override
  public String toString() {
    return StudyNames.of(activation)
        + ", "
        + StudyNames.of(initialization)
        + ", depth "
        + depth
        + ", seed "
        + seed;
  }
}
