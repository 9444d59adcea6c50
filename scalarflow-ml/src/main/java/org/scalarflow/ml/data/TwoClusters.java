package org.scalarflow.ml.data;

import org.apache.commons.math3.random.RandomGenerator;
import org.scalarflow.ml.random.RandomStream;

/**
 * Two round clusters: a point of class {@code c ∈ {0, 1}} is {@code (c, c) + σ·(g₁, g₂)} with
 * independent standard normal {@code g}. With {@code σ = 0.3} no rule can be right more often than
 * {@code Φ(√½ / 0.3) = 0.9908} of the time.
 *
 * @param points the number of points, from 2 to {@value CsvData#MAX_ROWS}
 * @param sigma the standard deviation σ, from 0 to 1e100
 */
public record TwoClusters(int points, double sigma) implements PointGenerator {

  /** 400 points with {@code σ = 0.3}. */
  public static final TwoClusters DEFAULT = new TwoClusters(400, 0.3);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public TwoClusters {
    Points.requirePoints(points, 2);
    Points.requireRange("sigma", sigma, 0, Points.MAX_SCALE);
  }

  /** The same with another number of points. */
  public TwoClusters withPoints(int points) {
    return new TwoClusters(points, sigma);
  }

  /** The same with another standard deviation. */
  public TwoClusters withSigma(double sigma) {
    return new TwoClusters(points, sigma);
  }

  @Override
  public String name() {
    return "two-clusters";
  }

  @Override
  public Dataset generate(long seed) {
    RandomGenerator random = RandomStream.DATA.generator(seed);
    double[] features = new double[2 * points];
    int[] classes = new int[points];
    for (int i = 0; i < points; i++) {
      classes[i] = i % 2;
      features[2 * i] = classes[i] + sigma * random.nextGaussian();
      features[2 * i + 1] = classes[i] + sigma * random.nextGaussian();
    }
    return Points.plane(name(), 2, features, classes);
  }
}
