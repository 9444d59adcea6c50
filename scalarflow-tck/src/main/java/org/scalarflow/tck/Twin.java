package org.scalarflow.tck;

import java.util.List;
import java.util.function.BinaryOperator;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/**
 * A formula of two operands written twice: with nodes, and with the forward mode of Commons Math.
 *
 * @param name the formula in words
 * @param formula the formula of nodes
 * @param oracle the same formula of derivative structures
 */
record Twin(String name, BinaryOperator<Node> formula, BinaryOperator<DerivativeStructure> oracle) {

  static final List<Twin> ALL =
      List.of(
          new Twin(
              "(xy + sin x) / (1 + y²)",
              (x, y) -> x.times(y).plus(of(Operators.SIN, x)).div(y.times(y).plus(1.0)),
              (x, y) -> x.multiply(y).add(x.sin()).divide(y.multiply(y).add(1.0))),
          new Twin(
              "exp(−x²)·log(1 + y)",
              (x, y) ->
                  of(Operators.EXP, of(Operators.SQUARE, x).unaryMinus())
                      .times(of(Operators.LOG1P, y)),
              (x, y) -> x.multiply(x).negate().exp().multiply(y.log1p())),
          new Twin(
              "(1 + x²)^y − √y",
              (x, y) -> x.times(x).plus(1.0).pow(y).minus(of(Operators.SQRT, y)),
              (x, y) -> x.multiply(x).add(1.0).pow(y).subtract(y.sqrt())),
          new Twin(
              "atan2(x, y)·hypot(x, y)",
              (x, y) -> of(Operators.ATAN2, x, y).times(of(Operators.HYPOT, x, y)),
              (x, y) -> DerivativeStructure.atan2(x, y).multiply(DerivativeStructure.hypot(x, y))),
          new Twin(
              "tanh(xy)/cosh x − sinh y",
              (x, y) ->
                  of(Operators.TANH, x.times(y))
                      .div(of(Operators.COSH, x))
                      .minus(of(Operators.SINH, y)),
              (x, y) -> x.multiply(y).tanh().divide(x.cosh()).subtract(y.sinh())),
          new Twin(
              "asin x·acos y + atan(x/y)",
              (x, y) ->
                  of(Operators.ASIN, x)
                      .times(of(Operators.ACOS, y))
                      .plus(of(Operators.ATAN, x.div(y))),
              (x, y) -> x.asin().multiply(y.acos()).add(x.divide(y).atan())),
          new Twin(
              "asinh x·acosh(1 + y) − atanh(xy)",
              (x, y) ->
                  of(Operators.ASINH, x)
                      .times(of(Operators.ACOSH, y.plus(1.0)))
                      .minus(of(Operators.ATANH, x.times(y))),
              (x, y) -> x.asinh().multiply(y.add(1.0).acosh()).subtract(x.multiply(y).atanh())),
          new Twin(
              "cbrt x·log₁₀ y + expm1(x)/tan y",
              (x, y) ->
                  of(Operators.CBRT, x)
                      .times(of(Operators.LOG10, y))
                      .plus(of(Operators.EXPM1, x).div(of(Operators.TAN, y))),
              (x, y) -> x.cbrt().multiply(y.log10()).add(x.expm1().divide(y.tan()))),
          new Twin(
              "1/x − cos(log y)·|x − 2|",
              (x, y) ->
                  of(Operators.RECIPROCAL, x)
                      .minus(
                          of(Operators.COS, of(Operators.LOG, y))
                              .times(of(Operators.ABS, x.minus(2.0)))),
              (x, y) -> x.reciprocal().subtract(y.log().cos().multiply(x.subtract(2.0).abs()))));

  private static Node of(Operator operator, Node... operands) {
    return operands[0].graph().apply(operator, operands);
  }
}
