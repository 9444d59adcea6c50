package org.scalarflow.tck;

import java.util.Arrays;
import org.scalarflow.Operator;

/** Ways to call an operator, each with arrays of its own. */
final class OperatorCalls {

  /** What an array holds that was used for something else. */
  static final double OTHER = -12_345.678;

  private OperatorCalls() {}

  static double[] partials(Operator operator, double[] point, double result, double prefilled) {
    double[] partials = new double[point.length];
    Arrays.fill(partials, prefilled);
    operator.partials(point.clone(), result, partials);
    return partials;
  }

  /** The value, then the partials at the positions that are differentiable. */
  static double[] valueAndPartials(Operator operator, double[] point) {
    double result = operator.value(point.clone());
    return join(operator, result, partials(operator, point, result, Double.NaN));
  }

  /** The same through the methods without arrays of a unary or binary operator. */
  static double[] scalarForm(Operator operator, double[] point) {
    if (operator instanceof Operator.Unary unary) {
      double result = unary.value(point[0]);
      return join(operator, result, new double[] {unary.partial(point[0], result)});
    }
    Operator.Binary binary = (Operator.Binary) operator;
    double result = binary.value(point[0], point[1]);
    double first = binary.firstPartial(point[0], point[1], result);
    double second = binary.secondPartial(point[0], point[1], result);
    return join(operator, result, new double[] {first, second});
  }

  static double[] join(Operator operator, double result, double[] partials) {
    double[] joined = new double[1 + partials.length];
    joined[0] = result;
    for (int position = 0; position < partials.length; position++) {
      joined[1 + position] = operator.isDifferentiable(position) ? partials[position] : 0.0;
    }
    return joined;
  }
}
