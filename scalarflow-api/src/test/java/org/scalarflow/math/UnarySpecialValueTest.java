package org.scalarflow.math;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Operator;

/** Values and derivatives of the unary functions at zeros, infinities, NaN and domain ends. */
class UnarySpecialValueTest {

  private static final double HALF_PI = Math.PI / 2;

  /** Each row: value and derivative at −∞, −0, +0 and +∞. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # name, then value and derivative at -Infinity, at -0.0, at 0.0 and at Infinity
          negate | Infinity | -1.0 | 0.0 | -1.0 | -0.0 | -1.0 | -Infinity | -1.0
          abs | Infinity | -1.0 | 0.0 | 0.0 | 0.0 | 0.0 | Infinity | 1.0
          square | Infinity | -Infinity | 0.0 | -0.0 | 0.0 | 0.0 | Infinity | Infinity
          sqrt | NaN | NaN | -0.0 | Infinity | 0.0 | Infinity | Infinity | 0.0
          cbrt | -Infinity | 0.0 | -0.0 | Infinity | 0.0 | Infinity | Infinity | 0.0
          reciprocal | -0.0 | -0.0 | -Infinity | -Infinity | Infinity | -Infinity | 0.0 | -0.0
          exp | 0.0 | 0.0 | 1.0 | 1.0 | 1.0 | 1.0 | Infinity | Infinity
          expm1 | -1.0 | 0.0 | -0.0 | 1.0 | 0.0 | 1.0 | Infinity | Infinity
          log | NaN | NaN | -Infinity | Infinity | -Infinity | Infinity | Infinity | 0.0
          log1p | NaN | NaN | -0.0 | 1.0 | 0.0 | 1.0 | Infinity | 0.0
          log10 | NaN | NaN | -Infinity | Infinity | -Infinity | Infinity | Infinity | 0.0
          sin | NaN | NaN | -0.0 | 1.0 | 0.0 | 1.0 | NaN | NaN
          cos | NaN | NaN | 1.0 | 0.0 | 1.0 | -0.0 | NaN | NaN
          tan | NaN | NaN | -0.0 | 1.0 | 0.0 | 1.0 | NaN | NaN
          asin | NaN | NaN | -0.0 | 1.0 | 0.0 | 1.0 | NaN | NaN
          atan | -1.5707963267948966 | 0.0 | -0.0 | 1.0 | 0.0 | 1.0 | 1.5707963267948966 | 0.0
          sinh | -Infinity | Infinity | -0.0 | 1.0 | 0.0 | 1.0 | Infinity | Infinity
          cosh | Infinity | -Infinity | 1.0 | -0.0 | 1.0 | 0.0 | Infinity | Infinity
          tanh | -1.0 | 0.0 | -0.0 | 1.0 | 0.0 | 1.0 | 1.0 | 0.0
          asinh | -Infinity | 0.0 | -0.0 | 1.0 | 0.0 | 1.0 | Infinity | 0.0
          acosh | NaN | NaN | NaN | NaN | NaN | NaN | Infinity | 0.0
          atanh | NaN | NaN | -0.0 | 1.0 | 0.0 | 1.0 | NaN | NaN
          relu | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 | Infinity | 1.0
          softplus | 0.0 | 0.0 | 0.6931471805599453 | 0.5 | 0.6931471805599453 | 0.5 | Infinity | 1.0
          sigmoid | 0.0 | 0.0 | 0.5 | 0.25 | 0.5 | 0.25 | 1.0 | 0.0
          silu | -0.0 | 0.0 | -0.0 | 0.5 | 0.0 | 0.5 | Infinity | 1.0
          erf | -1.0 | 0.0 | -0.0 | 1.1283791670955126 | 0.0 | 1.1283791670955126 | 1.0 | 0.0
          sign | -1.0 | 0.0 | -0.0 | 0.0 | 0.0 | 0.0 | 1.0 | 0.0
          floor | -Infinity | 0.0 | -0.0 | 0.0 | 0.0 | 0.0 | Infinity | 0.0
          ceil | -Infinity | 0.0 | -0.0 | 0.0 | 0.0 | 0.0 | Infinity | 0.0
          stopGradient | -Infinity | 0.0 | -0.0 | 0.0 | 0.0 | 0.0 | Infinity | 0.0
          """)
  void zerosAndInfinities(
      String name,
      double valueAtMinusInfinity,
      double partialAtMinusInfinity,
      double valueAtMinusZero,
      double partialAtMinusZero,
      double valueAtZero,
      double partialAtZero,
      double valueAtInfinity,
      double partialAtInfinity) {
    check(name, Double.NEGATIVE_INFINITY, valueAtMinusInfinity, partialAtMinusInfinity);
    check(name, -0.0, valueAtMinusZero, partialAtMinusZero);
    check(name, 0.0, valueAtZero, partialAtZero);
    check(name, Double.POSITIVE_INFINITY, valueAtInfinity, partialAtInfinity);
  }

  @ParameterizedTest
  @CsvSource({
    "log1p, -1, -Infinity, Infinity",
    "asin, 1, 1.5707963267948966, Infinity",
    "asin, -1, -1.5707963267948966, Infinity",
    "acos, 1, 0.0, -Infinity",
    "acos, -1, 3.141592653589793, -Infinity",
    "acos, 0, 1.5707963267948966, -1",
    "acosh, 1, 0.0, Infinity",
    "atanh, 1, Infinity, Infinity",
    "atanh, -1, -Infinity, Infinity"
  })
  void domainEnds(String name, double x, double value, double partial) {
    check(name, x, value, partial);
  }

  @ParameterizedTest
  @CsvSource({
    "sqrt, -1", "sqrt, -4.9e-324", "log, -1", "log, -4.9e-324", "log1p, -1.0000000000000002",
    "log10, -1", "asin, 1.0000000000000002", "asin, -2", "acos, 1.0000000000000002", "acos, -2",
    "acosh, 0.9999999999999999", "acosh, -1", "acosh, -3", "acosh, -1e10", "acosh, -1e300",
    "atanh, 1.0000000000000002", "atanh, -2"
  })
  void outsideTheDomainValueAndDerivativeAreNan(String name, double x) {
    check(name, x, Double.NaN, Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abs",
        "square",
        "sqrt",
        "cbrt",
        "reciprocal",
        "exp",
        "expm1",
        "log",
        "log1p",
        "log10",
        "sin",
        "cos",
        "tan",
        "asin",
        "acos",
        "atan",
        "sinh",
        "cosh",
        "tanh",
        "asinh",
        "acosh",
        "atanh",
        "relu",
        "softplus",
        "sigmoid",
        "silu",
        "erf"
      })
  void nanGivesNan(String name) {
    check(name, Double.NaN, Double.NaN, Double.NaN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sign", "floor", "ceil", "stopGradient"})
  void nanGivesNanWhereNoDerivativeFlows(String name) {
    check(name, Double.NaN, Double.NaN, 0.0);
  }

  @ParameterizedTest
  @CsvSource({
    "floor, -1.5, -2",
    "floor, 1.5, 1",
    "floor, 4503599627370495.5, 4503599627370495",
    "ceil, -0.5, -0.0",
    "ceil, 1.5, 2",
    "sign, -3, -1",
    "sign, 4.9e-324, 1",
    "stopGradient, 1.25, 1.25"
  })
  void stepFunctions(String name, double x, double value) {
    check(name, x, value, 0.0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {36, 37, 709, 710, 745, 1e3, 1e10, 1e100, 1e300})
  void activationsStayFiniteFarOut(double x) {
    for (String name : new String[] {"softplus", "sigmoid", "silu", "relu", "tanh"}) {
      Operator.Unary operator = BuiltIns.unary(name);
      for (double point : new double[] {x, -x}) {
        double value = operator.value(point);
        assertThat(value).as("%s(%s)", name, point).isFinite();
        assertThat(operator.partial(point, value)).as("%s'(%s)", name, point).isFinite();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {HALF_PI, -HALF_PI})
  void tanHasNoPoleAmongDoubles(double x) {
    assertThat(Trigonometry.tan(x)).isFinite();
    assertThat(Trigonometry.tanPartial(x, Trigonometry.tan(x))).isFinite().isGreaterThan(1e30);
  }

  private static void check(String name, double x, double value, double partial) {
    Operator.Unary operator = BuiltIns.unary(name);
    Ulp.assertSameBits(value, operator.value(x), name + "(" + x + ")");
    double computed = operator.partial(x, operator.value(x));
    Ulp.assertSameBits(partial, computed, name + "'(" + x + ")");
  }
}
