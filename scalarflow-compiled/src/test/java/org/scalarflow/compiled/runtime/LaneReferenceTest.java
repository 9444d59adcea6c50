package org.scalarflow.compiled.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.compiled.ir.LaneFunction;

/** The reference against plain series of decimals, and its way of counting errors. */
class LaneReferenceTest {

  private static final long SEED = 20_240_608;
  private static final int POINTS = 320;
  private static final MathContext DIGITS = new MathContext(120);
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-27");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final BigDecimal PI = pi();

  @ParameterizedTest
  @EnumSource
  void agreesWithSeries(LaneFunction function) {
    double[] points = new double[POINTS];
    LaneSamples.of(function, SEED).fill(points);
    for (double x : points) {
      if (Math.abs(x) < 700 && Math.abs(x) > 1e-50) {
        LaneReference reference = LaneReference.of(function, x);
        BigDecimal value =
            reference.mantissa().exact().multiply(TWO.pow(reference.exponent(), DIGITS), DIGITS);
        BigDecimal error = error(function, new BigDecimal(x), value);
        assertThat(error.abs()).as("%s(%s)", function, x).isLessThan(TOLERANCE);
      }
    }
  }

  /** The relative error of a value. */
  private static BigDecimal error(LaneFunction function, BigDecimal x, BigDecimal value) {
    return switch (function) {
      case EXP, STRICT_EXP -> ratio(value, exp(x));
      case LOG -> ratio(exp(value), x).divide(value, DIGITS);
      case LOG1P, STRICT_LOG1P -> ratio(exp(value), x.add(BigDecimal.ONE)).divide(value, DIGITS);
      case SIN -> ratio(value, sin(x));
      case COS -> ratio(value, sin(x.add(PI.divide(TWO, DIGITS))));
      case NEGATED_SIN -> ratio(value.negate(), sin(x));
      case TANH -> {
        BigDecimal power = exp(x.multiply(TWO));
        BigDecimal sum = power.add(BigDecimal.ONE);
        yield ratio(value, power.subtract(BigDecimal.ONE).divide(sum, DIGITS));
      }
      case SIGMOID, STRICT_SIGMOID ->
          ratio(value, exp(x).divide(exp(x).add(BigDecimal.ONE), DIGITS));
    };
  }

  /** {@code a/b − 1}. */
  private static BigDecimal ratio(BigDecimal a, BigDecimal b) {
    return a.divide(b, DIGITS).subtract(BigDecimal.ONE);
  }

  /** The series at {@code x/2¹²}, squared twelve times. */
  private static BigDecimal exp(BigDecimal x) {
    BigDecimal part = x.divide(TWO.pow(12), DIGITS);
    BigDecimal sum = BigDecimal.ONE;
    for (int n = 70; n > 0; n--) {
      sum = sum.multiply(part).divide(BigDecimal.valueOf(n), DIGITS).add(BigDecimal.ONE);
    }
    for (int i = 0; i < 12; i++) {
      sum = sum.multiply(sum, DIGITS);
    }
    return sum;
  }

  /** The series at the difference to the nearest multiple of π. */
  private static BigDecimal sin(BigDecimal x) {
    BigDecimal turns = x.divide(PI, DIGITS).setScale(0, RoundingMode.HALF_EVEN);
    BigDecimal rest = x.subtract(turns.multiply(PI));
    BigDecimal term = rest;
    BigDecimal sum = rest;
    for (int n = 2; n < 100; n += 2) {
      BigDecimal factors = BigDecimal.valueOf(-n * (n + 1L));
      term = term.multiply(rest).multiply(rest).divide(factors, DIGITS);
      sum = sum.add(term);
    }
    return turns.toBigInteger().testBit(0) ? sum.negate() : sum;
  }

  /** Machin's formula, {@code π = 16 arctan 1/5 − 4 arctan 1/239}. */
  private static BigDecimal pi() {
    BigDecimal first = arctanOfInverse(5).multiply(BigDecimal.valueOf(16));
    return first.subtract(arctanOfInverse(239).multiply(BigDecimal.valueOf(4)));
  }

  private static BigDecimal arctanOfInverse(int n) {
    BigDecimal power = BigDecimal.ONE.divide(BigDecimal.valueOf(n), DIGITS);
    BigDecimal sum = power;
    for (int i = 3; i < 200; i += 2) {
      power = power.divide(BigDecimal.valueOf(-n * n), DIGITS);
      sum = sum.add(power.divide(BigDecimal.valueOf(i), DIGITS));
    }
    return sum;
  }

  @Test
  void countsUnitsInTheLastPlace() {
    LaneReference one = LaneReference.of(LaneFunction.EXP, 0);
    assertThat(one.ulps(1)).isZero();
    assertThat(one.ulps(1 + 3 * Math.ulp(1.0))).isEqualTo(3);
    LaneReference belowOne = LaneReference.of(LaneFunction.TANH, 30);
    assertThat(belowOne.ulps(Math.nextDown(1.0))).isBetween(0.99, 1.0);
    LaneReference subnormal = LaneReference.of(LaneFunction.EXP, -744.5);
    assertThat(subnormal.ulps(Double.MIN_VALUE)).isLessThan(1);
    assertThat(subnormal.ulps(4 * Double.MIN_VALUE)).isBetween(2.0, 4.0);
    LaneReference infinite = LaneReference.of(LaneFunction.EXP, 710);
    assertThat(infinite.ulps(Double.POSITIVE_INFINITY)).isZero();
    assertThat(infinite.ulps(Double.MAX_VALUE)).isInfinite();
    assertThat(one.ulps(Double.POSITIVE_INFINITY)).isGreaterThan(1e300);
    assertThat(one.ulps(Double.NaN)).isNaN();
  }
}
