package org.scalarflow.compiled.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import org.scalarflow.compiled.ir.LaneFunction;

/**
 * A value of a function to some 27 digits, {@code mantissa · 2ᵉˣᵖᵒⁿᵉⁿᵗ}: series of {@link
 * DoubleDouble} after the argument was reduced.
 */
record LaneReference(DoubleDouble mantissa, int exponent) {

  /** {@code log 2} and {@code π/2} in parts, so that integer multiples have digits to spare. */
  private static final double[] LOG_2 = {
    0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56, 0x1.7b57a079a1934p-111
  };

  private static final double[] QUARTER = {
    0x1.921fb54442d18p0, 0x1.1a62633145c07p-54, -0x1.f1976b7ed8fbcp-110, 0x1.4cf98e804177dp-164
  };

  private static final DoubleDouble[] INVERSE_FACTORIALS = inverseFactorials(30);

  /** Beyond it the exponential is infinite or zero, and {@code tanh} is 1. */
  private static final double FAR = 2000;

  private static DoubleDouble[] inverseFactorials(int count) {
    DoubleDouble[] inverses = new DoubleDouble[count];
    BigDecimal factorial = BigDecimal.ONE;
    for (int n = 0; n < count; n++) {
      factorial = factorial.multiply(BigDecimal.valueOf(Math.max(n, 1)));
      inverses[n] = DoubleDouble.of(BigDecimal.ONE.divide(factorial, new MathContext(60)));
    }
    return inverses;
  }

  /** The value of a function where it is finite; trigonometric ones up to {@code 2²⁰}. */
  static LaneReference of(LaneFunction function, double x) {
    return switch (function) {
      case EXP, STRICT_EXP -> exp(Math.max(-FAR, Math.min(x, FAR)));
      case LOG -> of(log(x < Double.MIN_NORMAL ? x * 0x1p54 : x, x < Double.MIN_NORMAL ? -54 : 0));
      case LOG1P, STRICT_LOG1P ->
          of(Math.abs(x) < 0.29 ? log1p(DoubleDouble.of(x)) : log(DoubleDouble.sum(1, x), 0));
      case SIN -> of(turned(x, 0));
      case COS -> of(turned(x, 1));
      case NEGATED_SIN -> of(turned(x, 2));
      case TANH -> of(x < 0 ? tanh(-x).negated() : tanh(x));
      case SIGMOID, STRICT_SIGMOID -> sigmoid(Math.max(-FAR, Math.min(x, FAR)));
    };
  }

  private static LaneReference of(DoubleDouble value) {
    return new LaneReference(value, 0);
  }

  /** How far a result is from the value, in units in the last place of the value. */
  double ulps(double result) {
    int overflow = Double.MAX_EXPONENT + 1 - exponent;
    if (overflow <= 0 && mantissa.high() >= Math.scalb(1.0, overflow)) {
      return result == Double.POSITIVE_INFINITY ? 0 : Double.POSITIVE_INFINITY;
    }
    double scaled =
        result == Double.POSITIVE_INFINITY
            ? Math.scalb(1.0, overflow)
            : Math.scalb(result, -exponent);
    double error = Math.abs(scaled - mantissa.high() - mantissa.low());
    boolean below = mantissa.low() * mantissa.high() < 0;
    double ulp = Math.ulp(below ? Math.nextAfter(mantissa.high(), 0) : mantissa.high());
    return error / Math.max(ulp, Math.scalb(1.0, Double.MIN_EXPONENT - 52 - exponent));
  }

  private static LaneReference exp(double x) {
    int k = (int) Math.rint(x / LOG_2[0]);
    return new LaneReference(DoubleDouble.ONE.plus(expm1(rest(x, k, LOG_2))), k);
  }

  /** {@code x − k · (sum of the parts)}. */
  private static DoubleDouble rest(double x, int k, double[] parts) {
    DoubleDouble rest = DoubleDouble.of(x);
    for (double part : parts) {
      rest = rest.minus(DoubleDouble.product(k, part));
    }
    return rest;
  }

  /** The sum of {@code rⁿ/n!} from the first power on. */
  private static DoubleDouble expm1(DoubleDouble r) {
    DoubleDouble sum = INVERSE_FACTORIALS[26];
    for (int n = 25; n > 0; n--) {
      sum = sum.times(r).plus(INVERSE_FACTORIALS[n]);
    }
    return sum.times(r);
  }

  /** {@code log(x · 2ᵏ)} for normal {@code x}. */
  private static DoubleDouble log(double x, int k) {
    return log(DoubleDouble.of(x), k);
  }

  private static DoubleDouble log(DoubleDouble x, int k) {
    int exponent = Math.getExponent(x.high() * 1.5);
    DoubleDouble sum = log1p(x.scaled(-exponent).minus(DoubleDouble.ONE));
    for (int part = LOG_2.length - 1; part >= 0; part--) {
      sum = DoubleDouble.product(exponent + k, LOG_2[part]).plus(sum);
    }
    return sum;
  }

  /** A good logarithm, {@code y}, and that of {@code (1 + f)/eʸ}. */
  private static DoubleDouble log1p(DoubleDouble f) {
    DoubleDouble y = DoubleDouble.of(Math.log1p(f.high()));
    DoubleDouble power = expm1(y);
    DoubleDouble ratio = f.minus(power).over(DoubleDouble.ONE.plus(power));
    return y.plus(ratio.minus(ratio.times(ratio).scaled(-1)));
  }

  /** {@code sin(x + quarters · π/2)}. */
  private static DoubleDouble turned(double x, int quarters) {
    int k = (int) Math.rint(x / QUARTER[0]);
    DoubleDouble y = rest(x, k, QUARTER);
    int turn = k + quarters;
    DoubleDouble value = (turn & 1) == 0 ? series(y, 29) : series(y, 28);
    return (turn & 2) == 0 ? value : value.negated();
  }

  /** The sum of {@code ±yⁿ/n!}, every other one, up to {@code last}. */
  private static DoubleDouble series(DoubleDouble y, int last) {
    DoubleDouble square = y.times(y);
    DoubleDouble sum = INVERSE_FACTORIALS[last];
    for (int n = last - 2; n >= 0; n -= 2) {
      sum = INVERSE_FACTORIALS[n].minus(sum.times(square));
    }
    return (last & 1) == 0 ? sum : sum.times(y);
  }

  /** {@code (e²ˣ − 1)/(e²ˣ + 1)} for {@code x ≥ 0}. */
  private static DoubleDouble tanh(double x) {
    if (x > 25) {
      return DoubleDouble.sum(1, -2 * Math.exp(-2 * x));
    }
    int k = (int) Math.rint(2 * x / LOG_2[0]);
    DoubleDouble power = expm1(rest(2 * x, k, LOG_2)).scaled(k);
    DoubleDouble numerator = power.plus(DoubleDouble.sum(Math.scalb(1.0, k), -1));
    return numerator.over(numerator.plus(DoubleDouble.of(2)));
  }

  private static LaneReference sigmoid(double x) {
    LaneReference power = exp(-Math.abs(x));
    DoubleDouble sum = DoubleDouble.ONE.plus(power.mantissa.scaled(power.exponent));
    return x < 0
        ? new LaneReference(power.mantissa.over(sum), power.exponent)
        : of(DoubleDouble.ONE.over(sum));
  }
}
