package org.scalarflow.ml.random;

import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/**
 * What random numbers are drawn for. One seed gives every purpose a sequence of its own, so that
 * drawing more of one never changes another.
 */
public enum RandomStream {
  /** The points of a synthetic data set. */
  DATA,
  /** Which rows are held out. */
  SPLIT,
  /** The first values of weights. */
  WEIGHTS,
  /** The order in which training visits the rows. */
  ORDER,
  /** Which rows are in which fold. */
  FOLDS;

  /** A generator for a seed: Commons Math's {@link Well19937c}, the same bits on every platform. */
  public RandomGenerator generator(long seed) {
    return new Well19937c(new int[] {(int) (seed >>> 32), (int) seed, ordinal()});
  }
}
