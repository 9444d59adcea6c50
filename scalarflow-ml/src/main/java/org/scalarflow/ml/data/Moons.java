package org.scalarflow.ml.data;

import org.apache.commons.math3.random.RandomGenerator;
import org.scalarflow.ml.random.RandomStream;

/**
 * Two half circles that reach into one another: point {@code j} of the {@code m} points of its
 * class has the angle {@code t = π·j / (m − 1)}, or 0 if it is the only one. It is {@code (cos t,
 * sin t)} in class 0 and {@code (1 − cos t, ½ − sin t)} in class 1, plus {@code noise·(g₁, g₂)}
 * with independent standard normal {@code g}.
 *
 * <p>The shapes are those of scikit-learn's {@code make_moons}.
 *
 * @param points the number of points, from 2 to {@value CsvData#MAX_ROWS}
 * @param noise the standard deviation of the noise, from 0 to 1e100
 */
public record Moons(int points, double noise) implements PointGenerator {

  /** 400 points with a noise of 0.1. */
  public static final Moons DEFAULT = new Moons(400, 0.1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Moons {
    Points.requirePoints(points, 2);
    Points.requireRange("noise", noise, 0, Points.MAX_SCALE);
  }

  /** The same with another number of points. */
  public Moons withPoints(int points) {
    return new Moons(points, noise);
  }

  /** The same with another noise. */
  public Moons withNoise(double noise) {
    return new Moons(points, noise);
  }

  @Override
  public String name() {
    return "moons";
  }

  @Override
  public Dataset generate(long seed) {
    RandomGenerator random = RandomStream.DATA.generator(seed);
    double[] features = new double[2 * points];
    int[] classes = new int[points];
    for (int i = 0; i < points; i++) {
      int c = i % 2;
      int j = i / 2;
      double angle = StrictMath.PI * j / Math.max(1, Points.ofClass(points, 2, c) - 1);
      double x = StrictMath.cos(angle);
      double y = StrictMath.sin(angle);
      classes[i] = c;
      features[2 * i] = (c == 0 ? x : 1 - x) + noise * random.nextGaussian();
      features[2 * i + 1] = (c == 0 ? y : 0.5 - y) + noise * random.nextGaussian();
    }
    return Points.plane(name(), 2, features, classes);
  }
}
