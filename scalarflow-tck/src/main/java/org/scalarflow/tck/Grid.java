package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;

/** Operands at which built-in operators are compared, one operator at a time. */
final class Grid {

  /**
   * Ordinary points, both sides of every kink, domain ends, and all that is special in a double.
   */
  private static final double[] POINTS = {
    Double.NaN,
    Double.NEGATIVE_INFINITY,
    -Double.MAX_VALUE,
    -1e9,
    -745.5,
    -37.0,
    -2.5,
    -2.0,
    -1.0,
    -0.75,
    -1e-9,
    -Double.MIN_VALUE,
    -0.0,
    0.0,
    Double.MIN_VALUE,
    1e-310,
    1e-9,
    0.3,
    0.5,
    1.0,
    1.7,
    2.0,
    3.0,
    36.0,
    710.0,
    1e9,
    1e308,
    Double.POSITIVE_INFINITY,
  };

  private static final int RANDOM_POINTS = 300;
  private static final long SEED = 2024;

  private Grid() {}

  /** An operator applied to one variable for each operand. */
  record Single(Operator operator, List<Node> operands, Request request) {

    double[] inputs(double[] point) {
      return KernelProbe.byId(operands.toArray(Node[]::new), point);
    }

    /** {@code sin(NaN)}. */
    String describe(double[] point) {
      List<String> shown = new ArrayList<>();
      for (double number : point) {
        shown.add(Double.toString(number));
      }
      return operator.name() + "(" + String.join(", ", shown) + ")";
    }
  }

  /** Every built-in operator; one of any arity with one, two, four and six operands. */
  static List<Single> builtIn() {
    List<Single> all = new ArrayList<>();
    for (Operator operator : Operators.builtIn()) {
      for (int count : operator.arity().isFixed() ? new int[] {operator.arity().least()} : COUNTS) {
        if (operator.arity().accepts(count)) {
          all.add(single(operator, count));
        }
      }
    }
    return all;
  }

  private static final int[] COUNTS = {1, 2, 4, 6};

  static Single single(Operator operator, int count) {
    Graph g = new Graph();
    List<Node> operands = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      operands.add(g.variable(0.0));
    }
    Node result = g.apply(operator, operands);
    return new Single(operator, operands, Request.of(result).differentiate(operands));
  }

  /** All points or pairs of points, and random ones. */
  static List<double[]> points(int count) {
    List<double[]> points = new ArrayList<>();
    for (double a : POINTS) {
      if (count == 1) {
        points.add(new double[] {a});
      }
      for (double b : count == 2 ? POINTS : new double[0]) {
        points.add(new double[] {a, b});
      }
    }
    Random random = new Random(SEED);
    for (int i = 0; i < RANDOM_POINTS; i++) {
      double[] point = new double[count];
      for (int position = 0; position < count; position++) {
        boolean special = count > 2 && random.nextInt(5) == 0;
        point[position] =
            special ? POINTS[random.nextInt(POINTS.length)] : 2 * random.nextGaussian();
      }
      points.add(point);
    }
    return points;
  }
}
