package org.scalarflow.inspect;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function of one number at a point, from values around it.
 *
 * <p>The first step is {@code cbrt(ε) · max(1, |x|)}, where truncation and rounding errors balance;
 * two more are 16 and 256 times smaller. The difference at a step counts if the next finer one
 * agrees with it, and the first that counts is the estimate. A function that jumps, has a kink, or
 * leaves its domain within the steps has no estimate but a reason why not.
 */
final class CentralDifference {

  /** {@code cbrt(ε)}, with {@code ε} the distance from 1 to the next larger number. */
  private static final double RELATIVE_STEP = Math.cbrt(Math.ulp(1.0));

  private static final double FINER = 16.0;
  private static final int STEPS = 3;

  /**
   * How far one-sided slopes at the finest step may differ, relative to the scale. Rounding stays
   * four orders below; a smooth function stays below unless its second derivative exceeds 40,000
   * times the scale.
   */
  private static final double KINK = 1e-3;

  /** The estimate; NaN if there is none. */
  final double slope;

  /** What an error of the estimate is compared with. */
  final double scale;

  /** Why there is no estimate; empty if there is one. */
  final String problem;

  private CentralDifference(double slope, double scale, String problem) {
    this.slope = slope;
    this.scale = scale;
    this.problem = problem;
  }

  private static CentralDifference none(String problem) {
    return new CentralDifference(Double.NaN, Double.NaN, problem);
  }

  /**
   * Estimates a derivative.
   *
   * @param tolerance how far two steps may differ, relative to the scale
   */
  static CentralDifference of(DoubleUnaryOperator function, double x, double tolerance) {
    double centre = function.applyAsDouble(x);
    if (!Double.isFinite(x) || !Double.isFinite(centre)) {
      return none("not finite at this point");
    }
    double[] slopes = new double[STEPS];
    double jump = 0.0;
    double step = RELATIVE_STEP * Math.max(1.0, Math.abs(x));
    for (int i = 0; i < STEPS; i++) {
      double right = x + step;
      double left = x - step;
      double above = function.applyAsDouble(right);
      double below = function.applyAsDouble(left);
      if (!Double.isFinite(above) || !Double.isFinite(below)) {
        return none("not finite near this point");
      }
      slopes[i] = (above - below) / (right - left);
      jump = Math.abs((above - centre) / (right - x) - (centre - below) / (x - left));
      step /= FINER;
    }
    if (jump > KINK * scale(slopes[STEPS - 1], centre, x)) {
      return none("a kink or a jump at this point");
    }
    for (int i = 0; i + 1 < STEPS; i++) {
      double scale = scale(slopes[i], centre, x);
      if (Math.abs(slopes[i] - slopes[i + 1]) <= tolerance * scale) {
        return new CentralDifference(slopes[i], scale, "");
      }
    }
    return none("not smooth near this point");
  }

  /** The size errors are compared with: {@code max(1, |slope|, |value| / max(1, |x|))}. */
  private static double scale(double slope, double value, double x) {
    return Math.max(Math.max(1.0, Math.abs(slope)), Math.abs(value) / Math.max(1.0, Math.abs(x)));
  }
}
