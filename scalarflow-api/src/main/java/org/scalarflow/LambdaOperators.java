package org.scalarflow;

import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/** The operators behind {@link Operator#unary} and {@link Operator#binary}. */
final class LambdaOperators {

  private LambdaOperators() {}

  record OfOne(String name, DoubleUnaryOperator rule, DoubleBinaryOperator derivative)
      implements Operator.Unary {

    @Override
    public double value(double x) {
      return rule.applyAsDouble(x);
    }

    @Override
    public double partial(double x, double result) {
      return derivative.applyAsDouble(x, result);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  record OfTwo(
      String name,
      DoubleBinaryOperator rule,
      Operator.BinaryPartial first,
      Operator.BinaryPartial second)
      implements Operator.Binary {

    @Override
    public double value(double a, double b) {
      return rule.applyAsDouble(a, b);
    }

    @Override
    public double firstPartial(double a, double b, double result) {
      return first.at(a, b, result);
    }

    @Override
    public double secondPartial(double a, double b, double result) {
      return second.at(a, b, result);
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
