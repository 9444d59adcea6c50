package org.scalarflow.math;

/** Hyperbolic functions and their inverses. */
public final class Hyperbolics {

  /** Beyond it {@code x² ± 1} is {@code x²} to the last bit, and soon overflows. */
  private static final double LARGE = 0x1p28;

  private static final double LOG_2 = 0.69314718055994530942;

  private Hyperbolics() {}

  /** {@code (eˣ − e⁻ˣ)/2}, within 2.5 ulp; {@code ±0} and {@code ±∞} kept. */
  public static double sinh(double x) {
    return Math.sinh(x);
  }

  /** {@code d(sinh x)/dx = cosh x}, within 2.5 ulp. */
  public static double sinhPartial(double x, double result) {
    return Math.cosh(x);
  }

  /** {@code (eˣ + e⁻ˣ)/2}, within 2.5 ulp; {@code ∞} at {@code ±∞}. */
  public static double cosh(double x) {
    return Math.cosh(x);
  }

  /** {@code d(cosh x)/dx = sinh x}, within 2.5 ulp. */
  public static double coshPartial(double x, double result) {
    return Math.sinh(x);
  }

  /** {@code sinh x / cosh x}, within 2.5 ulp; {@code ±1} at {@code ±∞}, {@code ±0} kept. */
  public static double tanh(double x) {
    return Math.tanh(x);
  }

  /**
   * {@code d(tanh x)/dx = 1 − result²}, within 4 ulp of 1 (an absolute bound: the derivative
   * vanishes when the result rounds to {@code ±1}, from about {@code |x| = 19} on).
   */
  public static double tanhPartial(double x, double result) {
    return (1.0 - result) * (1.0 + result);
  }

  /** {@code log(x + √(x² + 1))}, within 2 ulp; {@code ±0} and {@code ±∞} kept. */
  public static double asinh(double x) {
    double magnitude = Math.abs(x);
    double value;
    if (magnitude > LARGE) {
      value = Math.log(magnitude) + LOG_2;
    } else if (magnitude > 2) {
      value = Math.log(2 * magnitude + 1 / (magnitude + Math.sqrt(magnitude * magnitude + 1)));
    } else {
      // x + √(x² + 1) − 1, written so that nothing cancels.
      double square = magnitude * magnitude;
      value = Log1p.of(magnitude + square / (1 + Math.sqrt(1 + square)));
    }
    return Math.copySign(value, x);
  }

  /** {@code d(asinh x)/dx = 1/√(x² + 1)}, within 3 ulp; 0 at {@code ±∞}. */
  public static double asinhPartial(double x, double result) {
    double magnitude = Math.abs(x);
    return magnitude > LARGE ? 1.0 / magnitude : 1.0 / Math.sqrt(1.0 + x * x);
  }

  /** {@code log(x + √(x² − 1))}, within 2 ulp. Domain {@code x ≥ 1}; {@code ∞} at {@code ∞}. */
  public static double acosh(double x) {
    if (x > LARGE) {
      return Math.log(x) + LOG_2;
    }
    if (!(x >= 1)) {
      return Double.NaN;
    }
    if (x > 2) {
      return Math.log(2 * x - 1 / (x + Math.sqrt(x * x - 1)));
    }
    double excess = x - 1;
    return Log1p.of(excess + Math.sqrt(excess * (x + 1)));
  }

  /**
   * {@code d(acosh x)/dx = 1/√(x² − 1)}, within 4 ulp; {@code +∞} at 1, 0 at {@code ∞}, NaN for
   * {@code x < 1}.
   */
  public static double acoshPartial(double x, double result) {
    if (x > LARGE) {
      return 1.0 / x;
    }
    return x >= 1 ? 1.0 / Math.sqrt((x - 1.0) * (x + 1.0)) : Double.NaN;
  }

  /**
   * {@code log((1 + x)/(1 − x))/2}, within 2 ulp. Domain {@code |x| ≤ 1}; {@code ±∞} at {@code ±1},
   * {@code ±0} kept.
   */
  public static double atanh(double x) {
    double magnitude = Math.abs(x);
    double twice = magnitude + magnitude;
    double ratio =
        magnitude < 0.5 ? twice + twice * magnitude / (1 - magnitude) : twice / (1 - magnitude);
    return Math.copySign(0.5 * Log1p.of(ratio), x);
  }

  /**
   * {@code d(atanh x)/dx = 1/(1 − x²)}, within 4 ulp; {@code +∞} at {@code ±1}, NaN for {@code |x|
   * > 1}.
   */
  public static double atanhPartial(double x, double result) {
    return Math.abs(x) <= 1 ? 1.0 / ((1.0 - x) * (1.0 + x)) : Double.NaN;
  }
}
