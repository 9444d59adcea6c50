package org.scalarflow.math;

/**
 * {@link StrictMath#log1p}, bit for bit, in less time where losses need it: between 0 and 1. Java
 * specifies the algorithm, that of Sun Microsystems' fdlibm; each operation of it is done here in
 * the same order.
 */
final class Log1p {

  /** Below it the algorithm goes another way. */
  private static final double LEAST = 0x1p-29;

  /** From here on {@code 1 + x} is taken for {@code 2·(1 + f)}. */
  private static final double UPPER = Double.longBitsToDouble(0x3FDA827A_00000000L);

  /** From here on {@code f} is so near to 0 that the algorithm goes another way, or beyond 1. */
  private static final double NEAR_ONE = 1 - 0x1p-16;

  /** {@code log 2} in two parts. */
  private static final double LOG_2 = 6.93147180369123816490e-01;

  private static final double LOG_2_REST = 1.90821492927058770002e-10;

  private static final double L1 = 6.666666666666735130e-01;
  private static final double L2 = 3.999999999940941908e-01;
  private static final double L3 = 2.857142874366239149e-01;
  private static final double L4 = 2.222219843214978396e-01;
  private static final double L5 = 1.818357216161805012e-01;
  private static final double L6 = 1.531383769920937332e-01;
  private static final double L7 = 1.479819860511658591e-01;

  private Log1p() {}

  /** {@code log(1 + x)}. */
  static double of(double x) {
    if (!(x >= LEAST && x < NEAR_ONE)) {
      return StrictMath.log1p(x);
    }
    if (x < UPPER) {
      double half = 0.5 * x * x;
      return x - (half - product(x, half));
    }
    double u = 1 + x;
    double rest = (x - (u - 1)) / u;
    double f = 0.5 * u - 1;
    double half = 0.5 * f * f;
    return LOG_2 - ((half - (product(f, half) + (LOG_2_REST + rest))) - f);
  }

  /** {@code s·(f²/2 + R(s²))} with {@code s = f/(2 + f)}. */
  private static double product(double f, double half) {
    double s = f / (2 + f);
    double z = s * s;
    double series = z * (L1 + z * (L2 + z * (L3 + z * (L4 + z * (L5 + z * (L6 + z * L7))))));
    return s * (half + series);
  }
}
