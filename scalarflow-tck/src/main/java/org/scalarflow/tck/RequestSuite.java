package org.scalarflow.tck;

import java.util.Arrays;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.scalarflow.Evaluation;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** Rules of section 1: what is delivered, and which work is done for it. */
abstract class RequestSuite extends BackendSuite {

  private final int ladder = Chains.atMost(100_000);

  RequestSuite(Supplier<Backend> factory) {
    super(factory);
  }

  // ------------------------------------------------------------- delivery

  @Test
  void required_spec101_outputsInOrderOfTheRequest() {
    Graph g = new Graph();
    Node x = g.variable(2.0);
    Node a = x.plus(1.0);
    Node b = x.times(5.0);
    Node c = x.minus(7.0);
    double[] inputs = KernelProbe.byId(new Node[] {x}, 2.0);
    KernelProbe probe = probe(Request.of(c, a, b, x).differentiate(x));
    double[] expected = {-5.0, 3.0, 10.0, 2.0};
    Check.bits(101, "outputs of a run", expected, probe.evaluate(inputs));
    Check.bits(101, "outputs with derivatives", expected, probe.differentiate(inputs).values());
  }

  @Test
  void required_spec102_observedNodesAfterOutputs() {
    Graph g = new Graph();
    Node x = g.variable(2.0);
    Node a = x.plus(1.0);
    Node b = x.times(5.0);
    Node c = a.minus(7.0);
    double[] inputs = KernelProbe.byId(new Node[] {x}, 2.0);
    KernelProbe probe = probe(Request.of(b).observe(c, b, a));
    Check.bits(
        102, "output, observed nodes", new double[] {10.0, 3.0, -4.0}, probe.evaluate(inputs));
  }

  @Test
  void required_spec103_derivativesInTapeOrder() {
    Graph g = new Graph();
    Node x = g.variable(2.0);
    Node y = g.placeholder();
    Node a = x.times(y);
    Node b = a.times(x);
    KernelProbe probe = probe(Request.of(b).differentiate(b, y, a, x));
    double[] actual = probe.differentiate(KernelProbe.byId(new Node[] {x, y}, 2.0, 3.0)).sums();
    Tape tape = probe.tape();
    for (int i = 0; i < actual.length; i++) {
      int node = tape.origin(tape.derivativeNode(i));
      double expected = node == x.id() ? 12.0 : node == y.id() ? 4.0 : node == a.id() ? 2.0 : 1.0;
      Check.bits(
          103, "derivative with respect to " + tape.structure().name(node), expected, actual[i]);
    }
  }

  @Test
  void required_spec110_constantsDelivered() {
    Graph g = new Graph();
    Node x = g.variable(2.0);
    Node c = g.constant(-0.0);
    Node folded = g.apply(Operators.SIN, g.constant(1.5));
    Node infinite = g.constant(1.0).div(c);
    double[] actual =
        probe(Request.of(c, x, folded).observe(infinite))
            .evaluate(KernelProbe.byId(new Node[] {x}, 2.0));
    double[] expected = {-0.0, 2.0, Math.sin(1.5), Double.NEGATIVE_INFINITY};
    Check.bits(110, "constants among outputs and observed nodes", expected, actual);
  }

  @Test
  void required_spec111_inputAsOutput() {
    Graph g = new Graph();
    Node x = g.variable(3.0);
    double[] inputs = KernelProbe.byId(new Node[] {x}, 3.0);
    Gradients alone = probe(Request.of(x).differentiate(x)).differentiate(inputs, 2.5);
    Check.bits(111, "value of an input that is the only output", 3.0, alone.values()[0]);
    Check.bits(111, "derivative with respect to itself", 2.5, alone.sums()[0]);
    Node square = x.times(x);
    Gradients both =
        probe(Request.of(square, x).differentiate(x))
            .differentiate(KernelProbe.byId(new Node[] {x}, 3.0), 10.0, 2.5);
    Check.bits(111, "derivative of 10·x² + 2.5·x", 62.5, both.sums()[0]);
  }

  // ----------------------------------------------------------------- work

  @Test
  void required_spec104_eachOperationOnceForward() {
    CountingOperator operator = CountingOperator.pure();
    Program program = compile(ladderOf(operator));
    program.run();
    Check.that(104, operator.values() <= ladder, counted("values", operator.values()));
    operator.reset();
    program.gradient();
    Check.that(
        104, operator.values() <= ladder, counted("values with derivatives", operator.values()));
  }

  @Test
  void required_spec105_eachOperationOnceBackward() {
    CountingOperator operator = CountingOperator.pure();
    Evaluation run = compile(ladderOf(operator)).gradient();
    Check.that(105, operator.partials() <= ladder, counted("partials", operator.partials()));
    Check.bits(105, "derivative over the whole ladder", 1.0, run.derivative("start"));
  }

  /** Each step uses the one before twice: without memory the work doubles with every step. */
  private Request ladderOf(CountingOperator operator) {
    Graph g = new Graph();
    Variable start = g.variable("start", 1.0);
    Node top = start;
    for (int i = 0; i < ladder; i++) {
      top = g.apply(operator, top, top);
    }
    return Request.of(top).differentiate(start);
  }

  private String counted(String what, int calls) {
    return what + " of " + ladder + " operations were asked for " + calls + " times";
  }

  @Test
  void required_spec106_onlyAncestorsEvaluated() {
    Graph g = new Graph();
    CountingOperator operator = CountingOperator.pure();
    Node x = g.variable(2.0);
    Node z = g.placeholder();
    Node before = g.apply(operator, x, x);
    Node output = x.times(3.0);
    Node after = g.apply(operator, before, output);
    g.apply(operator, after, z);
    Program program = compile(Request.of(output).differentiate(x));
    program.run();
    program.gradient();
    Check.that(
        106,
        operator.values() == 0 && operator.partials() == 0,
        "operations that nothing asked for were evaluated " + operator.values() + " times");
  }

  @Test
  void required_spec107_backwardOnlyTowardsWanted() {
    Graph g = new Graph();
    CountingOperator aside = CountingOperator.pure();
    CountingOperator wanted = CountingOperator.pure();
    Node x = g.variable(2.0);
    Node y = g.variable(3.0);
    Node notWanted = g.apply(aside, y, y);
    Node stopped = g.apply(Operators.STOP_GRADIENT, g.apply(aside, x, x));
    Node observed = g.apply(aside, x, y);
    Node output = g.apply(wanted, x, y).plus(notWanted).plus(stopped);
    compile(Request.of(output).observe(observed).differentiate(x)).gradient();
    Check.that(107, wanted.partials() == 1, "partials on the way to x: " + wanted.partials());
    Check.that(107, aside.partials() == 0, "partials aside of the way: " + aside.partials());
  }

  @Test
  void required_spec108_valueRunAsksForNoPartials() {
    Graph g = new Graph();
    CountingOperator operator = CountingOperator.pure();
    Node x = g.variable(2.0);
    Program program = compile(Request.of(g.apply(operator, x, x)).differentiate(x));
    program.run();
    Check.that(108, operator.partials() == 0, "partials in a value run: " + operator.partials());
  }

  @Test
  void required_spec109_impureOperationsOnceInEveryRun() {
    Graph g = new Graph();
    CountingOperator operator = CountingOperator.impure();
    Node x = g.variable(2.0);
    Node c = g.constant(1.0);
    Node equal = g.apply(operator, x).plus(g.apply(operator, x));
    Node constant = g.apply(operator, c, c);
    Program program = compile(Request.of(equal.plus(constant)).differentiate(x));
    Check.that(109, operator.values() == 0, "an impure operator was called while compiling");
    for (int run = 1; run <= 3; run++) {
      program.run();
      Check.that(109, operator.values() == 3, impure(run, operator.values()));
      operator.reset();
      program.gradient();
      Check.that(109, operator.values() == 3, impure(run, operator.values()));
      operator.reset();
    }
  }

  private static String impure(int run, int calls) {
    return "3 impure operations were evaluated " + calls + " times in round " + run;
  }

  // --------------------------------------------------------------- arrays

  @Test
  void required_spec112_inputsReadInEveryRun() {
    Graph g = new Graph();
    Variable w = g.variable(2.0);
    Node x = g.placeholder();
    Kernel kernel = kernel(Request.of(w.times(x)).differentiate(w, x));
    Workspace workspace = kernel.newWorkspace();
    double[] uniform = {2.0};
    double[] row = {5.0};
    Inputs inputs = new Inputs(uniform, row, 1);
    double[] value = new double[1];
    kernel.evaluate(workspace, inputs, 0, 1, value);
    Check.bits(112, "2·5", 10.0, value[0]);
    uniform[0] = 3.0;
    kernel.evaluate(workspace, inputs, 0, 1, value);
    Check.bits(112, "after the uniform input became 3", 15.0, value[0]);
    row[0] = 7.0;
    Gradients gradients = Gradients.of(kernel.tape(), 1, false);
    kernel.differentiate(workspace, inputs, 0, 1, Seeds.ones(kernel.tape()), gradients);
    Check.bits(112, "after the row input became 7", 21.0, gradients.values()[0]);
    Check.bits(112, "derivatives then", new double[] {7.0, 3.0}, gradients.sums());
    Program program = compile(Request.of(w.plus(1.0)));
    program.run();
    w.assign(-4.0);
    Check.bits(112, "after an assignment", -3.0, program.run().value());
  }

  @Test
  void required_spec113_inputsAndSeedsUntouched() {
    Graph g = new Graph();
    Node w = g.variable(2.0);
    Node x = g.placeholder();
    Node product = w.times(x);
    Kernel kernel = kernel(Request.of(product, w).differentiate(w, x, product));
    double[] uniform = {-0.0};
    double[] rows = {Double.NaN, 8.0, -0.0, 9.0};
    double[] seeds = {-0.0, 3.0};
    Inputs inputs = new Inputs(uniform, rows, 2);
    Workspace workspace = kernel.newWorkspace();
    kernel.evaluate(workspace, inputs, 0, 2, new double[4]);
    kernel.differentiate(
        workspace, inputs, 0, 2, new Seeds(seeds, 0), Gradients.of(kernel.tape(), 2, true));
    Check.bits(113, "uniform", new double[] {-0.0}, uniform);
    Check.bits(113, "rows", new double[] {Double.NaN, 8.0, -0.0, 9.0}, rows);
    Check.bits(113, "seeds", new double[] {-0.0, 3.0}, seeds);
  }

  @Test
  void required_spec114_writesOnlyWhatItDelivers() {
    Graph g = new Graph();
    Node x = g.placeholder();
    Kernel kernel = kernel(Request.of(x.times(x)).differentiate(x));
    Workspace workspace = kernel.newWorkspace();
    Inputs inputs = new Inputs(new double[0], new double[] {2.0, 3.0}, 1);
    double[] values = sentinels();
    kernel.evaluate(workspace, inputs, 0, 2, values);
    Check.bits(114, "values", new double[] {4.0, 9.0, 77.0, 77.0}, values);
    Gradients results = new Gradients(sentinels(), sentinels(), sentinels());
    kernel.differentiate(workspace, inputs, 0, 2, Seeds.ones(kernel.tape()), results);
    Check.bits(114, "values", new double[] {4.0, 9.0, 77.0, 77.0}, results.values());
    Check.bits(114, "sums", new double[] {10.0, 77.0, 77.0, 77.0}, results.sums());
    double[] perRow = KernelProbe.perRow(results);
    Check.bits(114, "derivatives of rows", new double[] {4.0, 6.0, 77.0, 77.0}, perRow);
  }

  private static double[] sentinels() {
    double[] array = new double[4];
    Arrays.fill(array, 77.0);
    return array;
  }

  // ---------------------------------------------------------------- depth

  @Test
  void required_spec115_valuesAtAnyDepth() {
    for (int depth : Chains.depths()) {
      Request request = Chains.of(depth);
      double expected = Chains.value(depth);
      Check.bits(
          115,
          "chain of " + depth,
          expected,
          SmallStack.callHere(115, () -> Chains.value(request, backend())));
      Check.bits(
          115,
          "chain of " + depth + " on a small stack",
          expected,
          SmallStack.call(115, () -> Chains.value(request, backend())));
    }
  }
}
