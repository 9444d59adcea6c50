package org.scalarflow.math;

/** Activation functions of neural networks; none overflows on the way to a finite value. */
public final class Activations {

  /** Below it {@code eˣ} nears the subnormal numbers, and {@code 1 + eˣ} has long been 1. */
  private static final double DEEP = -700;

  private Activations() {}

  /** {@code max(x, 0)}, exact; +0 at {@code ±0}, {@code ∞} at {@code ∞}. */
  public static double relu(double x) {
    return Math.max(x, 0.0);
  }

  /**
   * {@code d(relu x)/dx}: 1 for {@code x > 0}, 0 for {@code x ≤ 0}, so also at the kink; NaN for
   * NaN.
   */
  public static double reluPartial(double x, double result) {
    // Without a branch, which would be mispredicted for every other x and keep loops from being
    // vectorised. The two factors lift the least positive number above 1.
    return Math.min(Math.max(x, 0.0) * 0x1p1023 * 0x1p1023, 1.0);
  }

  /**
   * {@code x} for {@code x > 0}, otherwise {@code slope · x}, correctly rounded. The slope may be
   * any number; an infinite one gives NaN at {@code x = 0}.
   */
  public static double leakyRelu(double x, double slope) {
    return x > 0 ? x : slope * x;
  }

  /** {@code ∂/∂x}: 1 for {@code x > 0}, {@code slope} for {@code x ≤ 0}, so also at the kink. */
  public static double leakyReluFirstPartial(double x, double slope, double result) {
    return x > 0 ? 1.0 : x <= 0 ? slope : Double.NaN;
  }

  /** {@code ∂/∂slope}: 0 for {@code x > 0}, otherwise {@code x}, exact. */
  public static double leakyReluSecondPartial(double x, double slope, double result) {
    return x > 0 ? 0.0 : x;
  }

  /**
   * {@code x} for {@code x > 0}, otherwise {@code α · (eˣ − 1)}, within 2 ulp; {@code −α} at {@code
   * −∞}. From Clevert, Unterthiner and Hochreiter, <i>Fast and Accurate Deep Network Learning by
   * Exponential Linear Units</i>, 2016. Any α is allowed; an infinite one gives NaN at {@code x =
   * 0}.
   */
  public static double elu(double x, double alpha) {
    return x > 0 ? x : alpha * Math.expm1(x);
  }

  /**
   * {@code ∂/∂x}: 1 for {@code x > 0}, {@code α · eˣ} for {@code x ≤ 0}, so α at the kink; within 2
   * ulp of {@code max(|exact|, 1)}.
   */
  public static double eluFirstPartial(double x, double alpha, double result) {
    return x > 0 ? 1.0 : alpha * Math.exp(x);
  }

  /** {@code ∂/∂α}: 0 for {@code x > 0}, otherwise {@code eˣ − 1}, within 1 ulp. */
  public static double eluSecondPartial(double x, double alpha, double result) {
    return x > 0 ? 0.0 : Math.expm1(x);
  }

  /** {@code log(1 + eˣ)}, within 4 ulp; {@code ∞} at {@code ∞}, 0 at {@code −∞}. */
  public static double softplus(double x) {
    return x > 0 ? x + Log1p.of(Math.exp(-x)) : Log1p.of(Math.exp(x));
  }

  /** {@code d(softplus x)/dx = sigmoid x}, within 4 ulp. */
  public static double softplusPartial(double x, double result) {
    return sigmoid(x);
  }

  /** {@code 1/(1 + e⁻ˣ)}, within 4 ulp; 0 at {@code −∞}, ½ at 0, 1 at {@code ∞}. */
  public static double sigmoid(double x) {
    if (x >= 0) {
      return 1.0 / (1.0 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1.0 + e);
  }

  /**
   * {@code d(sigmoid x)/dx = result · (1 − result)}, within 4 ulp of 1 (an absolute bound: it
   * vanishes when the result rounds to 1, from about {@code x = 37} on).
   */
  public static double sigmoidPartial(double x, double result) {
    return result * (1.0 - result);
  }

  /**
   * {@code x · sigmoid x}, within 4 ulp; {@code ±0} kept, {@code ∞} at {@code ∞}, and the limit −0
   * at {@code −∞}. Also called swish.
   */
  public static double silu(double x) {
    if (x >= 0) {
      return x / (1.0 + Math.exp(-x));
    }
    if (x > DEEP) {
      double e = Math.exp(x);
      return x * e / (1.0 + e);
    }
    if (x == Double.NEGATIVE_INFINITY) {
      return -0.0;
    }
    // eˣ alone would be subnormal and lose its digits.
    double root = Math.exp(0.5 * x);
    return x * root * root;
  }

  /**
   * {@code d(silu x)/dx = σ(x) · (1 + x · σ(−x))} with {@code σ} the sigmoid, within 4 ulp of
   * {@code max(|exact|, 1)}; 0 at {@code −∞}, 1 at {@code ∞}. It has a zero near −1.28.
   */
  public static double siluPartial(double x, double result) {
    double e = Math.exp(-Math.abs(x));
    if (e == 0) {
      return x > 0 ? 1.0 : 0.0;
    }
    double d = 1.0 + e;
    return x > 0 ? (1.0 + x * e / d) / d : e * (1.0 + x / d) / d;
  }
}
