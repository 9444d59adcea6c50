package org.scalarflow.naive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.scalarflow.Arity;
import org.scalarflow.CompileOptions;
import org.scalarflow.Evaluation;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.OperatorException;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Runner;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

class NaiveBackendTest {

  private final Backend backend = new NaiveBackend();
  private final Graph graph = new Graph(backend);
  private final Placeholder x = graph.placeholder("x");

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(Backend.class))
        .filteredOn(NaiveBackend.class::isInstance)
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.name()).isEqualTo("naive");
              assertThat(found.priority()).isZero();
            });
  }

  @Test
  void saysWhatItMadeOfATape() {
    assertThat(graph.compile(Request.of(x.plus(1))).describe())
        .contains("backend naive", "recursive", "1 operation;");
  }

  // -------------------------------------------------------- visits and sums

  private static final class Counting implements Operator.Binary {

    final AtomicInteger forward = new AtomicInteger();
    final AtomicInteger backward = new AtomicInteger();

    @Override
    public String name() {
      return "mean";
    }

    @Override
    public double value(double a, double b) {
      forward.incrementAndGet();
      return 0.5 * (a + b);
    }

    @Override
    public double firstPartial(double a, double b, double result) {
      backward.incrementAndGet();
      return 0.5;
    }

    @Override
    public double secondPartial(double a, double b, double result) {
      return 0.5;
    }
  }

  @Test
  void diamondLadderVisitsEachAncestorOnce() {
    int steps = 100_000;
    Counting mean = new Counting();
    Placeholder other = graph.placeholder("other");
    Node rung = x;
    for (int i = 0; i < steps; i++) {
      rung = graph.apply(mean, graph.apply(mean, rung, rung), graph.apply(mean, rung, rung));
      graph.apply(mean, rung, other);
    }
    Node aside = graph.apply(mean, other, other);
    Program program = graph.compile(Request.of(rung, aside).differentiate(x));
    Feed feed = Feed.of(x, 3.0).and(other, 7.0);

    assertThat(program.run(feed).value(rung)).isEqualTo(3.0);
    assertThat(mean.forward).hasValue(3 * steps + 1);
    assertThat(mean.backward).hasValue(0);

    assertThat(program.gradient(feed).derivative(x)).isEqualTo(1.0);
    assertThat(mean.forward).hasValue(2 * (3 * steps + 1));
    assertThat(mean.backward).hasValue(3 * steps);
  }

  @Test
  void contributionsOfSharedNodesAddUp() {
    Node a = x.times(x);
    Node b = a.plus(a);
    Node c = a.plus(b).times(a.times(b));

    Evaluation run = graph.gradient(c, Feed.of(x, 2.0));

    // a = x², b = 2a, c = 3a · 2a² = 6a³ = 6x⁶
    assertThat(run.value()).isEqualTo(6.0 * 64);
    assertThat(run.derivative(a)).isEqualTo(18.0 * 16);
    assertThat(run.derivative(x)).isEqualTo(36.0 * 32);
  }

  @Test
  void selectPassesNothingToTheBranchNotTaken() {
    Node root = graph.apply(Operators.SQRT, x);
    Node zero = graph.constant(0.0);
    Node positive = graph.apply(Operators.GREATER, x, zero);
    Node safe = graph.apply(Operators.SELECT, positive, root, x.times(5.0));

    Evaluation at0 = graph.gradient(safe, Feed.of(x, 0.0));
    assertThat(at0.derivative(x)).isEqualTo(5.0);
    assertThat(at0.derivative(root)).isZero();

    Evaluation at4 = graph.gradient(safe, Feed.of(x, 4.0));
    assertThat(at4.derivative(x)).isEqualTo(0.25);
    assertThat(at4.derivative(root)).isEqualTo(1.0);
  }

  @Test
  void zeroDerivativesArePositive() {
    Node y = x.times(-0.0);

    double derivative = graph.gradient(y, Feed.of(x, 1.0)).derivative(x);

    assertThat(Double.doubleToLongBits(derivative)).isZero();
  }

  // ------------------------------------------------------------- operators

  /** Keeps and spoils its arrays; counts how often it is asked. */
  private static final class ThreeSum implements Operator {

    final AtomicInteger forward = new AtomicInteger();
    final AtomicInteger backward = new AtomicInteger();

    @Override
    public String name() {
      return "threeSum";
    }

    @Override
    public Arity arity() {
      return Arity.exactly(3);
    }

    @Override
    public double value(double[] operands) {
      forward.incrementAndGet();
      double sum = operands[0] + 10 * operands[1] + 100 * operands[2];
      operands[0] = Double.NaN;
      return sum;
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      backward.incrementAndGet();
      partials[0] = 1;
      partials[1] = 10;
      partials[2] = 100;
      operands[1] = Double.NaN;
    }
  }

  @Test
  void partialsOfAnOperatorAreAskedOnce() {
    ThreeSum sum = new ThreeSum();
    Placeholder y = graph.placeholder("y");
    Placeholder z = graph.placeholder("z");
    Node first = graph.apply(sum, x, y, z);
    Node second = graph.apply(sum, z, first, x);

    Evaluation run = graph.gradient(second, Feed.of(x, 1.0).and(y, 2.0).and(z, 3.0));

    assertThat(run.value()).isEqualTo(3.0 + 10 * 321 + 100);
    assertThat(run.derivative(x)).isEqualTo(110.0);
    assertThat(run.derivative(y)).isEqualTo(100.0);
    assertThat(run.derivative(z)).isEqualTo(1001.0);
    assertThat(sum.forward).hasValue(2);
    assertThat(sum.backward).hasValue(2);
  }

  @Test
  void aFailedRunLeavesTheWorkspaceUsable() {
    Operator fussy =
        Operator.unary(
            "fussy",
            a -> {
              if (a < 0) {
                throw new IllegalStateException("negative");
              }
              return 2 * a;
            },
            (a, result) -> {
              if (a == 0) {
                throw new IllegalStateException("no partial at 0");
              }
              return 2;
            });
    Program program =
        graph.compile(Request.of(graph.apply(fussy, x).times(x.minus(1))).differentiate(x));
    Runner runner = program.newRunner();

    for (double bad : new double[] {-1.0, 0.0}) {
      runner.row()[0] = bad;
      assertThatThrownBy(runner::differentiate).isInstanceOf(OperatorException.class);
    }
    runner.row()[0] = 3.0;
    runner.differentiate();

    assertThat(runner.values()).containsExactly(12.0);
    assertThat(runner.derivatives()).containsExactly(10.0);
  }

  // ----------------------------------------------------- time and memory

  @Test
  void aRunAllocatesNothing() {
    Kernel kernel = backend.compile(mixedTape(), CompileOptions.DEFAULT);
    Workspace workspace = kernel.newWorkspace();
    int rows = 3;
    Inputs inputs = new Inputs(new double[0], new double[] {0.1, 0.2, 0.3}, 1);
    Seeds seeds = Seeds.ones(kernel.tape());
    Gradients results = Gradients.of(kernel.tape(), rows, false);
    Runnable runs =
        () -> {
          for (int i = 0; i < 10_000; i++) {
            kernel.evaluate(workspace, inputs, 0, rows, results.values());
            kernel.differentiate(workspace, inputs, 0, rows, seeds, results);
          }
        };

    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < 5; attempt++) {
      least = Math.min(least, allocatedBy(runs));
    }

    assertThat(least).isZero();
  }

  /** Shared nodes, a selection, operators of many operands, and a chain beyond the depth limit. */
  private Tape mixedTape() {
    Node chain = x;
    for (int i = 0; i < 3 * Values.DEEPEST; i++) {
      chain = graph.apply(Operators.SIN, chain).plus(x);
    }
    Node select = graph.apply(Operators.SELECT, x, chain, x);
    Node sum = graph.apply(Operators.LOG_SUM_EXP, x, chain, select);
    Node custom = graph.apply(new ThreeSum(), x, chain, sum);
    return Tape.lower(Request.of(custom).differentiate(x));
  }

  private static long allocatedBy(Runnable action) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long id = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(id);
    action.run();
    return threads.getThreadAllocatedBytes(id) - before;
  }

  /**
   * The kernel looks at the interrupt status after each row as well; so what tells that it gave up
   * within the row is that nothing of the row was delivered.
   */
  @Test
  void anInterruptIsAnsweredWithinARow() {
    Operator interrupter =
        Operator.unary(
            "interrupter",
            a -> {
              Thread.currentThread().interrupt();
              return a;
            },
            (a, result) -> 1);

    assertGivesUpWithinTheRow(tanhs(graph.apply(interrupter, x), 2 * Values.PATIENCE), true);
  }

  @Test
  void anInterruptIsAnsweredWithinTheBackwardSweepOfARow() {
    Operator interrupter =
        Operator.unary(
            "interrupter",
            a -> a,
            (a, result) -> {
              Thread.currentThread().interrupt();
              return 1;
            });

    assertGivesUpWithinTheRow(graph.apply(interrupter, tanhs(x, 2 * Values.PATIENCE)), false);
  }

  private Node tanhs(Node start, int length) {
    Node node = start;
    for (int i = 0; i < length; i++) {
      node = graph.apply(Operators.TANH, node);
    }
    return node;
  }

  private void assertGivesUpWithinTheRow(Node output, boolean forward) {
    Tape tape = Tape.lower(Request.of(output).differentiate(x));
    Kernel kernel = backend.compile(tape, CompileOptions.DEFAULT);
    Workspace workspace = kernel.newWorkspace();
    Inputs inputs = new Inputs(new double[0], new double[] {0.5}, 1);
    Gradients results = Gradients.of(tape, 1, true);
    double[] perRow = Objects.requireNonNull(results.perRow());
    results.values()[0] = Double.NaN;
    perRow[0] = Double.NaN;
    try {
      assertThatThrownBy(
              () -> kernel.differentiate(workspace, inputs, 0, 1, Seeds.ones(tape), results))
          .isInstanceOf(EvaluationInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(Double.isNaN(results.values()[0])).isEqualTo(forward);
    assertThat(perRow).containsExactly(Double.NaN);
  }
}
