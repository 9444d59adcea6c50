package org.scalarflow.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.math.MathContext;

/** Measures the distance of a double from an exact number in units of the last place. */
final class Ulp {

  private Ulp() {}

  /** The error in ulps of the exact number; 0 when both are beyond the largest double. */
  static double error(double computed, BigDecimal exact) {
    return error(computed, exact, 0.0);
  }

  /** The error in ulps of {@code max(|exact|, scale)}. */
  static double error(double computed, BigDecimal exact, double scale) {
    double rounded = exact.doubleValue();
    if (Double.isNaN(computed) || Double.isInfinite(computed) || Double.isInfinite(rounded)) {
      return computed == rounded ? 0.0 : Double.POSITIVE_INFINITY;
    }
    BigDecimal difference = new BigDecimal(computed).subtract(exact, Exact.CONTEXT);
    BigDecimal ulp = new BigDecimal(Math.ulp(Math.max(Math.abs(rounded), scale)));
    return difference.divide(ulp, MathContext.DECIMAL64).abs().doubleValue();
  }

  /** Whether {@code x} has all its digits: not subnormal, not infinite, not a zero or NaN. */
  static boolean isNormal(double x) {
    return Math.abs(x) >= Double.MIN_NORMAL && Math.abs(x) <= Double.MAX_VALUE;
  }

  static void assertWithin(double bound, double computed, BigDecimal exact, String what) {
    assertWithin(bound, computed, exact, 0.0, what);
  }

  static void assertWithin(
      double bound, double computed, BigDecimal exact, double scale, String what) {
    double error = error(computed, exact, scale);
    if (!(error <= bound)) {
      BigDecimal expected = exact.round(MathContext.DECIMAL128);
      fail("%s is %s instead of %s: %s ulp, allowed %s", what, computed, expected, error, bound);
    }
  }

  static void assertSameBits(double expected, double actual, String what) {
    assertThat(Double.doubleToLongBits(actual))
        .as("%s: expected %s but was %s", what, expected, actual)
        .isEqualTo(Double.doubleToLongBits(expected));
  }
}
