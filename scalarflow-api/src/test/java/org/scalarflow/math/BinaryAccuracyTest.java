package org.scalarflow.math;

import static java.math.BigDecimal.ONE;
import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/** Values and partials of the smooth binary functions against the high-precision oracle. */
class BinaryAccuracyTest {

  /** Correctly rounded operations. */
  private static final double HALF = 0.5;

  /** What {@link Math} states for pow and hypot. */
  private static final double ONE_ULP = 1;

  /** What {@link Math} states for atan2, and this package for elu. */
  private static final double TWO_ULP = 2;

  /** The bound for losses and derivative rules. */
  private static final double RULE = 4;

  /** Enough that 1,000 are left where the result and the partial are normal numbers. */
  private static final int POINTS = 1800;

  private static final long SEED = 20_240_602;

  interface Domain {
    boolean contains(double a, double b);
  }

  interface Function {
    BigDecimal at(BigDecimal a, BigDecimal b);
  }

  /**
   * A function with its oracle.
   *
   * @param scale the first partial's error is counted in ulps of {@code max(|exact|, scale)}
   */
  record Case(
      Operator.Binary operator,
      Domain domain,
      double bound,
      Function value,
      double partialBound,
      double scale,
      Function first,
      Function second) {

    @Override
    public String toString() {
      return operator.name() + (scale > 0 ? ", absolute" : "");
    }
  }

  static Stream<Case> cases() {
    Domain everywhere = (a, b) -> true;
    Domain anyBase = (a, b) -> a > 0 || (a < 0 && b == Math.rint(b));
    Domain positiveBase = (a, b) -> a > 0;
    Domain notBothZero = (a, b) -> a != 0 || b != 0;
    Domain hardLabel = (z, y) -> y == 0 || y == 1;
    Domain softLabel = (z, y) -> y > 0 && y < 1;
    return Stream.of(
        rule(Operators.ADD, everywhere, HALF, BigDecimal::add, (a, b) -> ONE, (a, b) -> ONE),
        rule(
            Operators.SUBTRACT,
            everywhere,
            HALF,
            BigDecimal::subtract,
            (a, b) -> ONE,
            (a, b) -> ONE.negate()),
        rule(Operators.MULTIPLY, everywhere, HALF, BigDecimal::multiply, (a, b) -> b, (a, b) -> a),
        rule(
            Operators.DIVIDE,
            (a, b) -> b != 0,
            HALF,
            Exact::over,
            (a, b) -> Exact.inverse(b),
            (a, b) -> Exact.over(a, Exact.square(b)).negate()),
        rule(Operators.POW, positiveBase, ONE_ULP, Exact::pow, Exact::powFirst, Exact::powSecond),
        rule(Operators.POW, anyBase, ONE_ULP, Exact::pow, Exact::powFirst, null),
        rule(
            Operators.ATAN2,
            (y, x) -> y != 0,
            TWO_ULP,
            Exact::atan2,
            (y, x) -> Exact.over(x, squaredLength(x, y)),
            (y, x) -> Exact.over(y, squaredLength(x, y)).negate()),
        rule(
            Operators.HYPOT,
            notBothZero,
            ONE_ULP,
            BinaryAccuracyTest::length,
            (a, b) -> Exact.over(a, length(a, b)),
            (a, b) -> Exact.over(b, length(a, b))),
        rule(
            Operators.LEAKY_RELU,
            (x, slope) -> x != 0,
            HALF,
            (x, slope) -> x.signum() > 0 ? x : x.multiply(slope),
            (x, slope) -> x.signum() > 0 ? ONE : slope,
            (x, slope) -> x.min(ZERO)),
        new Case(
            Operators.ELU,
            (x, alpha) -> x != 0,
            TWO_ULP,
            (x, alpha) -> x.signum() > 0 ? x : Exact.times(alpha, Exact.expm1(x)),
            RULE,
            1.0,
            (x, alpha) -> x.signum() > 0 ? ONE : Exact.times(alpha, Exact.exp(x)),
            (x, alpha) -> x.signum() > 0 ? ZERO : Exact.expm1(x)),
        crossEntropy(hardLabel, 0.0),
        crossEntropy(softLabel, 1.0));
  }

  private static Case rule(
      Operator.Binary operator,
      Domain domain,
      double bound,
      Function value,
      Function first,
      Function second) {
    return new Case(operator, domain, bound, value, RULE, 0.0, first, second);
  }

  private static Case crossEntropy(Domain domain, double scale) {
    return new Case(
        Operators.BINARY_CROSS_ENTROPY,
        domain,
        RULE,
        (z, y) ->
            Exact.plus(
                Exact.times(y, Exact.softplus(z.negate())),
                Exact.times(Exact.minus(ONE, y), Exact.softplus(z))),
        RULE,
        scale,
        (z, y) ->
            Exact.minus(
                Exact.times(Exact.minus(ONE, y), Exact.sigmoid(z)),
                Exact.times(y, Exact.sigmoid(z.negate()))),
        (z, y) -> z.negate());
  }

  private static BigDecimal squaredLength(BigDecimal a, BigDecimal b) {
    return Exact.plus(a.multiply(a), b.multiply(b));
  }

  private static BigDecimal length(BigDecimal a, BigDecimal b) {
    return Exact.sqrt(squaredLength(a, b));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void valueIsWithinItsBound(Case tested) {
    int measured = 0;
    for (double[] p : points(tested.domain())) {
      BigDecimal exact = tested.value().at(Exact.of(p[0]), Exact.of(p[1]));
      double computed = tested.operator().value(p[0], p[1]);
      Ulp.assertWithin(tested.bound(), computed, exact, describe(tested, "value", p));
      measured++;
    }
    assertThat(measured).isEqualTo(POINTS);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void firstPartialIsWithinItsBound(Case tested) {
    int measured = 0;
    for (double[] p : points(tested.domain())) {
      double result = tested.operator().value(p[0], p[1]);
      BigDecimal exact = tested.first().at(Exact.of(p[0]), Exact.of(p[1]));
      if (Ulp.isNormal(result) && Ulp.isNormal(exact.doubleValue())) {
        double computed = tested.operator().firstPartial(p[0], p[1], result);
        String what = describe(tested, "first partial", p);
        Ulp.assertWithin(tested.partialBound(), computed, exact, tested.scale(), what);
        measured++;
      }
    }
    assertThat(measured).isGreaterThanOrEqualTo(Samples.RANDOM_POINTS);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void secondPartialIsWithinItsBound(Case tested) {
    for (double[] p : tested.second() == null ? List.<double[]>of() : points(tested.domain())) {
      double result = tested.operator().value(p[0], p[1]);
      BigDecimal exact = tested.second().at(Exact.of(p[0]), Exact.of(p[1]));
      if (Ulp.isNormal(result) && Ulp.isNormal(exact.doubleValue())) {
        double computed = tested.operator().secondPartial(p[0], p[1], result);
        String what = describe(tested, "second partial", p);
        Ulp.assertWithin(tested.partialBound(), computed, exact, what);
      }
    }
  }

  private static String describe(Case tested, String what, double[] p) {
    return what + " of " + tested + " at (" + p[0] + ", " + p[1] + ")";
  }

  private static List<double[]> points(Domain domain) {
    RandomGenerator random = Samples.generator(SEED);
    List<Double> awkward = Samples.awkward();
    List<double[]> points = new ArrayList<>();
    while (points.size() < POINTS) {
      double a = random.nextInt(3) == 0 ? pick(awkward, random) : Samples.any(random);
      double b =
          switch (random.nextInt(6)) {
            case 0 -> pick(awkward, random);
            case 1 -> random.nextInt(-8, 9);
            case 2 -> random.nextInt(2);
            default -> Samples.any(random);
          };
      if (domain.contains(a, b)) {
        points.add(new double[] {a, b});
      }
    }
    return points;
  }

  private static double pick(List<Double> points, RandomGenerator random) {
    return points.get(random.nextInt(points.size()));
  }
}
