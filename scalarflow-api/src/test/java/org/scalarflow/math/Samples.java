package org.scalarflow.math;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Points to measure at: the awkward ones first, then seeded random ones of every magnitude. */
final class Samples {

  /** Random points for each function, besides the awkward ones. */
  static final int RANDOM_POINTS = 1000;

  private static final double[] AWKWARD = {
    0.0,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    1e-300,
    1e-200,
    1e-100,
    0x1p-53,
    0x1p-28,
    0x1p-27,
    0.25,
    0.35,
    0.5,
    0.84375,
    1.25,
    1 / 0.35,
    Math.PI / 4,
    Math.PI / 2,
    Math.PI,
    1.5,
    2,
    3,
    4,
    5.9,
    6,
    19,
    20,
    22,
    26.5,
    27,
    36,
    37,
    38,
    88,
    700,
    701,
    708,
    709,
    709.5,
    710,
    740,
    744,
    745,
    746,
    1e22,
    0x1p28,
    0x1p29,
    0x1p53,
    0x1p500,
    0x1p501,
    1e154,
    1e155,
    1e200,
    1e300,
    Double.MAX_VALUE
  };

  private Samples() {}

  /** Finite points that satisfy {@code domain}: awkward ones and {@link #RANDOM_POINTS} others. */
  static List<Double> within(DoublePredicate domain, long seed) {
    List<Double> points = new ArrayList<>();
    for (double point : awkward()) {
      if (domain.test(point)) {
        points.add(point);
      }
    }
    RandomGenerator random = generator(seed);
    for (int found = 0; found < RANDOM_POINTS; ) {
      double point = any(random);
      if (domain.test(point)) {
        points.add(point);
        found++;
      }
    }
    return points;
  }

  /** The awkward points, their neighbours, powers of ten, and the negatives of all. */
  static List<Double> awkward() {
    List<Double> points = new ArrayList<>();
    for (double point : AWKWARD) {
      addBoth(points, point);
    }
    for (double point : new double[] {0.5, 0.84375, 1, 1.25, 2, 6, 709.782712893384}) {
      addBoth(points, Math.nextDown(point));
      addBoth(points, point);
      addBoth(points, Math.nextUp(point));
    }
    for (int k = -20; k <= 20; k++) {
      addBoth(points, Math.pow(10, k));
    }
    return points;
  }

  private static void addBoth(List<Double> points, double point) {
    points.add(point);
    points.add(-point);
  }

  static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }

  /** A finite number: near 0, near ±1, of ordinary size, or of any magnitude at all. */
  static double any(RandomGenerator random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> random.nextDouble(-1, 1);
      case 2 -> Math.copySign(1 + random.nextDouble(-1e-3, 1e-3), random.nextDouble() - 0.5);
      case 3, 4 -> random.nextDouble(-10, 10);
      case 5 -> random.nextDouble(-750, 750);
      case 6 -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-60, 60));
      default -> Math.scalb(random.nextDouble(-1, 1), random.nextInt(-1060, 1025));
    };
  }
}
