package org.scalarflow.ml.data;

import org.apache.commons.math3.random.RandomGenerator;
import org.scalarflow.ml.random.RandomStream;

/**
 * A circle within a circle: point {@code j} of the {@code m} points of its class has the angle
 * {@code t = 2π·j / m}. It is {@code (cos t, sin t)} in class 0 and {@code factor·(cos t, sin t)}
 * in class 1, plus {@code noise·(g₁, g₂)} with independent standard normal {@code g}.
 *
 * <p>The shapes are those of scikit-learn's {@code make_circles}.
 *
 * @param points the number of points, from 2 to {@value CsvData#MAX_ROWS}
 * @param factor the radius of the inner circle, from 0 to 1
 * @param noise the standard deviation of the noise, from 0 to 1e100
 */
public record Circles(int points, double factor, double noise) implements PointGenerator {

  /** 400 points, an inner circle of half the radius, and a noise of 0.1. */
  public static final Circles DEFAULT = new Circles(400, 0.5, 0.1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Circles {
    Points.requirePoints(points, 2);
    Points.requireRange("factor", factor, 0, 1);
    Points.requireRange("noise", noise, 0, Points.MAX_SCALE);
  }

  /** The same with another number of points. */
  public Circles withPoints(int points) {
    return new Circles(points, factor, noise);
  }

  /** The same with another radius of the inner circle. */
  public Circles withFactor(double factor) {
    return new Circles(points, factor, noise);
  }

  /** The same with another noise. */
  public Circles withNoise(double noise) {
    return new Circles(points, factor, noise);
  }

  @Override
  public String name() {
    return "circles";
  }

  @Override
  public Dataset generate(long seed) {
    RandomGenerator random = RandomStream.DATA.generator(seed);
    double[] features = new double[2 * points];
    int[] classes = new int[points];
    for (int i = 0; i < points; i++) {
      int c = i % 2;
      int j = i / 2;
      double angle = 2 * StrictMath.PI * j / Points.ofClass(points, 2, c);
      double radius = c == 0 ? 1 : factor;
      classes[i] = c;
      features[2 * i] = radius * StrictMath.cos(angle) + noise * random.nextGaussian();
      features[2 * i + 1] = radius * StrictMath.sin(angle) + noise * random.nextGaussian();
    }
    return Points.plane(name(), 2, features, classes);
  }
}
