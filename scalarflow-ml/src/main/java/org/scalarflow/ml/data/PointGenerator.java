package org.scalarflow.ml.data;

/**
 * A recipe for labelled points, made from random numbers by a formula.
 *
 * <p>A generator is a record of its parameters: start from its {@code DEFAULT} and change what is
 * to be different.
 *
 * <pre>{@code
 * Dataset data = Moons.DEFAULT.withPoints(1000).withNoise(0.2).generate(7);
 * }</pre>
 *
 * <p>The sizes of classes differ by one at most. The same parameters and seed give the same bits on
 * every JVM and platform.
 */
public sealed interface PointGenerator
    permits Blobs, Circles, Moons, NoisyXor, Spirals, TwoClusters {

  /** The name by which {@link Datasets#load} knows it, and that of its data sets. */
  String name();

  /** The number of points. */
  int points();

  /** Makes the points. */
  Dataset generate(long seed);
}
