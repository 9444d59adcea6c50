package org.scalarflow.tck;

import java.util.Arrays;
import java.util.List;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/**
 * A point at which value and partials are decided by table.
 *
 * @param operator the operator
 * @param operands the point
 * @param value the value there
 * @param partials the partials there; zeros of either sign are delivered as +0.0
 */
record Corner(Operator operator, double[] operands, double value, double[] partials) {

  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  /** Where a function has a kink or a pole. */
  static final List<Corner> KINKS =
      List.of(
          unary(Operators.RELU, 0.0, 0.0, 0.0),
          unary(Operators.RELU, -0.0, 0.0, 0.0),
          unary(Operators.RELU, Double.MIN_VALUE, Double.MIN_VALUE, 1.0),
          unary(Operators.ABS, 0.0, 0.0, 0.0),
          unary(Operators.ABS, -0.0, 0.0, 0.0),
          unary(Operators.ABS, -Double.MIN_VALUE, Double.MIN_VALUE, -1.0),
          unary(Operators.SQRT, 0.0, 0.0, INF),
          unary(Operators.SQRT, -0.0, -0.0, INF),
          unary(Operators.CBRT, 0.0, 0.0, INF),
          unary(Operators.LOG, 0.0, -INF, INF),
          unary(Operators.RECIPROCAL, 0.0, INF, -INF),
          unary(Operators.ASIN, 1.0, Math.PI / 2, INF),
          unary(Operators.ACOS, 1.0, 0.0, -INF),
          unary(Operators.ATANH, 1.0, INF, INF),
          binary(Operators.MAX, 2.0, 2.0, 2.0, 0.5, 0.5),
          binary(Operators.MAX, -0.0, 0.0, 0.0, 0.5, 0.5),
          binary(Operators.MAX, INF, INF, INF, 0.5, 0.5),
          binary(Operators.MAX, 1.0, 2.0, 2.0, 0.0, 1.0),
          binary(Operators.MAX, NAN, 2.0, NAN, NAN, NAN),
          binary(Operators.MIN, 2.0, 2.0, 2.0, 0.5, 0.5),
          binary(Operators.MIN, -0.0, 0.0, -0.0, 0.5, 0.5),
          binary(Operators.MIN, 1.0, 2.0, 1.0, 1.0, 0.0),
          binary(Operators.LEAKY_RELU, 0.0, 0.1, 0.0, 0.1, 0.0),
          binary(Operators.LEAKY_RELU, -2.0, 0.5, -1.0, 0.5, -2.0),
          binary(Operators.ELU, 0.0, 2.0, 0.0, 2.0, 0.0),
          binary(Operators.ELU, 1.0, 2.0, 1.0, 1.0, 0.0),
          binary(Operators.HYPOT, 0.0, 0.0, 0.0, 0.0, 0.0),
          binary(Operators.HYPOT, -0.0, 3.0, 3.0, 0.0, 1.0),
          binary(Operators.ATAN2, 0.0, 0.0, 0.0, NAN, NAN),
          binary(Operators.BINARY_CROSS_ENTROPY, 0.0, 1.0, Math.log(2.0), -0.5, 0.0),
          new Corner(
              Operators.LOG_SUM_EXP, new double[] {-INF, -INF}, -INF, new double[] {0.5, 0.5}),
          new Corner(Operators.LOG_SUM_EXP, new double[] {INF, 3.0}, INF, new double[] {1.0, 0.0}));

  /** The table of {@code Powers.pow}, row by row. */
  static final List<Corner> POW =
      List.of(
          pow(0.0, 0.0, 1.0, 0.0, 0.0),
          pow(-0.0, -0.0, 1.0, 0.0, 0.0),
          pow(2.0, 0.0, 1.0, 0.0, Math.log(2.0)),
          pow(NAN, 0.0, 1.0, 0.0, NAN),
          pow(INF, 0.0, 1.0, 0.0, INF),
          pow(-2.0, 0.0, 1.0, 0.0, NAN),
          pow(0.0, 1.0, 0.0, 1.0, 0.0),
          pow(-0.0, 1.0, -0.0, 1.0, 0.0),
          pow(3.0, 1.0, 3.0, 1.0, 3.0 * Math.log(3.0)),
          pow(NAN, 1.0, NAN, 1.0, NAN),
          pow(0.0, 0.5, 0.0, INF, 0.0),
          pow(0.0, 2.0, 0.0, 0.0, 0.0),
          pow(-0.0, 3.0, -0.0, 0.0, 0.0),
          pow(0.0, INF, 0.0, 0.0, 0.0),
          pow(0.0, -1.0, INF, -INF, -INF),
          pow(0.0, -INF, INF, -INF, -INF),
          pow(-0.0, -1.0, -INF, -INF, -INF),
          pow(-0.0, -2.0, INF, INF, -INF),
          pow(-0.0, -0.5, INF, -INF, -INF),
          pow(2.0, INF, INF, INF, INF),
          pow(-2.0, INF, INF, -INF, NAN),
          pow(0.5, INF, 0.0, 0.0, 0.0),
          pow(2.0, -INF, 0.0, 0.0, 0.0),
          pow(0.5, -INF, INF, -INF, -INF),
          pow(1.0, INF, NAN, NAN, NAN),
          pow(-2.0, 2.0, 4.0, -4.0, NAN),
          pow(-2.0, 3.0, -8.0, 12.0, NAN),
          pow(-2.0, 0.5, NAN, NAN, NAN),
          pow(INF, 2.0, INF, INF, INF),
          pow(INF, 0.5, INF, 0.0, INF),
          pow(INF, -1.0, 0.0, 0.0, 0.0),
          pow(1.0, NAN, NAN, NAN, NAN),
          pow(NAN, 2.0, NAN, NAN, NAN));

  private static Corner unary(Operator operator, double x, double value, double partial) {
    return new Corner(operator, new double[] {x}, value, new double[] {partial});
  }

  private static Corner binary(
      Operator operator, double a, double b, double value, double first, double second) {
    return new Corner(operator, new double[] {a, b}, value, new double[] {first, second});
  }

  private static Corner pow(double a, double b, double value, double first, double second) {
    return binary(Operators.POW, a, b, value, first, second);
  }

  /** {@code pow[0.0, 0.0]}. */
  @Override
  public String toString() {
    return operator.name() + Arrays.toString(operands);
  }
}
