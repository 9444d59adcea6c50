package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.scalarflow.Arity;

/** Where an operator is tried: points drawn from its ranges, and points of awkward numbers. */
final class OperatorPoints {

  /** Enough to hit each piece of a piecewise function; the whole verification stays under 0.1 s. */
  static final int DRAWN = 100;

  /** How many numbers of operands are tried when several are admissible. */
  private static final int COUNTS = 3;

  private static final long SEED = 20_240_601;

  private static final double[] AWKWARD = {
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    0.0,
    -0.0,
    1.0,
    -1.0,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    -Double.MAX_VALUE
  };

  private OperatorPoints() {}

  /** Says from where the operand at a position is drawn. */
  interface Ranges {
    Range range(int position, int operandCount);
  }

  /** The numbers of operands to try. */
  static List<Integer> counts(Arity arity) {
    List<Integer> counts = new ArrayList<>();
    for (int i = 0; i < COUNTS && arity.accepts(arity.least() + i * arity.step()); i++) {
      counts.add(arity.least() + i * arity.step());
    }
    return counts;
  }

  /** Points inside the ranges, the same at every call. */
  static List<double[]> drawn(Arity arity, Ranges ranges) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<double[]> points = new ArrayList<>();
    for (int count : counts(arity)) {
      for (int i = 0; i < DRAWN; i++) {
        points.add(draw(random, count, ranges));
      }
    }
    return points;
  }

  /** Points that hold each awkward number at each position alone, and everywhere. */
  static List<double[]> awkward(Arity arity, Ranges ranges) {
    SplittableRandom random = new SplittableRandom(SEED);
    List<double[]> points = new ArrayList<>();
    for (int count : counts(arity)) {
      for (double number : AWKWARD) {
        for (int position = 0; position < count; position++) {
          double[] point = draw(random, count, ranges);
          point[position] = number;
          points.add(point);
        }
        double[] everywhere = new double[count];
        Arrays.fill(everywhere, number);
        points.add(everywhere);
      }
    }
    return points;
  }

  private static double[] draw(SplittableRandom random, int count, Ranges ranges) {
    double[] point = new double[count];
    for (int position = 0; position < count; position++) {
      Range range = ranges.range(position, count);
      double step = Math.max(step(range.low()), step(range.high()));
      double low = range.low() + step;
      double high = range.high() - step;
      point[position] = low < high ? random.nextDouble(low, high) : (low + high) / 2;
    }
    return point;
  }

  /** The step of a central difference: ∛ε · max(1, |x|) balances truncation against rounding. */
  static double step(double x) {
    return Math.cbrt(Math.ulp(1.0)) * Math.max(1, Math.abs(x));
  }
}
