package org.scalarflow.tck;

import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;

/** Rules of section 2: values. */
abstract class ValueSuite extends BackendSuite {

  ValueSuite(Supplier<Backend> factory) {
    super(factory);
  }

  @Test
  void required_spec201_builtInBits() {
    for (Grid.Single single : Grid.builtIn()) {
      KernelProbe probe = probe(single.request());
      for (double[] point : Grid.points(single.operands().size())) {
        double expected = single.operator().value(point.clone());
        double actual = probe.evaluate(single.inputs(point))[0];
        Check.bits(201, () -> single.describe(point), expected, actual);
      }
    }
  }

  @Test
  void required_spec202_saturatingFunctionsAccurate() {
    for (Saturation saturation : Saturation.ALL) {
      Graph g = new Graph();
      Placeholder x = g.placeholder("x");
      Program program = compile(Request.of(saturation.formula().apply(x)).differentiate(x));
      for (double point : Saturation.POINTS) {
        Evaluation run = program.gradient(Feed.of(x, point));
        saturation.checkValue(202, point, run.value());
        saturation.checkDerivative(202, point, run.derivative(x));
      }
    }
  }

  @Test
  void required_spec203_noAlgebraThatFailsForSomeOperand() {
    double[] points = {Double.NaN, Double.POSITIVE_INFINITY, -3.0, -0.0, 0.0, Double.MAX_VALUE};
    for (double x : points) {
      same(203, "x·0", x * 0.0, x, node -> node.times(0.0));
      same(203, "0·x", 0.0 * x, x, node -> node.graph().constant(0.0).times(node));
      same(203, "x−x", Double.isFinite(x) ? 0.0 : Double.NaN, x, node -> node.minus(node));
      same(203, "x+0", x + 0.0, x, node -> node.plus(0.0));
      same(203, "0−x", 0.0 - x, x, node -> node.graph().constant(0.0).minus(node));
      same(203, "x/x", Double.isFinite(x) && x != 0 ? 1.0 : Double.NaN, x, node -> node.div(node));
      same(203, "0/x", 0.0 / x, x, node -> node.graph().constant(0.0).div(node));
      same(203, "x+x−x", x + x - x, x, node -> node.plus(node).minus(node));
      same(203, "sqrt(x)²", square(Math.sqrt(x)), x, node -> square(sqrt(node)));
      same(203, "log(exp(x))", Math.log(Math.exp(x)), x, node -> log(exp(node)));
      same(
          203, "(x=x)", Double.isNaN(x) ? 0.0 : 1.0, x, node -> apply(Operators.EQUAL, node, node));
    }
  }

  @Test
  void required_spec204_everyOperationRoundedByItself() {
    double a = 1 + 0x1p-30;
    double b = 1 + 0x1p-29;
    same(204, "a·a−b with a = 1+2⁻³⁰", 0.0, a, x -> x.times(x).minus(b));
    same(204, "−b+a·a", 0.0, a, x -> x.graph().constant(-b).plus(x.times(x)));
    same(204, "(1e16+1)+1", 1e16, 1.0, x -> x.graph().constant(1e16).plus(x).plus(x));
    same(204, "1e16+(1+1)", 1e16 + 2, 1.0, x -> x.graph().constant(1e16).plus(x.plus(x)));
    same(204, "(x·10)/10·x", 0.1 * 10 / 10 * 0.1, 0.1, x -> x.times(10.0).div(10.0).times(x));
    same(204, "x/3 is not x·(1/3)", 5.0 / 3.0, 5.0, x -> x.div(3.0));
    same(204, "(x·1e308)·10/1e308", Double.POSITIVE_INFINITY, 1.0, ValueSuite::overflowing);
  }

  @Test
  void required_spec205_zerosAndSubnormalsKept() {
    same(205, "−0", -0.0, 0.0, Node::unaryMinus);
    same(205, "−0 itself", -0.0, -0.0, x -> x);
    same(205, "−0·1", -0.0, -0.0, x -> x.times(1.0));
    same(205, "smallest number", Double.MIN_VALUE, Double.MIN_VALUE, x -> x.times(1.0));
    same(205, "subnormal", 0x1p-1023, Double.MIN_NORMAL, x -> x.times(0.5));
    same(205, "sum of subnormals", 2 * Double.MIN_VALUE, Double.MIN_VALUE, x -> x.plus(x));
  }

  @Test
  void required_spec206_operandsInOrder() {
    Operator places = new WeightsOperator(1.0, 10.0, 100.0);
    Graph g = new Graph();
    Node[] x = {g.variable(0.0), g.variable(0.0), g.variable(0.0)};
    Node a = x[0];
    Node b = x[1];
    KernelProbe probe =
        probe(
            Request.of(
                a.minus(b),
                b.minus(a),
                a.div(b),
                a.pow(b),
                g.apply(Operators.ATAN2, a, b),
                g.apply(Operators.LESS, a, b),
                g.apply(places, x),
                g.apply(places, x[2], x[0], x[1])));
    double[] actual = probe.evaluate(KernelProbe.byId(x, 2.0, 3.0, 5.0));
    double[] expected = {-1.0, 1.0, 2.0 / 3.0, 8.0, Math.atan2(2.0, 3.0), 1.0, 532.0, 325.0};
    Check.bits(206, "operations of operands 2, 3, 5", expected, actual);
  }

  @Test
  void required_spec207_selectEvaluatesBothBranches() {
    CountingOperator counted = CountingOperator.impure();
    Graph g = new Graph();
    Placeholder c = g.placeholder("c");
    Node first = g.apply(counted, g.variable(10.0));
    Node second = g.apply(counted, g.variable(20.0));
    Program program = compile(Request.of(g.apply(Operators.SELECT, c, first, second)));
    double[] conditions = {1.0, -0.5, Double.NaN, Double.MIN_VALUE, 0.0, -0.0};
    double[] expected = {10.0, 10.0, 10.0, 10.0, 20.0, 20.0};
    for (int i = 0; i < conditions.length; i++) {
      counted.reset();
      double actual = program.run(Feed.of(c, conditions[i])).value();
      Check.bits(207, "select(" + conditions[i] + ", 10, 20)", expected[i], actual);
      Check.that(207, counted.values() == 2, counted.values() + " of 2 branches were evaluated");
    }
  }

  @Test
  void required_spec208_sameValuesWithAndWithoutDerivatives() {
    for (RandomCase random : RandomGraphs.first(50)) {
      KernelProbe probe = probe(random.request());
      double[] inputs = random.inputs(0);
      double[] without = probe.evaluate(inputs);
      double[] with = probe.differentiate(inputs, random.seeds()).values();
      Check.bits(208, "values of " + random, without, with);
    }
  }

  @Test
  void required_spec209_nothingLeftFromEarlierRun() {
    Graph g = new Graph();
    Node x = g.placeholder();
    Node w = g.variable(0.0);
    Node[] inputs = {x, w};
    KernelProbe probe = probe(Request.of(g.constant(1.0).div(x), w.times(x)));
    double[][] rows = {
      {0.0, 3.0}, {-0.0, 3.0}, {Double.NaN, 3.0}, {2.0, 3.0}, {2.0, -4.0}, {2.0, 3.0}
    };
    for (double[] row : rows) {
      double[] actual = probe.evaluate(KernelProbe.byId(inputs, row));
      double[] expected = {1.0 / row[0], row[1] * row[0]};
      Check.bits(209, "1/x, w·x at x = " + row[0] + ", w = " + row[1], expected, actual);
    }
  }

  @Test
  void required_spec210_randomGraphsSameBits() {
    for (RandomCase random : RandomGraphs.first(RandomGraphs.count())) {
      random.verifyValues(backend());
    }
  }

  // ---------------------------------------------------------------- helpers

  /** Checks a formula of one variable, and the same formula of one constant, which is folded. */
  private void same(int rule, String what, double expected, double at, Formula formula) {
    Graph g = new Graph();
    Node x = g.variable(at);
    Node c = g.constant(at);
    double computed = compile(Request.of(formula.apply(x))).run().value();
    Check.bits(rule, what + " at " + at, expected, computed);
    double folded = compile(Request.of(formula.apply(c))).run().value();
    Check.bits(rule, what + " of the constant " + at, expected, folded);
  }

  private static Node overflowing(Node x) {
    return x.times(1e308).times(10.0).div(1e308);
  }

  private static Node apply(Operator operator, Node... operands) {
    return operands[0].graph().apply(operator, operands);
  }

  private static Node sqrt(Node x) {
    return apply(Operators.SQRT, x);
  }

  private static Node square(Node x) {
    return apply(Operators.SQUARE, x);
  }

  private static Node log(Node x) {
    return apply(Operators.LOG, x);
  }

  private static Node exp(Node x) {
    return apply(Operators.EXP, x);
  }

  private static double square(double x) {
    return x * x;
  }
}
