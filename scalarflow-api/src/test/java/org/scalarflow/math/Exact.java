package org.scalarflow.math;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Elementary functions to more than 40 digits, from their Taylor series: the oracle that values and
 * partials are measured against. It shares no code and no method with the library.
 */
final class Exact {

  /** Working precision: room for cancellation above the 40 digits that are relied on. */
  static final MathContext CONTEXT = new MathContext(64, RoundingMode.HALF_EVEN);

  /** Terms of a series are added until they are this small relative to the sum. */
  private static final int GUARD_DIGITS = 66;

  /** Enough digits to reduce any double by multiples of π/2. */
  private static final MathContext REDUCTION = new MathContext(440, RoundingMode.HALF_EVEN);

  /** Beyond it the exponential is far outside the range of doubles, on either side. */
  private static final BigDecimal EXPONENT_LIMIT = new BigDecimal("1e4");

  static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal THIRD = new BigDecimal("0.33");
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal SMALL = new BigDecimal("0.01");

  /** Machin's formula, {@code π/2 = 8 arctan(1/5) − 2 arctan(1/239)}. */
  private static final BigDecimal HALF_PI_LONG =
      arctanOfReciprocal(5)
          .multiply(BigDecimal.valueOf(8))
          .subtract(arctanOfReciprocal(239).multiply(TWO), REDUCTION);

  static final BigDecimal HALF_PI = HALF_PI_LONG.round(CONTEXT);
  static final BigDecimal PI = HALF_PI.multiply(TWO);

  private static final BigDecimal LOG_10 =
      improved(BigDecimal.TEN, improved(BigDecimal.TEN, of(Math.log(10))));

  private Exact() {}

  static BigDecimal of(double x) {
    return new BigDecimal(x);
  }

  static BigDecimal plus(BigDecimal a, BigDecimal b) {
    return a.add(b, CONTEXT);
  }

  static BigDecimal minus(BigDecimal a, BigDecimal b) {
    return a.subtract(b, CONTEXT);
  }

  static BigDecimal times(BigDecimal a, BigDecimal b) {
    return a.multiply(b, CONTEXT);
  }

  static BigDecimal over(BigDecimal a, BigDecimal b) {
    return a.divide(b, CONTEXT);
  }

  static BigDecimal inverse(BigDecimal x) {
    return over(ONE, x);
  }

  static BigDecimal square(BigDecimal x) {
    return times(x, x);
  }

  static BigDecimal sqrt(BigDecimal x) {
    return x.sqrt(CONTEXT);
  }

  static BigDecimal exp(BigDecimal x) {
    BigDecimal clamped = x.max(EXPONENT_LIMIT.negate()).min(EXPONENT_LIMIT);
    int digits = clamped.precision() - clamped.scale();
    int halvings = Math.max(0, 24 + digits * 10 / 3);
    BigDecimal result = plus(ONE, expm1Series(over(clamped, TWO.pow(halvings))));
    for (int i = 0; i < halvings; i++) {
      result = square(result);
    }
    return result;
  }

  static BigDecimal expm1(BigDecimal x) {
    return x.abs().compareTo(SMALL) < 0 ? expm1Series(x) : exp(x).subtract(ONE, CONTEXT);
  }

  private static BigDecimal expm1Series(BigDecimal x) {
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int n = 2; matters(term, sum); n++) {
      term = over(times(term, x), BigDecimal.valueOf(n));
      sum = plus(sum, term);
    }
    return sum;
  }

  static BigDecimal log(BigDecimal x) {
    if (x.compareTo(ONE) == 0) {
      return ZERO;
    }
    int digits = x.precision() - x.scale();
    BigDecimal mantissa = x.scaleByPowerOfTen(-digits).round(CONTEXT);
    if (mantissa.compareTo(THIRD) < 0) {
      digits--;
      mantissa = mantissa.scaleByPowerOfTen(1);
    }
    BigDecimal y = improved(mantissa, of(Math.log(mantissa.doubleValue())));
    return digits == 0 ? y : plus(y, LOG_10.multiply(BigDecimal.valueOf(digits)));
  }

  /** One step of Halley's iteration for {@code exp(y) = x}, which triples the number of digits. */
  private static BigDecimal improved(BigDecimal x, BigDecimal y) {
    BigDecimal e = exp(y);
    return plus(y, over(TWO.multiply(minus(x, e)), plus(x, e)));
  }

  static BigDecimal log1p(BigDecimal x) {
    if (x.abs().compareTo(SMALL) >= 0) {
      return log(plus(ONE, x));
    }
    // 2 artanh(x / (2 + x))
    BigDecimal s = over(x, plus(TWO, x));
    BigDecimal square = square(s);
    BigDecimal power = s;
    BigDecimal sum = s;
    for (int n = 3; matters(power, sum); n += 2) {
      power = times(power, square);
      sum = plus(sum, over(power, BigDecimal.valueOf(n)));
    }
    return TWO.multiply(sum);
  }

  static BigDecimal sin(BigDecimal x) {
    return sinAfterQuarterTurns(x, 0);
  }

  static BigDecimal cos(BigDecimal x) {
    return sinAfterQuarterTurns(x, 1);
  }

  private static BigDecimal sinAfterQuarterTurns(BigDecimal x, int turns) {
    BigDecimal quotient = x.divide(HALF_PI_LONG, REDUCTION).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal r = x.subtract(quotient.multiply(HALF_PI_LONG)).round(CONTEXT);
    int quarter = quotient.toBigInteger().mod(BigInteger.valueOf(4)).intValue() + turns;
    BigDecimal value = quarter % 2 == 0 ? alternating(r, r, 2) : alternating(ONE, r, 1);
    return quarter % 4 >= 2 ? value.negate() : value;
  }

  /** {@code first · (1 − r²/(n(n+1)) · (1 − r²/((n+2)(n+3)) · …))}. */
  private static BigDecimal alternating(BigDecimal first, BigDecimal r, int next) {
    BigDecimal square = square(r);
    BigDecimal term = first;
    BigDecimal sum = first;
    for (long n = next; matters(term, sum); n += 2) {
      term = over(times(term, square), BigDecimal.valueOf(n * (n + 1))).negate();
      sum = plus(sum, term);
    }
    return sum;
  }

  static BigDecimal atan(BigDecimal x) {
    if (x.signum() < 0) {
      return atan(x.negate()).negate();
    }
    if (x.compareTo(ONE) > 0) {
      return minus(HALF_PI, atan(inverse(x)));
    }
    if (x.compareTo(SMALL) > 0) {
      return TWO.multiply(atan(over(x, plus(ONE, sqrt(plus(ONE, square(x)))))));
    }
    BigDecimal square = square(x);
    BigDecimal power = x;
    BigDecimal sum = x;
    for (int n = 3; matters(power, sum); n += 2) {
      power = times(power, square).negate();
      sum = plus(sum, over(power, BigDecimal.valueOf(n)));
    }
    return sum;
  }

  static BigDecimal asin(BigDecimal x) {
    if (x.abs().compareTo(ONE) == 0) {
      return x.multiply(HALF_PI);
    }
    return atan(over(x, sqrt(minus(ONE, x).multiply(plus(ONE, x)))));
  }

  static BigDecimal acos(BigDecimal x) {
    if (x.compareTo(ONE.negate()) == 0) {
      return PI;
    }
    return TWO.multiply(atan(sqrt(over(minus(ONE, x), plus(ONE, x)))));
  }

  static BigDecimal sinh(BigDecimal x) {
    if (x.signum() < 0) {
      return sinh(x.negate()).negate();
    }
    BigDecimal e = expm1(x);
    return HALF.multiply(e.add(over(e, plus(ONE, e)), CONTEXT));
  }

  static BigDecimal cosh(BigDecimal x) {
    BigDecimal e = exp(x);
    return HALF.multiply(e.add(inverse(e), CONTEXT));
  }

  static BigDecimal asinh(BigDecimal x) {
    BigDecimal square = square(x.abs());
    BigDecimal root = sqrt(plus(ONE, square));
    BigDecimal value = log1p(x.abs().add(over(square, plus(ONE, root)), CONTEXT));
    return x.signum() < 0 ? value.negate() : value;
  }

  static BigDecimal acosh(BigDecimal x) {
    return log1p(minus(x, ONE).add(sqrt(square(x).subtract(ONE)), CONTEXT));
  }

  static BigDecimal atanh(BigDecimal x) {
    return HALF.multiply(log1p(over(TWO.multiply(x), minus(ONE, x))));
  }

  static BigDecimal sigmoid(BigDecimal x) {
    return inverse(plus(ONE, exp(x.negate())));
  }

  static BigDecimal softplus(BigDecimal x) {
    return x.signum() > 0 ? plus(x, log1p(exp(x.negate()))) : log1p(exp(x));
  }

  /** {@code 2/√π}. */
  static BigDecimal twoOverRootPi() {
    return over(TWO, sqrt(PI));
  }

  /** {@code 2/√π · exp(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 ⋯ (2n + 1))}; beyond 12 it is 1 to 60 digits. */
  static BigDecimal erf(BigDecimal x) {
    if (x.abs().compareTo(BigDecimal.valueOf(12)) > 0) {
      return BigDecimal.valueOf(x.signum());
    }
    BigDecimal twiceSquare = TWO.multiply(square(x));
    BigDecimal term = x;
    BigDecimal sum = x;
    for (int n = 3; matters(term, sum) || n < twiceSquare.intValue(); n += 2) {
      term = over(times(term, twiceSquare), BigDecimal.valueOf(n));
      sum = plus(sum, term);
    }
    return times(times(twoOverRootPi(), exp(square(x).negate())), sum);
  }

  /** {@code aᵇ} for {@code a > 0}, or {@code a < 0} and a whole {@code b}. */
  static BigDecimal pow(BigDecimal a, BigDecimal b) {
    BigDecimal power = exp(times(b, log(a.abs())));
    boolean isNegative = a.signum() < 0 && b.remainder(TWO).signum() != 0;
    return isNegative ? power.negate() : power;
  }

  static BigDecimal powFirst(BigDecimal a, BigDecimal b) {
    return times(b, over(pow(a, b), a));
  }

  static BigDecimal powSecond(BigDecimal a, BigDecimal b) {
    return times(pow(a, b), log(a));
  }

  static BigDecimal atan2(BigDecimal y, BigDecimal x) {
    if (x.signum() == 0) {
      return y.signum() > 0 ? HALF_PI : HALF_PI.negate();
    }
    BigDecimal angle = atan(over(y, x));
    if (x.signum() > 0) {
      return angle;
    }
    return y.signum() < 0 ? minus(angle, PI) : plus(angle, PI);
  }

  private static boolean matters(BigDecimal term, BigDecimal sum) {
    return term.signum() != 0
        && term.precision() - term.scale() > sum.precision() - sum.scale() - GUARD_DIGITS;
  }

  private static BigDecimal arctanOfReciprocal(int n) {
    BigDecimal square = BigDecimal.valueOf((long) n * n);
    BigDecimal power = ONE.divide(BigDecimal.valueOf(n), REDUCTION);
    BigDecimal sum = ZERO;
    for (int k = 1; power.compareTo(new BigDecimal("1e-450")) > 0; k += 2) {
      BigDecimal term = power.divide(BigDecimal.valueOf(k), REDUCTION);
      sum = k % 4 == 1 ? sum.add(term, REDUCTION) : sum.subtract(term, REDUCTION);
      power = power.divide(square, REDUCTION);
    }
    return sum;
  }
}
