package org.scalarflow.math;

/** Powers, roots and the Euclidean length. */
public final class Powers {

  /** A power of two: scaling by it is exact and lifts every subnormal number into normal range. */
  private static final double LIFT = 0x1p100;

  private Powers() {}

  /** {@code x²} as {@code x · x}, correctly rounded. */
  public static double square(double x) {
    return x * x;
  }

  /** {@code d(x²)/dx = 2x}, exact. */
  public static double squarePartial(double x, double result) {
    return 2.0 * x;
  }

  /** {@code √x}, correctly rounded. Domain {@code x ≥ 0}; {@code √−0 = −0}, {@code √∞ = ∞}. */
  public static double sqrt(double x) {
    return Math.sqrt(x);
  }

  /**
   * {@code d√x/dx = 1 / (2√x)}, within 2 ulp. It is {@code +∞} at {@code ±0} and 0 at {@code ∞}.
   */
  public static double sqrtPartial(double x, double result) {
    return 0.5 / Math.abs(result);
  }

  /** {@code ∛x}, within 1 ulp, for every {@code x}; {@code ±0} and {@code ±∞} stay as they are. */
  public static double cbrt(double x) {
    return Math.cbrt(x);
  }

  /**
   * {@code d∛x/dx = ∛x / (3x)}, within 4 ulp. It is {@code +∞} at {@code ±0} and 0 at {@code ±∞}.
   */
  public static double cbrtPartial(double x, double result) {
    if (x == 0 || Double.isInfinite(x)) {
      return 1.0 / (result * result);
    }
    return result / x / 3.0;
  }

  /** {@code 1 / x}, correctly rounded; infinite, of the sign of x, at {@code ±0}. */
  public static double reciprocal(double x) {
    return 1.0 / x;
  }

  /** {@code d(1/x)/dx = −result²}, within 3 ulp. It is {@code −∞} at {@code ±0}. */
  public static double reciprocalPartial(double x, double result) {
    return -(result * result);
  }

  /**
   * {@code aᵇ}, within 1 ulp. Of the corners, the first row that fits holds:
   *
   * <table>
   * <caption>Value and partials at the corners</caption>
   * <thead>
   * <tr><th>a</th><th>b</th><th>value</th><th>∂/∂a</th><th>∂/∂b</th></tr>
   * </thead>
   * <tbody>
   * <tr><td>±0</td><td>±0</td><td>1</td><td>0</td><td>0</td></tr>
   * <tr><td>any, even NaN</td><td>±0</td><td>1</td><td>0</td><td>log a</td></tr>
   * <tr><td>±0</td><td>1</td><td>a</td><td>1</td><td>0</td></tr>
   * <tr><td>any, even NaN</td><td>1</td><td>a</td><td>1</td><td>a log a</td></tr>
   * <tr><td>±0</td><td>0 &lt; b &lt; 1</td><td>0</td><td>∞</td><td>0</td></tr>
   * <tr><td>±0</td><td>1 &lt; b ≤ ∞</td><td>±0</td><td>±0</td><td>0</td></tr>
   * <tr><td>+0</td><td>b &lt; 0, even −∞</td><td>∞</td><td>−∞</td><td>−∞</td></tr>
   * <tr><td>−0</td><td>odd b &lt; 0</td><td>−∞</td><td>−∞</td><td>−∞</td></tr>
   * <tr><td>−0</td><td>even b &lt; 0, −∞</td><td>∞</td><td>∞</td><td>−∞</td></tr>
   * <tr><td>−0</td><td>other b &lt; 0</td><td>∞</td><td>−∞</td><td>−∞</td></tr>
   * <tr><td>|a| &gt; 1</td><td>∞</td><td>∞</td><td>∞, sign of a</td><td>∞; NaN for a &lt; 0</td></tr>
   * <tr><td>|a| &lt; 1</td><td>∞</td><td>0</td><td>0</td><td>0; NaN for a &lt; 0</td></tr>
   * <tr><td>|a| &gt; 1</td><td>−∞</td><td>0</td><td>0</td><td>0; NaN for a &lt; 0</td></tr>
   * <tr><td>0 &lt; |a| &lt; 1</td><td>−∞</td><td>∞</td><td>∞, sign of −a</td>
   *     <td>−∞; NaN for a &lt; 0</td></tr>
   * <tr><td>±1</td><td>±∞</td><td>NaN</td><td>NaN</td><td>NaN</td></tr>
   * <tr><td>a &lt; 0</td><td>whole</td><td>±|a|ᵇ</td><td>b aᵇ⁻¹</td><td>NaN</td></tr>
   * <tr><td>−∞</td><td>not whole</td><td>|a|ᵇ</td><td>b |a|ᵇ⁻¹</td><td>NaN</td></tr>
   * <tr><td>a &lt; 0</td><td>not whole</td><td>NaN</td><td>NaN</td><td>NaN</td></tr>
   * <tr><td>∞</td><td>b &gt; 1</td><td>∞</td><td>∞</td><td>∞</td></tr>
   * <tr><td>∞</td><td>0 &lt; b &lt; 1</td><td>∞</td><td>0</td><td>∞</td></tr>
   * <tr><td>∞</td><td>b &lt; 0</td><td>0</td><td>±0</td><td>0</td></tr>
   * <tr><td>any, even 1</td><td>NaN</td><td>NaN</td><td>NaN</td><td>NaN</td></tr>
   * <tr><td>NaN</td><td>not 0 or 1</td><td>NaN</td><td>NaN</td><td>NaN</td></tr>
   * </tbody>
   * </table>
   *
   * <p>An infinite exponent counts as even, as in {@link Math#pow}. The exponent's partial at a
   * negative base is NaN because {@code aᵇ} has no real value at the neighbouring exponents.
   */
  public static double pow(double a, double b) {
    return Math.pow(a, b);
  }

  /**
   * {@code ∂(aᵇ)/∂a = b · aᵇ⁻¹}, within 4 ulp where {@code aᵇ} and {@code aᵇ⁻¹} are normal numbers;
   * its corners are tabled at {@link #pow}.
   */
  public static double powFirstPartial(double a, double b, double result) {
    if (b == 0) {
      return 0.0;
    }
    if (Double.isInfinite(b)) {
      return result == 0 ? 0.0 : b * result * Math.copySign(1.0, a);
    }
    // From 1/2 on b − 1 is exact. Below, its rounding error would be multiplied by log a.
    if (b >= 0.5 || a == 0 || Double.isInfinite(a)) {
      return b * Math.pow(a, b - 1.0);
    }
    return b * result / a;
  }

  /**
   * {@code ∂(aᵇ)/∂b = aᵇ · log a}, within 4 ulp for {@code a > 0}; NaN for {@code a < 0}; 0 at
   * {@code a = 0} for {@code b ≥ 0}. Its corners are tabled at {@link #pow}.
   */
  public static double powSecondPartial(double a, double b, double result) {
    if (a >= 0 && result == 0) {
      return 0.0;
    }
    if (a == 0 && b == 0) {
      return 0.0;
    }
    // The absolute value only matters at a = −0, whose odd negative powers are −∞.
    return Math.abs(result) * Math.log(a);
  }

  /**
   * {@code √(a² + b²)} without intermediate overflow or underflow, within 1 ulp. If an operand is
   * infinite the value is {@code ∞}, even when the other is NaN.
   */
  public static double hypot(double a, double b) {
    return Math.hypot(a, b);
  }

  /**
   * {@code ∂hypot/∂a = a / result}, within 3 ulp, also where the result overflows or is subnormal.
   * At the kink {@code (0, 0)} it is 0. For an infinite {@code a} it is {@code ±1}, NaN if {@code
   * b} is not finite; for an infinite {@code b} and finite {@code a} it is 0.
   */
  public static double hypotFirstPartial(double a, double b, double result) {
    return cosine(a, b, result);
  }

  /** {@code ∂hypot/∂b = b / result}; as {@link #hypotFirstPartial} with the operands exchanged. */
  public static double hypotSecondPartial(double a, double b, double result) {
    return cosine(b, a, result);
  }

  private static double cosine(double along, double across, double length) {
    if (length >= Double.MIN_NORMAL && length <= Double.MAX_VALUE) {
      return along / length;
    }
    if (length == 0) {
      return 0.0;
    }
    if (Double.isInfinite(along)) {
      return Double.isFinite(across) ? Math.copySign(1.0, along) : Double.NaN;
    }
    if (Double.isInfinite(across)) {
      return along / length;
    }
    double scale = length < 1 ? LIFT : 1.0 / LIFT;
    double scaled = along * scale;
    return scaled / Math.hypot(scaled, across * scale);
  }
}
