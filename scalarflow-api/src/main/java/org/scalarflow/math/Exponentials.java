package org.scalarflow.math;

/** Exponentials and logarithms. */
public final class Exponentials {

  /** {@code log₁₀ e}. */
  private static final double LOG10_E = 0.43429448190325182765;

  private Exponentials() {}

  /** {@code eˣ}, within 1 ulp; 0 at {@code −∞}, {@code ∞} from about 709.78 on. */
  public static double exp(double x) {
    return Math.exp(x);
  }

  /** {@code d(eˣ)/dx = result}, within 1 ulp. */
  public static double expPartial(double x, double result) {
    return result;
  }

  /**
   * {@code eˣ − 1} without cancellation near 0, within 1 ulp; −1 at {@code −∞}, {@code ±0} kept.
   */
  public static double expm1(double x) {
    return Math.expm1(x);
  }

  /** {@code d(eˣ − 1)/dx = eˣ}, within 1 ulp; not {@code result + 1}, which cancels below 0. */
  public static double expm1Partial(double x, double result) {
    return Math.exp(x);
  }

  /** {@code log x}, natural, within 1 ulp. Domain {@code x ≥ 0}; {@code −∞} at {@code ±0}. */
  public static double log(double x) {
    return Math.log(x);
  }

  /** {@code d(log x)/dx = 1/x}, correctly rounded; {@code +∞} at {@code ±0}, NaN for x &lt; 0. */
  public static double logPartial(double x, double result) {
    return x >= 0 ? 1.0 / Math.abs(x) : Double.NaN;
  }

  /**
   * {@code log(1 + x)} without cancellation near 0, within 1 ulp. Domain {@code x ≥ −1}; {@code −∞}
   * at −1, {@code ±0} kept.
   */
  public static double log1p(double x) {
    return Log1p.of(x);
  }

  /** {@code d(log(1 + x))/dx = 1/(1 + x)}, within 2 ulp; {@code +∞} at −1, NaN for x &lt; −1. */
  public static double log1pPartial(double x, double result) {
    return x >= -1 ? 1.0 / (1.0 + x) : Double.NaN;
  }

  /**
   * {@code log₁₀ x}, within 1 ulp, exact at {@code 10ⁿ}. Domain {@code x ≥ 0}; {@code −∞} at ±0.
   */
  public static double log10(double x) {
    return Math.log10(x);
  }

  /**
   * {@code d(log₁₀ x)/dx = log₁₀ e / x}, within 2 ulp; {@code +∞} at {@code ±0}, NaN for {@code x <
   * 0}.
   */
  public static double log10Partial(double x, double result) {
    return x >= 0 ? LOG10_E / Math.abs(x) : Double.NaN;
  }
}
