package org.scalarflow.compiled.runtime;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.scalarflow.compiled.ir.LaneFunction;

/**
 * Random arguments of a function: a quarter of them any bits of the domain, a quarter each from a
 * wide and from a narrow range, and a quarter close to where the reduction of arguments changes.
 */
final class LaneSamples {

  private static final double LOG_2 = Math.log(2);

  /** How many neighbours on each side are close. */
  private static final int CLOSE = 4;

  private final SplittableRandom random;
  private final double least;
  private final double greatest;
  private final double wideFrom;
  private final double wideTo;
  private final double narrowFrom;
  private final double narrowTo;
  private final int firstSeam;
  private final int lastSeam;
  private final DoubleUnaryOperator seam;

  private LaneSamples(
      long seed,
      double[] domain,
      double[] wide,
      double[] narrow,
      int firstSeam,
      int lastSeam,
      DoubleUnaryOperator seam) {
    this.random = new SplittableRandom(seed);
    this.least = domain[0];
    this.greatest = domain[1];
    this.wideFrom = wide[0];
    this.wideTo = wide[1];
    this.narrowFrom = narrow[0];
    this.narrowTo = narrow[1];
    this.firstSeam = firstSeam;
    this.lastSeam = lastSeam;
    this.seam = seam;
  }

  /** The samples of a function. Those of trigonometric ones end where they are left to Math. */
  static LaneSamples of(LaneFunction function, long seed) {
    double[] all = {-Double.MAX_VALUE, Double.MAX_VALUE};
    double[] positive = {Double.MIN_VALUE, Double.MAX_VALUE};
    double[] aboveMinusOne = {Math.nextUp(-1.0), Double.MAX_VALUE};
    double[] turns = {-0x1p20, 0x1p20};
    double[] unit = {-1, 1};
    DoubleUnaryOperator halfExponents = i -> i * LOG_2 / 2;
    return switch (function) {
      case EXP, STRICT_EXP ->
          new LaneSamples(seed, all, new double[] {-750, 712}, unit, -2152, 2050, halfExponents);
      case SIGMOID, STRICT_SIGMOID ->
          new LaneSamples(seed, all, new double[] {-750, 50}, unit, -2152, 120, halfExponents);
      case TANH ->
          new LaneSamples(seed, all, new double[] {-25, 25}, unit, -160, 160, i -> i * LOG_2 / 4);
      case LOG ->
          new LaneSamples(
              seed,
              positive,
              new double[] {Double.MIN_NORMAL, 1000},
              new double[] {0.5, 2},
              -2040,
              2040,
              i -> Math.exp(i * LOG_2 / 2));
      case LOG1P, STRICT_LOG1P ->
          new LaneSamples(
              seed,
              aboveMinusOne,
              new double[] {aboveMinusOne[0], 1000},
              new double[] {-0.5, 1},
              -72,
              2040,
              i -> Math.expm1(i * LOG_2 / 2));
      case SIN, COS, NEGATED_SIN ->
          new LaneSamples(
              seed, turns, turns, new double[] {-8, 8}, -667_000, 667_000, i -> i * (Math.PI / 2));
    };
  }

  /** Fills an array. */
  void fill(double[] numbers) {
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          switch (i % 4) {
            case 0 -> anyBits();
            case 1 -> wideFrom + random.nextDouble() * (wideTo - wideFrom);
            case 2 -> narrowFrom + random.nextDouble() * (narrowTo - narrowFrom);
            default -> closeToSeam();
          };
    }
  }

  private double anyBits() {
    double number;
    do {
      number = Double.longBitsToDouble(random.nextLong());
    } while (!inDomain(number));
    return number;
  }

  private double closeToSeam() {
    double number;
    do {
      number = seam.applyAsDouble(random.nextInt(firstSeam, lastSeam + 1));
      number += random.nextInt(-CLOSE, CLOSE + 1) * Math.ulp(number);
    } while (!inDomain(number));
    return number;
  }

  private boolean inDomain(double number) {
    return least <= number && number <= greatest;
  }
}
