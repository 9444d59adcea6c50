package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.apache.commons.math3.analysis.differentiation.DerivativeStructure;
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
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;

/** Rules of section 3 about partials: kinks, choices, corners, and oracles from outside. */
abstract class PartialSuite extends BackendSuite {

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  /** Both sides round a few dozen operations; none of the formulas is ill-conditioned. */
  private static final double ROUNDING = 1e-12;

  /** Central differences with a step of cbrt(2⁻⁵²) err by about its square, 4e−11, times f‴/6. */
  private static final double DIFFERENCE_ERROR = 1e-7;

  PartialSuite(Supplier<Backend> factory) {
    super(factory);
  }

  // ------------------------------------------------------------------ kinks

  @Test
  void required_spec312_kinksAsTabled() {
    for (Corner corner : Corner.KINKS) {
      check(312, corner);
    }
  }

  @Test
  void required_spec318_cornersOfPow() {
    for (Corner corner : Corner.POW) {
      check(318, corner);
    }
    for (Corner corner : Corner.POW) {
      double exponent = corner.operands()[1];
      Graph g = new Graph();
      Node base = g.variable(corner.operands()[0]);
      Evaluation run = compile(Request.of(base.pow(exponent)).differentiate(base)).gradient();
      String what = corner + " with a constant exponent";
      Check.bits(318, what, corner.value(), run.value());
      Check.bits(318, what + ": ∂/∂a", corner.partials()[0] + 0.0, run.derivative(base));
    }
  }

  private void check(int rule, Corner corner) {
    Graph g = new Graph();
    List<Node> operands = new ArrayList<>();
    for (double operand : corner.operands()) {
      operands.add(g.variable(operand));
    }
    Node node = g.apply(corner.operator(), operands);
    Evaluation run = compile(Request.of(node).differentiate(operands)).gradient();
    Check.bits(rule, "value of " + corner, corner.value(), run.value());
    for (int position = 0; position < operands.size(); position++) {
      int at = position;
      Check.bits(
          rule,
          () -> "partial " + at + " of " + corner,
          corner.partials()[at] + 0.0,
          run.derivative(operands.get(at)));
    }
  }

  // ---------------------------------------------------------------- choices

  @Test
  void required_spec313_nothingThroughJumps() {
    for (Operator operator :
        List.of(
            Operators.EQUAL,
            Operators.NOT_EQUAL,
            Operators.LESS,
            Operators.LESS_OR_EQUAL,
            Operators.GREATER,
            Operators.GREATER_OR_EQUAL,
            Operators.SIGN,
            Operators.FLOOR,
            Operators.CEIL)) {
      Graph g = new Graph();
      Node x = g.variable(1.5);
      Node jump = operator.arity().accepts(1) ? g.apply(operator, x) : g.apply(operator, x, x);
      Evaluation run = infinitelySteep(jump, x);
      Check.bits(313, operator.name() + "(x)·∞ + x by x", 1.0, run.derivative(x));
      Check.bits(313, "by " + operator.name() + " itself", INFINITY, run.derivative(jump));
    }
  }

  @Test
  void required_spec314_selectContributesToTheBranchTaken() {
    Graph g = new Graph();
    Placeholder c = g.placeholder("c");
    Variable a = g.variable(2.0);
    Variable b = g.variable(3.0);
    Node steep = g.apply(Operators.SELECT, c, a, b).times(g.variable(INFINITY));
    Program program = compile(Request.of(steep.plus(a).plus(b)).differentiate(a, b));
    for (double condition : new double[] {1.0, -2.0, NAN, 0.0, -0.0}) {
      Evaluation run = program.gradient(Feed.of(c, condition));
      boolean first = condition != 0;
      String what = "select(" + condition + ", a, b)·∞ + a + b by ";
      Check.bits(314, what + "a", first ? INFINITY : 1.0, run.derivative(a));
      Check.bits(314, what + "b", first ? 1.0 : INFINITY, run.derivative(b));
    }
  }

  @Test
  void required_spec315_whatReceivedNothingPassesNothing() {
    Graph g = new Graph();
    Placeholder x = g.placeholder("x");
    Node positive = g.apply(Operators.GREATER, x, g.constant(0.0));
    Node root = g.apply(Operators.SQRT, x);
    Node logarithm = g.apply(Operators.LOG, x);
    Node deep = g.apply(Operators.LOG, root).times(logarithm).pow(x);
    Node guardedRoot = g.apply(Operators.SELECT, positive, root, x);
    Node guardedLog = g.apply(Operators.SELECT, positive, logarithm, x.times(2.0));
    Node guardedDeep = g.apply(Operators.SELECT, positive, deep, x.times(3.0));
    Request request = Request.of(guardedRoot, guardedLog, guardedDeep).differentiateAll();
    Program program = compile(request);
    for (double point : new double[] {0.0, -0.0, -1.0, -INFINITY, NAN}) {
      Evaluation run = program.gradient(Feed.of(x, point));
      Check.bits(315, "x + 2x + 3x by x at " + point, 6.0, run.derivative(x));
      Check.bits(315, "by √x, not taken at " + point, 0.0, run.derivative(root));
      Check.bits(315, "by log x, not taken at " + point, 0.0, run.derivative(logarithm));
    }
    Program single = compile(Request.of(guardedRoot).differentiate(x));
    Check.bits(315, "√x by x at 4", 0.25, single.gradient(Feed.of(x, 4.0)).derivative(x));
  }

  @Test
  void required_spec316_nothingToTheCondition() {
    Graph g = new Graph();
    Node x = g.variable(1.5);
    Node chosen = g.apply(Operators.SELECT, x, g.variable(2.0), g.variable(3.0));
    Evaluation run = infinitelySteep(chosen, x);
    Check.bits(316, "select(x, 2, 3)·∞ + x by x", 1.0, run.derivative(x));
  }

  @Test
  void required_spec317_stopGradient() {
    Graph g = new Graph();
    Node x = g.variable(3.0);
    Node stopped = g.apply(Operators.STOP_GRADIENT, x);
    Evaluation run = compile(Request.of(stopped.times(x)).differentiate(x)).gradient();
    Check.bits(317, "value of stop(x)·x", 9.0, run.value());
    Check.bits(317, "stop(x)·x by x", 3.0, run.derivative(x));
    Check.bits(317, "stop(x)·∞ + x by x", 1.0, infinitelySteep(stopped, x).derivative(x));
  }

  /** {@code node·∞ + x}: a contribution of 0 that should not be there turns into NaN. */
  private Evaluation infinitelySteep(Node node, Node x) {
    Node infinite = x.graph().variable(INFINITY);
    return compile(Request.of(node.times(infinite).plus(x)).differentiateAll()).gradient();
  }

  // ---------------------------------------------------------------- oracles

  @Test
  void required_spec325_builtInPartialBits() {
    double seed = -1.25;
    for (Grid.Single single : Grid.builtIn()) {
      KernelProbe probe = probe(single.request());
      ReferenceSweep reference = new ReferenceSweep(single.request());
      for (double[] point : Grid.points(single.operands().size())) {
        double[] inputs = single.inputs(point);
        double[] actual = probe.differentiate(inputs, seed).sums();
        ReferenceSweep.Row expected = reference.run(inputs, seed);
        for (int i = 0; i < actual.length; i++) {
          int position = i;
          Check.bits(
              325,
              () -> "partial " + position + " of " + single.describe(point) + ", seed " + seed,
              expected.derivative(single.operands().get(position)),
              actual[position]);
        }
      }
    }
  }

  @Test
  void required_spec326_composedFormulasAgreeWithOracles() {
    Graph g = new Graph();
    Placeholder x = g.placeholder("x");
    Placeholder y = g.placeholder("y");
    Variable w = g.variable(1.0);
    Node loss = w.times(x).minus(y).pow(2.0).plus(w.pow(2.0));
    Evaluation run = compile(Request.everything(loss)).gradient(Feed.of(x, 2.0).and(y, 3.0));
    Check.bits(326, "(wx − y)² + w² at w = 1, x = 2, y = 3", 2.0, run.value());
    Check.bits(326, "its derivative by w", -2.0, run.derivative(w));
    Check.bits(326, "its derivative by x", -2.0, run.derivative(x));
    Check.bits(326, "its derivative by y", 2.0, run.derivative(y));
    Random random = new Random(326);
    for (Twin twin : Twin.ALL) {
      Program program = compile(Request.of(twin.formula().apply(x, y)).differentiate(x, y));
      for (int i = 0; i < 20; i++) {
        double a = 0.2 + 0.7 * random.nextDouble();
        double b = 0.2 + 0.7 * random.nextDouble();
        DerivativeStructure expected =
            twin.oracle()
                .apply(new DerivativeStructure(2, 1, 0, a), new DerivativeStructure(2, 1, 1, b));
        Evaluation actual = program.gradient(Feed.of(x, a).and(y, b));
        String what = twin.name() + " at (" + a + ", " + b + ")";
        near(what, expected.getValue(), actual.value());
        near(what + " by x", expected.getPartialDerivative(1, 0), actual.derivative(x));
        near(what + " by y", expected.getPartialDerivative(0, 1), actual.derivative(y));
      }
    }
  }

  private static void near(String what, double expected, double actual) {
    Check.near(326, what, expected, actual, ROUNDING * Math.max(1, Math.abs(expected)));
  }

  @Test
  void required_spec327_centralDifferences() {
    for (Operator operator : Operators.builtIn()) {
      if (operator == Operators.STOP_GRADIENT) {
        continue;
      }
      int count = operator.arity().isFixed() ? operator.arity().least() : 4;
      Graph g = new Graph();
      Placeholder x = g.placeholder("x");
      List<Node> operands = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        double offset = operator == Operators.ACOSH ? 1.5 : 0.3 + 0.1 * i;
        Node wave = g.apply(Operators.SIN, x.times(1.0 + i));
        operands.add(wave.times(0.05).plus(offset));
      }
      Node smooth = g.apply(operator, operands).times(x.plus(1.0));
      Program program = compile(Request.of(smooth).differentiate(x));
      for (double point : new double[] {0.1, 0.4, 0.7}) {
        double step = Math.cbrt(0x1p-52);
        double up = program.run(Feed.of(x, point + step)).value();
        double down = program.run(Feed.of(x, point - step)).value();
        double expected = (up - down) / (point + step - (point - step));
        double actual = program.gradient(Feed.of(x, point)).derivative(x);
        Check.near(
            327,
            operator.name() + " of waves of x, times 1 + x, at " + point,
            expected,
            actual,
            DIFFERENCE_ERROR * Math.max(1, Math.abs(expected)));
      }
    }
  }
}
