package org.scalarflow.math;

/**
 * The Gauss error function.
 *
 * <p>Computed in intervals of {@code |x|} with rational approximations of the kind W. J. Cody
 * introduced (<i>Rational Chebyshev Approximations for the Error Function</i>, Mathematics of
 * Computation 23, 1969). The coefficients are those published with Sun Microsystems' fdlibm.
 */
public final class ErrorFunction {

  /** {@code 2/√π}. */
  private static final double TWO_OVER_SQRT_PI = 1.12837916709551257390;

  /** {@code erf} near 1, rounded to 24 bits so that adding the correction is exact enough. */
  private static final double ERF_NEAR_ONE = 8.45062911510467529297e-01;

  private ErrorFunction() {}

  /**
   * {@code erf x = 2/√π · ∫₀ˣ exp(−t²) dt}, within 1 ulp, for every {@code x}; {@code ±1} at {@code
   * ±∞}, {@code ±0} kept.
   */
  public static double erf(double x) {
    double magnitude = Math.abs(x);
    if (magnitude < 0.84375) {
      return x + x * small(x * x);
    }
    double value;
    if (magnitude < 1.25) {
      value = ERF_NEAR_ONE + nearOne(magnitude - 1);
    } else if (magnitude < 6) {
      value = 1 - complement(magnitude);
    } else {
      value = magnitude >= 6 ? 1 : Double.NaN;
    }
    return Math.copySign(value, x);
  }

  /**
   * {@code d(erf x)/dx = 2/√π · exp(−x²)}, within 4 ulp; 0 at {@code ±∞}. The square is split so
   * that its rounding error is not magnified by the exponential.
   */
  public static double erfPartial(double x, double result) {
    if (Math.abs(x) > 28) {
      return 0.0;
    }
    double head = head(x);
    double main = TWO_OVER_SQRT_PI * Math.exp(-head * head);
    return main + main * Math.expm1((head - x) * (head + x));
  }

  /** {@code erf(x)/x − 1} for {@code |x| < 0.84375}, from {@code z = x²}. */
  private static double small(double z) {
    double p = -2.37630166566501626084e-05;
    p = p * z - 5.77027029648944159157e-03;
    p = p * z - 2.84817495755985104766e-02;
    p = p * z - 3.25042107247001499370e-01;
    p = p * z + 1.28379167095512558561e-01;
    double q = -3.96022827877536812320e-06;
    q = q * z + 1.32494738004321644526e-04;
    q = q * z + 5.08130628187576562776e-03;
    q = q * z + 6.50222499887672944485e-02;
    q = q * z + 3.97917223959155352819e-01;
    q = q * z + 1.0;
    return p / q;
  }

  /** {@code erf(1 + s) − ERF_NEAR_ONE} for {@code −0.15625 ≤ s < 0.25}. */
  private static double nearOne(double s) {
    double p = -2.16637559486879084300e-03;
    p = p * s + 3.54783043256182359371e-02;
    p = p * s - 1.10894694282396677476e-01;
    p = p * s + 3.18346619901161753674e-01;
    p = p * s - 3.72207876035701323847e-01;
    p = p * s + 4.14856118683748331666e-01;
    p = p * s - 2.36211856075265944077e-03;
    double q = 1.19844998467991074170e-02;
    q = q * s + 1.36370839120290507362e-02;
    q = q * s + 1.26171219808761642112e-01;
    q = q * s + 7.18286544141962662868e-02;
    q = q * s + 5.40397917702171048937e-01;
    q = q * s + 1.06420880400844228286e-01;
    q = q * s + 1.0;
    return p / q;
  }

  /** {@code 1 − erf(x)} for {@code 1.25 ≤ x < 6}. */
  private static double complement(double x) {
    double s = 1 / (x * x);
    double exponent = x < 1 / 0.35 ? middle(s) : far(s);
    double head = head(x);
    return Math.exp(-head * head - 0.5625) * Math.exp((head - x) * (head + x) + exponent) / x;
  }

  /** The correction to the exponent for {@code 1.25 ≤ x < 1/0.35}, from {@code s = 1/x²}. */
  private static double middle(double s) {
    double p = -9.81432934416914548592e+00;
    p = p * s - 8.12874355063065934246e+01;
    p = p * s - 1.84605092906711035994e+02;
    p = p * s - 1.62396669462573470355e+02;
    p = p * s - 6.23753324503260060396e+01;
    p = p * s - 1.05586262253232909814e+01;
    p = p * s - 6.93858572707181764372e-01;
    p = p * s - 9.86494403484714822705e-03;
    double q = -6.04244152148580987438e-02;
    q = q * s + 6.57024977031928170135e+00;
    q = q * s + 1.08635005541779435134e+02;
    q = q * s + 4.29008140027567833386e+02;
    q = q * s + 6.45387271733267880336e+02;
    q = q * s + 4.34565877475229228821e+02;
    q = q * s + 1.37657754143519042600e+02;
    q = q * s + 1.96512716674392571292e+01;
    q = q * s + 1.0;
    return p / q;
  }

  /** The correction to the exponent for {@code x ≥ 1/0.35}, from {@code s = 1/x²}. */
  private static double far(double s) {
    double p = -4.83519191608651397019e+02;
    p = p * s - 1.02509513161107724954e+03;
    p = p * s - 6.37566443368389627722e+02;
    p = p * s - 1.60636384855821916062e+02;
    p = p * s - 1.77579549177547519889e+01;
    p = p * s - 7.99283237680523006574e-01;
    p = p * s - 9.86494292470009928597e-03;
    double q = -2.24409524465858183362e+01;
    q = q * s + 4.74528541206955367215e+02;
    q = q * s + 2.55305040643316442583e+03;
    q = q * s + 3.19985821950859553908e+03;
    q = q * s + 1.53672958608443695994e+03;
    q = q * s + 3.25792512996573918826e+02;
    q = q * s + 3.03380607434824582924e+01;
    q = q * s + 1.0;
    return p / q;
  }

  /** {@code x} cut to 21 significant bits, so that its square is exact. */
  private static double head(double x) {
    return Double.longBitsToDouble(Double.doubleToRawLongBits(x) & 0xffff_ffff_0000_0000L);
  }
}
