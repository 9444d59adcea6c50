package org.scalarflow.math;

import static java.math.BigDecimal.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.scalarflow.math.Exact.TWO;

import java.math.BigDecimal;
import java.util.function.DoublePredicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/** Values and derivatives of the smooth unary functions against the high-precision oracle. */
class UnaryAccuracyTest {

  /** Correctly rounded operations. */
  private static final double HALF = 0.5;

  /** What {@link Math} states for most functions. */
  private static final double ONE_ULP = 1;

  /** The bound this package states for the functions that {@link Math} lacks. */
  private static final double TWO_ULP = 2;

  /** What {@link Math} states for the hyperbolic functions. */
  private static final double HYPERBOLIC = 2.5;

  /** The bound for activations and derivative rules. */
  private static final double RULE = 4;

  private static final long SEED = 20_240_601;

  private static final DoublePredicate EVERYWHERE = x -> true;

  /**
   * A function with its oracle.
   *
   * @param scale the partial's error is counted in ulps of {@code max(|exact|, scale)}
   */
  record Case(
      Operator.Unary operator,
      DoublePredicate domain,
      double bound,
      UnaryOperator<BigDecimal> value,
      double partialBound,
      double scale,
      UnaryOperator<BigDecimal> partial) {

    @Override
    public String toString() {
      return operator.name();
    }
  }

  private static Case of(
      Operator.Unary operator,
      DoublePredicate domain,
      double bound,
      UnaryOperator<BigDecimal> value,
      double partialBound,
      UnaryOperator<BigDecimal> partial) {
    return new Case(operator, domain, bound, value, partialBound, 0.0, partial);
  }

  private static Case absolute(
      Operator.Unary operator,
      double bound,
      UnaryOperator<BigDecimal> value,
      UnaryOperator<BigDecimal> partial) {
    return new Case(operator, EVERYWHERE, bound, value, RULE, 1.0, partial);
  }

  static Stream<Case> cases() {
    DoublePredicate inside = x -> Math.abs(x) < 1;
    DoublePredicate positive = x -> x > 0;
    DoublePredicate nonzero = x -> x != 0;
    return Stream.of(
        of(Operators.NEGATE, EVERYWHERE, 0, BigDecimal::negate, 0, x -> ONE.negate()),
        of(Operators.ABS, nonzero, 0, BigDecimal::abs, 0, x -> BigDecimal.valueOf(x.signum())),
        of(Operators.SQUARE, EVERYWHERE, HALF, x -> x.multiply(x), 0, TWO::multiply),
        of(
            Operators.SQRT,
            positive,
            HALF,
            Exact::sqrt,
            TWO_ULP,
            x -> Exact.inverse(TWO.multiply(Exact.sqrt(x)))),
        of(
            Operators.CBRT,
            nonzero,
            ONE_ULP,
            UnaryAccuracyTest::cbrt,
            RULE,
            x -> Exact.over(cbrt(x), x.multiply(BigDecimal.valueOf(3)))),
        of(
            Operators.RECIPROCAL,
            nonzero,
            HALF,
            Exact::inverse,
            RULE,
            x -> Exact.inverse(Exact.square(x)).negate()),
        of(Operators.EXP, EVERYWHERE, ONE_ULP, Exact::exp, ONE_ULP, Exact::exp),
        of(Operators.EXPM1, EVERYWHERE, ONE_ULP, Exact::expm1, ONE_ULP, Exact::exp),
        of(Operators.LOG, positive, ONE_ULP, Exact::log, HALF, Exact::inverse),
        of(
            Operators.LOG1P,
            x -> x > -1,
            ONE_ULP,
            Exact::log1p,
            TWO_ULP,
            x -> Exact.inverse(Exact.plus(ONE, x))),
        of(
            Operators.LOG10,
            positive,
            ONE_ULP,
            x -> Exact.over(Exact.log(x), Exact.log(BigDecimal.TEN)),
            TWO_ULP,
            x -> Exact.inverse(x.multiply(Exact.log(BigDecimal.TEN)))),
        of(Operators.SIN, EVERYWHERE, ONE_ULP, Exact::sin, ONE_ULP, Exact::cos),
        of(Operators.COS, EVERYWHERE, ONE_ULP, Exact::cos, ONE_ULP, x -> Exact.sin(x).negate()),
        of(
            Operators.TAN,
            EVERYWHERE,
            ONE_ULP,
            x -> Exact.over(Exact.sin(x), Exact.cos(x)),
            RULE,
            x -> Exact.inverse(Exact.square(Exact.cos(x)))),
        of(Operators.ASIN, inside, ONE_ULP, Exact::asin, RULE, UnaryAccuracyTest::asinPartial),
        of(Operators.ACOS, inside, ONE_ULP, Exact::acos, RULE, x -> asinPartial(x).negate()),
        of(
            Operators.ATAN,
            EVERYWHERE,
            ONE_ULP,
            Exact::atan,
            RULE,
            x -> Exact.inverse(Exact.plus(ONE, Exact.square(x)))),
        of(Operators.SINH, EVERYWHERE, HYPERBOLIC, Exact::sinh, HYPERBOLIC, Exact::cosh),
        of(Operators.COSH, EVERYWHERE, HYPERBOLIC, Exact::cosh, HYPERBOLIC, Exact::sinh),
        absolute(
            Operators.TANH,
            HYPERBOLIC,
            x -> Exact.over(Exact.sinh(x), Exact.cosh(x)),
            x -> Exact.inverse(Exact.square(Exact.cosh(x)))),
        of(
            Operators.ASINH,
            EVERYWHERE,
            TWO_ULP,
            Exact::asinh,
            RULE,
            x -> Exact.inverse(Exact.sqrt(Exact.plus(ONE, Exact.square(x))))),
        of(
            Operators.ACOSH,
            x -> x > 1,
            TWO_ULP,
            Exact::acosh,
            RULE,
            x -> Exact.inverse(Exact.sqrt(Exact.square(x).subtract(ONE)))),
        of(
            Operators.ATANH,
            inside,
            TWO_ULP,
            Exact::atanh,
            RULE,
            x -> Exact.inverse(Exact.minus(ONE, x.multiply(x)))),
        of(Operators.SOFTPLUS, EVERYWHERE, RULE, Exact::softplus, RULE, Exact::sigmoid),
        absolute(
            Operators.SIGMOID,
            RULE,
            Exact::sigmoid,
            x -> Exact.times(Exact.sigmoid(x), Exact.sigmoid(x.negate()))),
        absolute(
            Operators.SILU,
            RULE,
            x -> Exact.times(x, Exact.sigmoid(x)),
            UnaryAccuracyTest::siluPartial),
        of(
            Operators.ERF,
            EVERYWHERE,
            ONE_ULP,
            Exact::erf,
            RULE,
            x -> Exact.times(Exact.twoOverRootPi(), Exact.exp(Exact.square(x).negate()))));
  }

  private static BigDecimal cbrt(BigDecimal x) {
    BigDecimal root = Exact.exp(Exact.over(Exact.log(x.abs()), BigDecimal.valueOf(3)));
    return x.signum() < 0 ? root.negate() : root;
  }

  private static BigDecimal asinPartial(BigDecimal x) {
    return Exact.inverse(Exact.sqrt(Exact.minus(ONE, x).multiply(Exact.plus(ONE, x))));
  }

  private static BigDecimal siluPartial(BigDecimal x) {
    BigDecimal factor = Exact.plus(ONE, Exact.times(x, Exact.sigmoid(x.negate())));
    return Exact.times(Exact.sigmoid(x), factor);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valueIsWithinItsBound(Case tested) {
    for (double x : Samples.within(tested.domain(), SEED)) {
      BigDecimal exact = tested.value().apply(Exact.of(x));
      double computed = tested.operator().value(x);
      Ulp.assertWithin(tested.bound(), computed, exact, tested + "(" + x + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void partialIsWithinItsBound(Case tested) {
    for (double x : Samples.within(tested.domain(), SEED + 1)) {
      BigDecimal exact = tested.partial().apply(Exact.of(x));
      double computed = tested.operator().partial(x, tested.operator().value(x));
      Ulp.assertWithin(
          tested.partialBound(), computed, exact, tested.scale(), tested + "'(" + x + ")");
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void enoughPointsAreMeasured(Case tested) {
    assertThat(Samples.within(tested.domain(), SEED)).hasSizeGreaterThan(Samples.RANDOM_POINTS);
  }
}
