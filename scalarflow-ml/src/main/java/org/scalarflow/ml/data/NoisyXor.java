package org.scalarflow.ml.data;

import org.apache.commons.math3.random.RandomGenerator;
import org.scalarflow.ml.random.RandomStream;

/**
 * Noisy exclusive or: a point is {@code (a, b) + 2s·(u₁, u₂)} with {@code a, b ∈ {0, 1}} and
 * independent {@code u} uniform in {@code [−½, ½)}, of class {@code a xor b}. The corners take
 * turns: (0,0), (1,0), (0,1), (1,1). No straight line tells the classes apart. Up to {@code s = ½}
 * the squares around the corners do not overlap.
 *
 * @param points the number of points, from 4 to {@value CsvData#MAX_ROWS}
 * @param spread the half width s of the squares, from 0 to 1e100
 */
public record NoisyXor(int points, double spread) implements PointGenerator {

  /** 400 points in squares that touch: {@code s = ½}. */
  public static final NoisyXor DEFAULT = new NoisyXor(400, 0.5);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public NoisyXor {
    Points.requirePoints(points, 4);
    Points.requireRange("spread", spread, 0, Points.MAX_SCALE);
  }

  /** The same with another number of points. */
  public NoisyXor withPoints(int points) {
    return new NoisyXor(points, spread);
  }

  /** The same with another half width. */
  public NoisyXor withSpread(double spread) {
    return new NoisyXor(points, spread);
  }

  @Override
  public String name() {
    return "noisy-xor";
  }

  @Override
  public Dataset generate(long seed) {
    RandomGenerator random = RandomStream.DATA.generator(seed);
    double[] features = new double[2 * points];
    int[] classes = new int[points];
    for (int i = 0; i < points; i++) {
      int a = i & 1;
      int b = i >> 1 & 1;
      classes[i] = a ^ b;
      features[2 * i] = a + 2 * spread * (random.nextDouble() - 0.5);
      features[2 * i + 1] = b + 2 * spread * (random.nextDouble() - 0.5);
    }
    return Points.plane(name(), 2, features, classes);
  }
}
