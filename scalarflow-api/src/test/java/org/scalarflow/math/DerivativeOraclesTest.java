package org.scalarflow.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/**
 * Derivative rules against two further oracles: forward mode as Commons Math computes it, and
 * central differences of our own values.
 */
class DerivativeOraclesTest {

  /** Commons Math composes some functions of several steps, each with its own rounding. */
  private static final double FORWARD_MODE = 1e-12;

  /** The error of central differences with the step below is of the order of ε^(2/3). */
  private static final double DIFFERENCES = 1e-8;

  private static final double STEP = Math.cbrt(Math.ulp(1.0));
  private static final int POINTS = 300;
  private static final long SEED = 20_240_604;

  static Stream<Arguments> unaryOperators() {
    return Stream.of(
        unary(Operators.NEGATE, -5, 5, DerivativeStructure::negate),
        unary(Operators.ABS, 0.1, 5, DerivativeStructure::abs),
        unary(Operators.ABS, -5, -0.1, DerivativeStructure::abs),
        unary(Operators.SQUARE, -5, 5, x -> x.pow(2)),
        unary(Operators.SQRT, 0.1, 5, DerivativeStructure::sqrt),
        unary(Operators.CBRT, 0.1, 5, DerivativeStructure::cbrt),
        unary(Operators.RECIPROCAL, 0.2, 5, DerivativeStructure::reciprocal),
        unary(Operators.EXP, -5, 3, DerivativeStructure::exp),
        unary(Operators.EXPM1, -5, 3, DerivativeStructure::expm1),
        unary(Operators.LOG, 0.2, 9, DerivativeStructure::log),
        unary(Operators.LOG1P, -0.8, 9, DerivativeStructure::log1p),
        unary(Operators.LOG10, 0.2, 9, DerivativeStructure::log10),
        unary(Operators.SIN, -7, 7, DerivativeStructure::sin),
        unary(Operators.COS, -7, 7, DerivativeStructure::cos),
        unary(Operators.TAN, -1.2, 1.2, DerivativeStructure::tan),
        unary(Operators.ASIN, -0.9, 0.9, DerivativeStructure::asin),
        unary(Operators.ACOS, -0.9, 0.9, DerivativeStructure::acos),
        unary(Operators.ATAN, -7, 7, DerivativeStructure::atan),
        unary(Operators.SINH, -3, 3, DerivativeStructure::sinh),
        unary(Operators.COSH, -3, 3, DerivativeStructure::cosh),
        unary(Operators.TANH, -3, 3, DerivativeStructure::tanh),
        unary(Operators.ASINH, -7, 7, DerivativeStructure::asinh),
        unary(Operators.ACOSH, 1.2, 7, DerivativeStructure::acosh),
        unary(Operators.ATANH, -0.8, 0.8, DerivativeStructure::atanh),
        unary(Operators.RELU, 0.1, 5, x -> x),
        unary(Operators.RELU, -5, -0.1, x -> x.multiply(0)),
        unary(Operators.SOFTPLUS, -7, 7, DerivativeOraclesTest::softplus),
        unary(Operators.SIGMOID, -7, 7, DerivativeOraclesTest::sigmoid),
        unary(Operators.SILU, -7, 7, x -> x.multiply(sigmoid(x))),
        unary(Operators.ERF, -3, 3, DerivativeOraclesTest::erf));
  }

  static Stream<Arguments> binaryOperators() {
    return Stream.of(
        binary(Operators.ADD, DerivativeStructure::add),
        binary(Operators.SUBTRACT, DerivativeStructure::subtract),
        binary(Operators.MULTIPLY, DerivativeStructure::multiply),
        binary(Operators.DIVIDE, DerivativeStructure::divide),
        binary(Operators.POW, (a, b) -> b.multiply(a.log()).exp()),
        binary(Operators.ATAN2, (y, x) -> y.divide(x).atan()),
        binary(Operators.HYPOT, (a, b) -> a.hypot(b)),
        binary(Operators.MIN, (a, b) -> a.getValue() < b.getValue() ? a : b),
        binary(Operators.MAX, (a, b) -> a.getValue() < b.getValue() ? b : a),
        binary(Operators.LEAKY_RELU, (x, slope) -> x),
        binary(negatingFirst(Operators.LEAKY_RELU), (x, slope) -> slope.multiply(x).negate()),
        binary(Operators.ELU, (x, alpha) -> x),
        binary(negatingFirst(Operators.ELU), (x, alpha) -> alpha.multiply(x.negate().expm1())),
        binary(Operators.BINARY_CROSS_ENTROPY, (z, y) -> softplus(z).subtract(z.multiply(y))),
        binary(
            negatingFirst(Operators.BINARY_CROSS_ENTROPY),
            (z, y) -> softplus(z.negate()).add(z.multiply(y))));
  }

  /** {@code f(−a, b)}, to reach the left half of a function on positive points. */
  private static Operator.Binary negatingFirst(Operator.Binary f) {
    return Operator.binary(
        f.name() + "OfNegative",
        (a, b) -> f.value(-a, b),
        (a, b, result) -> -f.firstPartial(-a, b, result),
        (a, b, result) -> f.secondPartial(-a, b, result));
  }

  @ParameterizedTest
  @MethodSource("unaryOperators")
  void unaryDerivative(
      Operator.Unary operator, double from, double to, UnaryOperator<DerivativeStructure> oracle) {
    RandomGenerator random = Samples.generator(SEED);
    for (int i = 0; i < POINTS; i++) {
      double x = random.nextDouble(from, to);
      double result = operator.value(x);
      DerivativeStructure expected = oracle.apply(new DerivativeStructure(1, 1, 0, x));
      String at = operator + " at " + x;
      assertClose(result, expected.getValue(), FORWARD_MODE, at);
      double partial = operator.partial(x, result);
      assertClose(partial, expected.getPartialDerivative(1), FORWARD_MODE, at);

      double h = STEP * Math.max(1, Math.abs(x));
      double difference = (operator.value(x + h) - operator.value(x - h)) / (2 * h);
      assertClose(partial, difference, DIFFERENCES * curvature(operator, x), at);
    }
  }

  @ParameterizedTest
  @MethodSource("binaryOperators")
  void binaryPartials(Operator.Binary operator, BinaryOperator<DerivativeStructure> oracle) {
    RandomGenerator random = Samples.generator(SEED + 1);
    for (int i = 0; i < POINTS; i++) {
      double a = random.nextDouble(0.3, 3);
      double b = random.nextDouble(0.3, 3);
      if (Math.abs(a - b) < 0.01) {
        continue; // the kink of min and max
      }
      double result = operator.value(a, b);
      DerivativeStructure expected =
          oracle.apply(new DerivativeStructure(2, 1, 0, a), new DerivativeStructure(2, 1, 1, b));
      String at = operator + " at (" + a + ", " + b + ")";
      double first = operator.firstPartial(a, b, result);
      double second = operator.secondPartial(a, b, result);
      assertClose(result, expected.getValue(), FORWARD_MODE, at);
      assertClose(first, expected.getPartialDerivative(1, 0), FORWARD_MODE, at);
      assertClose(second, expected.getPartialDerivative(0, 1), FORWARD_MODE, at);

      double h = STEP * Math.max(1, a);
      double k = STEP * Math.max(1, b);
      double byFirst = (operator.value(a + h, b) - operator.value(a - h, b)) / (2 * h);
      double bySecond = (operator.value(a, b + k) - operator.value(a, b - k)) / (2 * k);
      assertClose(first, byFirst, DIFFERENCES, at);
      assertClose(second, bySecond, DIFFERENCES, at);
    }
  }

  /** Central differences err by the third derivative, large where the slope changes fast. */
  private static double curvature(Operator.Unary operator, double x) {
    double slope = operator.partial(x, operator.value(x));
    return Math.max(1, slope * slope);
  }

  private static void assertClose(double actual, double expected, double relative, String what) {
    double tolerance = relative * Math.max(1, Math.abs(expected));
    assertThat(actual).as(what).isCloseTo(expected, within(tolerance));
  }

  private static DerivativeStructure sigmoid(DerivativeStructure x) {
    return x.negate().exp().add(1).reciprocal();
  }

  private static DerivativeStructure softplus(DerivativeStructure x) {
    return x.exp().log1p();
  }

  private static DerivativeStructure erf(DerivativeStructure x) {
    double value = Erf.erf(x.getValue());
    double slope = 2 / Math.sqrt(Math.PI) * Math.exp(-x.getValue() * x.getValue());
    return x.compose(value, slope);
  }

  private static Arguments unary(
      Operator.Unary operator, double from, double to, UnaryOperator<DerivativeStructure> oracle) {
    return Arguments.of(operator, from, to, oracle);
  }

  private static Arguments binary(
      Operator.Binary operator, BinaryOperator<DerivativeStructure> oracle) {
    return Arguments.of(operator, oracle);
  }
}
