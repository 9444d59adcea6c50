package org.scalarflow.math;

/** Circular functions, in radians, and their inverses. */
public final class Trigonometry {

  /** Beyond it {@code 1 + x²} is {@code x²} to the last bit, and soon overflows. */
  private static final double HUGE = 0x1p500;

  /** Below it the square of both coordinates could be subnormal. */
  private static final double TINY = 0x1p-450;

  private Trigonometry() {}

  /**
   * {@code sin x}, within 1 ulp, for every finite {@code x}; NaN at {@code ±∞}, {@code ±0} kept.
   */
  public static double sin(double x) {
    return Math.sin(x);
  }

  /** {@code d(sin x)/dx = cos x}, within 1 ulp. */
  public static double sinPartial(double x, double result) {
    return Math.cos(x);
  }

  /** {@code cos x}, within 1 ulp, for every finite {@code x}; NaN at {@code ±∞}. */
  public static double cos(double x) {
    return Math.cos(x);
  }

  /** {@code d(cos x)/dx = −sin x}, within 1 ulp. */
  public static double cosPartial(double x, double result) {
    return -Math.sin(x);
  }

  /** {@code tan x}, within 1 ulp; NaN at {@code ±∞}, {@code ±0} kept. No double is a pole. */
  public static double tan(double x) {
    return Math.tan(x);
  }

  /** {@code d(tan x)/dx = 1 + result²}, within 4 ulp; NaN at {@code ±∞}. */
  public static double tanPartial(double x, double result) {
    return 1.0 + result * result;
  }

  /** {@code arcsin x} in {@code [−π/2, π/2]}, within 1 ulp. Domain {@code |x| ≤ 1}. */
  public static double asin(double x) {
    return Math.asin(x);
  }

  /** {@code d(arcsin x)/dx = 1/√(1 − x²)}, within 4 ulp; {@code +∞} at {@code ±1}. */
  public static double asinPartial(double x, double result) {
    // The factors keep the accuracy that 1 − x² loses near ±1.
    return 1.0 / Math.sqrt((1.0 - x) * (1.0 + x));
  }

  /** {@code arccos x} in {@code [0, π]}, within 1 ulp. Domain {@code |x| ≤ 1}. */
  public static double acos(double x) {
    return Math.acos(x);
  }

  /** {@code d(arccos x)/dx = −1/√(1 − x²)}, within 4 ulp; {@code −∞} at {@code ±1}. */
  public static double acosPartial(double x, double result) {
    return -1.0 / Math.sqrt((1.0 - x) * (1.0 + x));
  }

  /** {@code arctan x} in {@code [−π/2, π/2]}, within 1 ulp; {@code ±π/2} at {@code ±∞}. */
  public static double atan(double x) {
    return Math.atan(x);
  }

  /** {@code d(arctan x)/dx = 1/(1 + x²)}, within 3 ulp; 0 at {@code ±∞}. */
  public static double atanPartial(double x, double result) {
    return Math.abs(x) > HUGE ? 1.0 / x / x : 1.0 / (1.0 + x * x);
  }

  /**
   * The angle of the point {@code (x, y)}, in {@code [−π, π]}, within 2 ulp. Mind the order of the
   * operands. On the cut, {@code y = ±0} and {@code x < 0}, it is {@code ±π}; zeros and infinities
   * are as in {@link Math#atan2}.
   */
  public static double atan2(double y, double x) {
    return Math.atan2(y, x);
  }

  /**
   * {@code ∂atan2/∂y = x/(x² + y²)}, within 3 ulp, without intermediate overflow or underflow. It
   * is NaN at the origin, where no limit exists, and 0 where a coordinate is infinite.
   */
  public static double atan2FirstPartial(double y, double x, double result) {
    return overSquaredDistance(x, y);
  }

  /** {@code ∂atan2/∂x = −y/(x² + y²)}; the rest as for {@link #atan2FirstPartial}. */
  public static double atan2SecondPartial(double y, double x, double result) {
    return overSquaredDistance(-y, x);
  }

  /** {@code numerator / (numerator² + other²)}. */
  private static double overSquaredDistance(double numerator, double other) {
    double larger = Math.max(Math.abs(numerator), Math.abs(other));
    if (larger == Double.POSITIVE_INFINITY) {
      return 0.0;
    }
    double scale = larger > HUGE ? 0x1p-600 : larger < TINY ? 0x1p600 : 1.0;
    double n = numerator * scale;
    double o = other * scale;
    return n / (n * n + o * o) * scale;
  }
}
