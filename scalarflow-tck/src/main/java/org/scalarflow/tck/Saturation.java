package org.scalarflow.tck;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/**
 * What a saturating function is, to more digits than a double has, where its argument is large: the
 * oracle uses no rule of the library, only e^−|x| and the limit.
 *
 * @param name the function
 * @param formula the function of a node
 * @param value its value at {@code |x| ≥ 36}
 * @param derivative its derivative there
 * @param slack how far the derivative may be off beyond its relative bound
 */
record Saturation(
    String name,
    Formula formula,
    DoubleUnaryOperator value,
    DoubleUnaryOperator derivative,
    double slack) {

  /** From 36 on 1 + e^−x is 1 within an ulp. */
  static final double[] POINTS = {
    36,
    37,
    100,
    700,
    708,
    709,
    710,
    744,
    745,
    746,
    1e3,
    1e4,
    1e6,
    1e100,
    1e308,
    -36,
    -37,
    -100,
    -700,
    -708,
    -709,
    -710,
    -744,
    -745,
    -746,
    -1e3,
    -1e4,
    -1e6,
    -1e100,
    -1e308,
    Double.NEGATIVE_INFINITY
  };

  /** The stated bound, 4 ulp, and as much again for the exponential of the oracle. */
  private static final double ULPS = 5;

  /** Derivatives made of 1 − result are within 4 ulp of 1. */
  private static final double OF_ONE = 4 * 0x1p-52;

  private static final double NONE = 0.0;

  static final List<Saturation> ALL =
      List.of(
          new Saturation(
              "sigmoid",
              of(Operators.SIGMOID),
              Saturation::step,
              x -> Math.exp(-Math.abs(x)),
              OF_ONE),
          new Saturation("tanh", of(Operators.TANH), x -> Math.signum(x), x -> 0.0, OF_ONE),
          new Saturation(
              "softplus", of(Operators.SOFTPLUS), Saturation::ramp, Saturation::step, NONE),
          new Saturation(
              "logSumExp(x, 0)",
              x -> x.graph().apply(Operators.LOG_SUM_EXP, x, x.graph().constant(0.0)),
              Saturation::ramp,
              Saturation::step,
              NONE),
          new Saturation(
              "binaryCrossEntropy(x, 0)",
              x -> x.graph().apply(Operators.BINARY_CROSS_ENTROPY, x, x.graph().constant(0.0)),
              Saturation::ramp,
              Saturation::step,
              NONE),
          new Saturation(
              "binaryCrossEntropy(−x, 1)",
              x ->
                  x.graph()
                      .apply(
                          Operators.BINARY_CROSS_ENTROPY, x.unaryMinus(), x.graph().constant(1.0)),
              Saturation::ramp,
              Saturation::step,
              NONE),
          new Saturation(
              "softmaxCrossEntropy(x, 0; 0, 1)",
              x ->
                  x.graph()
                      .apply(
                          Operators.SOFTMAX_CROSS_ENTROPY,
                          x,
                          x.graph().constant(0.0),
                          x.graph().constant(0.0),
                          x.graph().constant(1.0)),
              Saturation::ramp,
              Saturation::step,
              NONE));

  private static Formula of(Operator.Unary operator) {
    return x -> x.graph().apply(operator, x);
  }

  /** {@code sigmoid}: 1 on the right, eˣ on the left. */
  private static double step(double x) {
    return x > 0 ? 1.0 : Math.exp(x);
  }

  /** {@code softplus}: x on the right, eˣ on the left. */
  private static double ramp(double x) {
    return x > 0 ? x : Math.exp(x);
  }

  /** Compares a value with the oracle. */
  void checkValue(int rule, double x, double actual) {
    double expected = value.applyAsDouble(x);
    Check.near(rule, name + " at " + x, expected, actual, ULPS * Math.ulp(expected));
  }

  /** Compares a derivative with the oracle. */
  void checkDerivative(int rule, double x, double actual) {
    double expected = derivative.applyAsDouble(x);
    double tolerance = Math.max(ULPS * Math.ulp(expected), slack);
    Check.near(rule, "derivative of " + name + " at " + x, expected, actual, tolerance);
  }
}
