package org.scalarflow.tck;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;

/** Rules of section 3 about adjoints: what is summed, in which order, and from what. */
abstract class DerivativeSuite extends BackendSuite {

  private static final int CONSUMERS = 1_000;

  DerivativeSuite(Supplier<Backend> factory) {
    super(factory);
  }

  // ---------------------------------------------------------- contributions

  @Test
  void required_spec301_sharedNodeAccumulates() {
    Graph g = new Graph();
    Node a = g.variable(3.0);
    Node b = g.variable(5.0);
    derivative(301, "a + a", 2.0, a.plus(a), a);
    derivative(301, "a · a", 6.0, a.times(a), a);
    Node sum = a.plus(b);
    Node product = a.times(b);
    derivative(301, "(a + b) + (a·b) by a", 6.0, sum.plus(product), a);
    derivative(301, "(a + b) · (a·b) by a", 55.0, sum.times(product), a);
    derivative(301, "(a + b) · (a·b) by b", 39.0, sum.times(product), b);
    Node square = a.times(a);
    derivative(301, "a²·a² + a² by a", 114.0, square.times(square).plus(square), a);
  }

  @Test
  void required_spec302_sameNodeAtSeveralPositions() {
    for (Grid.Single single : Grid.builtIn()) {
      Graph g = new Graph();
      Variable x = g.variable(0.0);
      Node[] operands = new Node[single.operands().size()];
      Arrays.fill(operands, x);
      Node node = g.apply(single.operator(), operands);
      Request request = Request.of(node).differentiate(x);
      KernelProbe probe = probe(request);
      for (double point : new double[] {0.5, 2.0, 0.0, -1.5}) {
        double[] inputs = KernelProbe.byId(new Node[] {x}, point);
        double expected = new ReferenceSweep(request).run(inputs, 3.0).derivative(x);
        double actual = probe.differentiate(inputs, 3.0).sums()[0];
        Check.bits(302, () -> node + " with all operands " + point, expected, actual);
      }
    }
  }

  @Test
  void required_spec303_consumersInDescendingOrder() {
    Graph g = new Graph();
    Node x = g.variable(1.0);
    double[] factors = factorsOfManySizes();
    Node[] consumers = new Node[CONSUMERS];
    for (int i = 0; i < CONSUMERS; i++) {
      consumers[i] = x.times(factors[i]);
    }
    Node total = consumers[0];
    for (int i = 1; i < CONSUMERS; i++) {
      total = total.plus(consumers[i]);
    }
    double expected = 0.0;
    for (int i = CONSUMERS - 1; i >= 0; i--) {
      expected += factors[i];
    }
    Evaluation run = compile(Request.of(total).differentiateAll()).gradient();
    Check.bits(303, "sum over " + CONSUMERS + " consumers", expected, run.derivative(x));
  }

  private static double[] factorsOfManySizes() {
    Random random = new Random(303);
    return random
        .doubles(CONSUMERS, -1.0, 1.0)
        .map(factor -> factor * Math.pow(10.0, random.nextInt(17)))
        .toArray();
  }

  @Test
  void required_spec304_positionsInAscendingOrder() {
    Graph g = new Graph();
    Node x = g.variable(1.0);
    // 1 + 1e16 − 1e16 is 0 from the left and 1 from the right.
    Node node = g.apply(new WeightsOperator(1.0, 1e16, -1e16), x, x, x);
    derivative(304, "x + 1e16·x − 1e16·x", 0.0, node, x);
  }

  // ------------------------------------------------------------------ seeds

  @Test
  void required_spec305_seedIsFirstContribution() {
    Graph g = new Graph();
    Node x = g.variable(1.0);
    Node up = x.times(1e16);
    Node down = x.times(-1e16);
    Evaluation run =
        compile(Request.of(up, x, down).differentiate(x)).gradient(Feed.empty(), 1.0, 1.0, 1.0);
    Check.bits(305, "seed 1, then −1e16, then 1e16", 0.0, run.derivative(x));
  }

  @Test
  void required_spec306_everyOutputHasItsOwnSeed() {
    Graph g = new Graph();
    Node x = g.variable(3.0);
    Node u = x.times(x);
    Node v = u.times(2.0);
    Program program = compile(Request.of(v, u).differentiate(x, u, v));
    Evaluation run = program.gradient(Feed.empty(), 10.0, 1.0);
    Check.bits(306, "10·2u + u by u", 21.0, run.derivative(u));
    Check.bits(306, "10·2x² + x² by x", 126.0, run.derivative(x));
    Check.bits(306, "by the output itself", 10.0, run.derivative(v));
    Check.bits(306, "with seeds of 1", 18.0, program.gradient().derivative(x));
  }

  @Test
  void required_spec307_seedOfZeroIsAContribution() {
    Graph g = new Graph();
    Node x = g.variable(0.0);
    Node root = g.apply(Operators.SQRT, x);
    Program program = compile(Request.of(root, x.times(3.0)).differentiate(x));
    for (double zero : new double[] {0.0, -0.0}) {
      double actual = program.gradient(Feed.empty(), zero, 1.0).derivative(x);
      Check.bits(307, zero + "·√x + 3x at 0: 0·∞ + 3", Double.NaN, actual);
    }
  }

  @Test
  void required_spec308_adjointOfZeroIsPassedOn() {
    Graph g = new Graph();
    Node x = g.variable(0.0);
    Node zero = g.variable(0.0);
    derivative(308, "0·√x at 0", Double.NaN, g.apply(Operators.SQRT, x).times(zero), x);
  }

  @Test
  void required_spec309_observedNodesHaveNoSeed() {
    Graph g = new Graph();
    Node x = g.variable(2.0);
    Node observed = x.times(x);
    Node output = observed.times(3.0);
    Node aside = output.times(x);
    Request request = Request.of(output).differentiate(x, observed);
    Evaluation run = compile(request.observe(observed, aside)).gradient();
    Check.bits(309, "3x² by x", 12.0, run.derivative(x));
    Check.bits(309, "3x² by x²", 3.0, run.derivative(observed));
  }

  // ------------------------------------------------------------------ zeros

  @Test
  void required_spec310_zeroIsPositive() {
    Graph g = new Graph();
    Node x = g.variable(2.0);
    positiveZero("x·(−0)", x.times(-0.0), x, 1.0);
    positiveZero("x·(−0) + x·(−0)", x.times(-0.0).plus(x.times(-0.0)), x, 1.0);
    positiveZero("−(x·0)", x.times(0.0).unaryMinus(), x, 1.0);
    positiveZero("x", x, x, -0.0);
  }

  /** Looks at the derivative of the row too, which no sum has made positive. */
  private void positiveZero(String what, Node output, Node x, double seed) {
    KernelProbe probe = probe(Request.of(output).differentiate(x));
    Gradients results = probe.differentiateRow(KernelProbe.byId(new Node[] {x}, 2.0), seed);
    String named = what + ", seed " + seed;
    Check.bits(310, named, 0.0, results.sums()[0]);
    Check.bits(310, "row of " + named, new double[] {0.0}, KernelProbe.perRow(results));
  }

  @Test
  void required_spec311_unreachedIsZero() {
    Graph g = new Graph();
    Node x = g.variable(2.0);
    Node observedOnly = g.variable(3.0);
    Node floored = g.variable(4.0);
    Node output = x.plus(g.apply(Operators.FLOOR, floored));
    Evaluation run =
        compile(
                Request.of(output)
                    .observe(observedOnly.times(x))
                    .differentiate(x, observedOnly, floored))
            .gradient();
    Check.bits(311, "by an input that is only observed", 0.0, run.derivative(observedOnly));
    Check.bits(311, "by an input behind floor", 0.0, run.derivative(floored));
    Check.bits(311, "by x", 1.0, run.derivative(x));
  }

  // -------------------------------------------------------------- arithmetic

  @Test
  void required_spec319_nonFiniteFlows() {
    Graph g = new Graph();
    Node x = g.variable(2.0);
    Node zero = g.variable(0.0);
    Program product = compile(Request.of(x.times(zero)).differentiate(x, zero));
    Evaluation infinite = product.gradient(Feed.empty(), Double.POSITIVE_INFINITY);
    Check.bits(319, "∞·0", Double.NaN, infinite.derivative(x));
    Check.bits(319, "∞·2", Double.POSITIVE_INFINITY, infinite.derivative(zero));
    Evaluation notANumber = product.gradient(Feed.empty(), Double.NaN);
    Check.bits(319, "NaN·2", Double.NaN, notANumber.derivative(zero));
    derivative(319, "x·NaN by x", Double.NaN, x.times(Double.NaN), x);
    Node up = x.times(Double.POSITIVE_INFINITY);
    Node down = x.times(Double.NEGATIVE_INFINITY);
    derivative(319, "∞ − ∞", Double.NaN, up.plus(down), x);
    derivative(319, "∞ + 1", Double.POSITIVE_INFINITY, up.plus(x), x);
    derivative(319, "1e308·10", Double.POSITIVE_INFINITY, x.times(1e308).times(10.0), x);
  }

  @Test
  void required_spec320_productsAndSumsRounded() {
    Graph g = new Graph();
    Node x = g.variable(1.0);
    double factor = 1 + 0x1p-30;
    Node y = x.times(factor);
    Node z = x.times(-(1 + 0x1p-29));
    double actual =
        compile(Request.of(y, z).differentiate(x))
            .gradient(Feed.empty(), factor, 1.0)
            .derivative(x);
    Check.bits(320, "−(1+2⁻²⁹) + (1+2⁻³⁰)²", 0.0, actual);
    Random random = new Random(320);
    Node b = g.variable(1.0);
    Program quotient = compile(Request.of(x.div(b)).differentiate(x, b));
    for (int i = 0; i < 200; i++) {
      double p = random.nextGaussian();
      double q = random.nextGaussian();
      double seed = random.nextGaussian();
      Evaluation run = quotient.gradient(Feed.of(x, p).and(b, q), seed);
      String at = "p/q, p = " + p + ", q = " + q + ", seed " + seed;
      Check.bits(320, "by p of " + at, seed * (1.0 / q), run.derivative(x));
      Check.bits(320, "by q of " + at, seed * (-(p / q) / q), run.derivative(b));
    }
  }

  @Test
  void required_spec321_partialsSeeTheResultOfTheirRun() {
    DrawingOperator operator = new DrawingOperator();
    Graph g = new Graph();
    Placeholder x = g.placeholder("x");
    Program program = compile(Request.of(g.apply(operator, x)).differentiate(x));
    for (int run = 0; run < 5; run++) {
      Evaluation result = program.gradient(Feed.of(x, 2.0 + run % 2));
      // The operator's partial is operand · result.
      double expected = (2.0 + run % 2) * result.value();
      Check.bits(321, "operand · result in run " + run, expected, result.derivative(x));
    }
  }

  // --------------------------------------------------------------- delivery

  @Test
  void required_spec322_derivativesOfOperations() {
    Graph g = new Graph();
    Node x = g.variable(3.0);
    Node u = x.times(x);
    Node v = u.times(u);
    Node w = v.plus(u);
    Evaluation run = compile(Request.everything(w)).gradient();
    Check.bits(322, "w by w", 1.0, run.derivative(w));
    Check.bits(322, "u² + u by u²", 1.0, run.derivative(v));
    Check.bits(322, "u² + u by u", 19.0, run.derivative(u));
    Check.bits(322, "x⁴ + x² by x", 114.0, run.derivative(x));
  }

  @Test
  void required_spec323_otherWantedNodesDoNotMatter() {
    for (RandomCase random : RandomGraphs.first(50)) {
      Request bare = Request.of(random.request().outputs());
      double[] inputs = random.inputs(0);
      KernelProbe all = probe(bare.differentiateAll());
      double[] together = all.differentiate(inputs, random.seeds()).sums();
      for (int i = 0; i < together.length; i += 5) {
        Node node = bare.graph().node(all.tape().origin(all.tape().derivativeNode(i)));
        double alone =
            probe(bare.differentiate(node)).differentiate(inputs, random.seeds()).sums()[0];
        Check.bits(
            323,
            () -> random + ": derivative by '" + node.name() + "' alone, against all wanted",
            together[i],
            alone);
      }
    }
  }

  @Test
  void required_spec324_equalNodesKeepTheirOwnAdjoint() {
    Graph g = new Graph();
    Node x = g.variable(1.0);
    Node first = g.apply(Operators.SIN, x);
    Node second = g.apply(Operators.SIN, x);
    Evaluation run =
        compile(Request.everything(first.times(2.0).plus(second.times(3.0)))).gradient();
    Check.bits(324, "2·sin x + 3·sin x by the first sin x", 2.0, run.derivative(first));
    Check.bits(324, "by the second", 3.0, run.derivative(second));
    double expected = 3.0 * Math.cos(1.0) + 2.0 * Math.cos(1.0);
    Check.bits(324, "by x", expected, run.derivative(x));
  }

  // ------------------------------------------------------------------- runs

  @Test
  void required_spec328_nothingLeftFromEarlierRun() {
    Graph g = new Graph();
    Node x = g.placeholder("x");
    Node branch = g.apply(Operators.SELECT, x, x.times(5.0), x.times(x));
    KernelProbe probe = probe(Request.of(x.times(x), branch).differentiate(x));
    double[][] xSeedSeedExpected = {
      {3.0, 1.0, 0.0, 6.0},
      {3.0, 1.0, 0.0, 6.0},
      {3.0, 0.5, 1.0, 8.0},
      {0.0, 1.0, 1.0, 0.0},
      {Double.NaN, 1.0, 1.0, Double.NaN},
      {3.0, 1.0, 0.0, 6.0},
      {-0.0, 1.0, 1.0, 0.0},
      {1.0, 1.0, 1.0, 7.0},
    };
    for (double[] row : xSeedSeedExpected) {
      double[] inputs = KernelProbe.byId(new Node[] {x}, row[0]);
      double actual = probe.differentiate(inputs, row[1], row[2]).sums()[0];
      Check.bits(
          328, row[1] + "·x² + " + row[2] + "·select(x, 5x, x²) at " + row[0], row[3], actual);
    }
  }

  @Test
  void required_spec329_randomGraphsSameBits() {
    for (RandomCase random : RandomGraphs.first(RandomGraphs.count())) {
      random.verifyDerivatives(backend());
    }
  }

  @Test
  void required_spec330_derivativesAtAnyDepth() {
    for (int depth : Chains.depths()) {
      Request request = Chains.of(depth);
      double expected = Chains.derivative(depth);
      String what = "derivative of a chain of " + depth;
      Check.bits(
          330,
          what,
          expected,
          SmallStack.callHere(330, () -> Chains.derivative(request, backend())));
      Check.bits(
          330,
          what + " on a small stack",
          expected,
          SmallStack.call(330, () -> Chains.derivative(request, backend())));
    }
  }

  private void derivative(int rule, String what, double expected, Node output, Node input) {
    double actual = compile(Request.of(output).differentiate(input)).gradient().derivative(input);
    Check.bits(rule, what, expected, actual);
  }
}
