package org.scalarflow.ml.data;

import org.apache.commons.math3.random.RandomGenerator;
import org.scalarflow.ml.random.RandomStream;

/**
 * Arms of a spiral, one for each class: point {@code j} of the {@code m} points of arm {@code a}
 * has the radius {@code r = (j + 1) / m} and the angle {@code t = 2π·(turns·r + a / arms)}. It is
 * {@code (r·cos t, r·sin t) + noise·(g₁, g₂)} with independent standard normal {@code g}.
 *
 * <p>Along a ray from the centre, arms are {@code 1 / (turns·arms)} apart.
 *
 * @param points the number of points, at least one for each arm, at most {@value CsvData#MAX_ROWS}
 * @param arms the number of arms and classes, from 2 to {@value CsvData#MAX_LABELS}
 * @param turns how often an arm goes round, from 0 to 100; with 0, arms are straight
 * @param noise the standard deviation of the noise, from 0 to 1e100
 */
public record Spirals(int points, int arms, double turns, double noise) implements PointGenerator {

  /** 400 points on two arms of three half turns, with a noise of 0.02. */
  public static final Spirals DEFAULT = new Spirals(400, 2, 1.5, 0.02);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Spirals {
    Points.requireRange("arms", arms, 2, CsvData.MAX_LABELS);
    Points.requirePoints(points, arms);
    Points.requireRange("turns", turns, 0, 100);
    Points.requireRange("noise", noise, 0, Points.MAX_SCALE);
  }

  /** The same with another number of points. */
  public Spirals withPoints(int points) {
    return new Spirals(points, arms, turns, noise);
  }

  /** The same with another number of arms. */
  public Spirals withArms(int arms) {
    return new Spirals(points, arms, turns, noise);
  }

  /** The same with another number of turns. */
  public Spirals withTurns(double turns) {
    return new Spirals(points, arms, turns, noise);
  }

  /** The same with another noise. */
  public Spirals withNoise(double noise) {
    return new Spirals(points, arms, turns, noise);
  }

  @Override
  public String name() {
    return "spirals";
  }

  @Override
  public Dataset generate(long seed) {
    RandomGenerator random = RandomStream.DATA.generator(seed);
    double[] features = new double[2 * points];
    int[] classes = new int[points];
    for (int i = 0; i < points; i++) {
      int arm = i % arms;
      int j = i / arms;
      double radius = (j + 1.0) / Points.ofClass(points, arms, arm);
      double angle = 2 * StrictMath.PI * (turns * radius + (double) arm / arms);
      classes[i] = arm;
      features[2 * i] = radius * StrictMath.cos(angle) + noise * random.nextGaussian();
      features[2 * i + 1] = radius * StrictMath.sin(angle) + noise * random.nextGaussian();
    }
    return Points.plane(name(), arms, features, classes);
  }
}
