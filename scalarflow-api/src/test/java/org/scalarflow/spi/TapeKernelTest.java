package org.scalarflow.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.scalarflow.Functions.log;
import static org.scalarflow.Functions.logSumExp;
import static org.scalarflow.Functions.select;
import static org.scalarflow.Functions.sign;
import static org.scalarflow.Functions.sqrt;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.scalarflow.Arity;
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
import org.scalarflow.ScalarFlowException;
import org.scalarflow.Variable;
import org.scalarflow.testing.TapeBackend;

class TapeKernelTest {

  private final Graph graph = new Graph(new TapeBackend());
  private final Placeholder x = graph.placeholder("x");

  @Test
  void sharedNodesAddUp() {
    Node square = x.times(x);
    Node sum = square.plus(square).plus(x);

    assertThat(graph.gradient(sum, Feed.of(x, 3)).derivative(x)).isEqualTo(13.0);
  }

  @Test
  void theBranchNotTakenLeaksNothing() {
    Node zero = graph.constant(0);
    Node safe = select(graph.apply(Operators.GREATER, x, zero), sqrt(x), x.times(3));
    Node safeLog = select(graph.apply(Operators.GREATER, x, zero), log(x), x.times(2));

    assertThat(graph.gradient(safe, Feed.of(x, 0)).derivative(x)).isEqualTo(3.0);
    assertThat(graph.gradient(safeLog, Feed.of(x, -1)).derivative(x)).isEqualTo(2.0);
    Evaluation taken = graph.gradient(safe, Feed.of(x, 4));
    assertThat(taken.derivative(x)).isEqualTo(0.25);
    assertThat(taken.derivative(graph.node("Multiply_0"))).isZero();
  }

  @Test
  void zeroDerivativesArePositive() {
    Node product = x.times(graph.constant(-0.0));

    double derivative = graph.gradient(product, Feed.of(x, 1)).derivative(x);
    assertThat(Double.doubleToRawLongBits(derivative)).isZero();
  }

  @Test
  void nodesWithoutDifferentiableOperandsPassNothingOn() {
    Node output = sign(x).plus(x);
    Evaluation run = graph.gradient(output, Feed.of(x, -2));

    assertThat(run.derivative(x)).isEqualTo(1.0);
    assertThat(run.derivative(graph.node("Sign_0"))).isEqualTo(1.0);
  }

  @Test
  void operatorsOfManyOperandsContributeToEach() {
    Node z = graph.constant(0);
    Node output = logSumExp(x, z, x);

    assertThat(graph.gradient(output, Feed.of(x, 0)).derivative(x))
        .isEqualTo(2 * Math.exp(-Math.log(3)));
  }

  @Test
  void aFailingOperatorIsNamedWithItsNodeAndOperands() {
    Operator failing =
        Operator.unary(
            "picky",
            v -> {
              if (v < 0) {
                throw new IllegalStateException("negative");
              }
              return v;
            },
            (v, result) -> {
              if (v == 0) {
                throw new IllegalStateException("flat");
              }
              return 1;
            });
    Node output = graph.apply(failing, x.plus(1));

    assertThatThrownBy(() -> graph.run(output, Feed.of(x, -2)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining(
            "operator 'picky' failed to give its value at node 'Picky_0' (Add_0 = -1.0)")
        .hasRootCauseMessage("negative");
    assertThatThrownBy(() -> graph.gradient(output, Feed.of(x, -1)))
        .hasMessageContaining("its partial derivatives");
    assertThat(graph.gradient(output, Feed.of(x, 1)).derivative(x)).isEqualTo(1.0);
  }

  @Test
  void aFailingRunInsideAnOperatorIsAFailureOfTheOperator() {
    Graph inner = new Graph(graph.backend());
    Placeholder unfed = inner.placeholder("unfed");
    Operator nested =
        Operator.unary("nested", v -> inner.run(unfed).value(), (v, result) -> Double.NaN);
    Node output = graph.apply(nested, x);

    assertThatThrownBy(() -> graph.run(output, Feed.of(x, 1)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("operator 'nested' failed to give its value at node 'Nested_0'")
        .hasCauseInstanceOf(ScalarFlowException.class);
  }

  @Test
  void ofManyOperandsTheFirstAreTold() {
    Operator failing = new FailingSum();
    Node output = graph.apply(failing, Collections.nCopies(100_000, x));

    assertThatThrownBy(() -> graph.run(output, Feed.of(x, 1)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("x = 1.0, and 99990 more)");
  }

  /** Throws what its signature does not tell, as operators in other languages can. */
  private static final class FailingSum implements Operator {

    @Override
    public String name() {
      return "failingSum";
    }

    @Override
    public Arity arity() {
      return Arity.atLeast(1);
    }

    @Override
    public double value(double[] operands) {
      throw FailingSum.<RuntimeException>hidden(new IOException("no file"));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> E hidden(Exception failure) throws E {
      throw (E) failure;
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void whatFailsWhileFoldingFailsWhenItIsRun() {
    Program program = graph.compile(Request.of(graph.apply(new FailingSum(), graph.constant(1))));

    assertThatThrownBy(program::run)
        .isInstanceOf(OperatorException.class)
        .hasRootCauseMessage("no file");
  }

  @Test
  void anErrorOfAnOperatorIsNamedToo() {
    Operator incomplete =
        Operator.unary(
            "incomplete",
            v -> {
              throw new NoClassDefFoundError("missing/Library");
            },
            (v, result) -> 1);
    Operator endless = Operator.unary("endless", TapeKernelTest::recurse, (v, result) -> 1);
    Node unfolded = graph.apply(incomplete, graph.constant(1)).plus(x);

    assertThatThrownBy(() -> graph.run(graph.apply(incomplete, x), Feed.of(x, 1)))
        .isInstanceOf(OperatorException.class)
        .hasCauseInstanceOf(NoClassDefFoundError.class)
        .hasMessageContaining("operator 'incomplete' failed to give its value")
        .hasMessageContaining("missing/Library");
    assertThatThrownBy(() -> graph.run(unfolded, Feed.of(x, 1)))
        .isInstanceOf(OperatorException.class);
    assertThatThrownBy(() -> graph.run(graph.apply(endless, x), Feed.of(x, 1)))
        .isInstanceOf(OperatorException.class)
        .hasCauseInstanceOf(StackOverflowError.class);
  }

  @SuppressWarnings("InfiniteRecursion")
  private static double recurse(double v) {
    return recurse(v + 1) + 1;
  }

  @Test
  void aFailingChoiceIsNamed() {
    Operator moody = new Moody();
    Node output = graph.apply(moody, x, x);

    assertThat(graph.gradient(output, Feed.of(x, 1)).derivative(x)).isEqualTo(5.0);
    assertThatThrownBy(() -> graph.gradient(output, Feed.of(x, -1)))
        .isInstanceOf(OperatorException.class)
        .hasMessageContaining("its choice of operands");
  }

  /** Passes derivatives to its first operand only, and spoils every array it is given. */
  private static final class Moody implements Operator {
    @Override
    public String name() {
      return "moody";
    }

    @Override
    public Arity arity() {
      return Arity.BINARY;
    }

    @Override
    public double value(double[] operands) {
      double value = operands[0] + operands[1];
      Arrays.fill(operands, Double.NaN);
      return value;
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      assertThat(partials).containsOnly(Double.NaN);
      partials[0] = operands[0] * 5;
      partials[1] = Double.NEGATIVE_INFINITY;
      Arrays.fill(operands, Double.NaN);
    }

    @Override
    public boolean isSelective() {
      return true;
    }

    @Override
    public boolean contributes(int position, double[] operands, double result) {
      if (operands[0] < 0) {
        throw new IllegalStateException("bad mood");
      }
      Arrays.fill(operands, Double.NaN);
      return position == 0;
    }
  }

  @Test
  void anInterruptedThreadGetsAnExceptionAndKeepsItsStatus() {
    Node output = x.plus(1);
    Program program = graph.compile(Request.of(output));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> program.run(Feed.of(x, 1)))
          .isInstanceOf(EvaluationInterruptedException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(program.run(Feed.of(x, 1)).value()).isEqualTo(2.0);
  }

  @Test
  void aRunThatInterruptsItselfEndsSoon() {
    Operator interrupting =
        Operator.unary(
            "interrupting",
            v -> {
              Thread.currentThread().interrupt();
              return v;
            },
            (v, result) -> 1);
    Node node = graph.apply(interrupting, x);
    for (int i = 0; i < 10_000; i++) {
      node = node.plus(x);
    }
    Node last = node;

    assertThatThrownBy(() -> graph.run(last, Feed.of(x, 1)))
        .isInstanceOf(EvaluationInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void theBackwardSweepCanBeInterruptedToo() {
    Operator interrupting =
        Operator.unary(
            "interrupting",
            v -> v,
            (v, result) -> {
              Thread.currentThread().interrupt();
              return 1;
            });
    Node node = x;
    for (int i = 0; i < 10_000; i++) {
      node = node.plus(1);
    }
    Node last = graph.apply(interrupting, node);

    assertThatThrownBy(() -> graph.gradient(last, Feed.of(x, 1)))
        .isInstanceOf(EvaluationInterruptedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aWorkspaceOfAnotherKernelIsRefused() {
    Tape tape = Tape.lower(Request.of(x.plus(1)));
    TapeKernel one = new TapeKernel(tape);
    TapeKernel other = new TapeKernel(tape);

    assertThatThrownBy(() -> one.evaluate(other.newWorkspace(), Inputs.NONE, 0, 0, new double[1]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("belongs to another kernel");
  }

  @Test
  void aRowThatFailsIsNumbered() {
    Operator picky =
        Operator.unary(
            "picky",
            v -> {
              if (v < 0) {
                throw new IllegalStateException("negative");
              }
              return v;
            },
            (v, result) -> 1);
    Program program = graph.compile(Request.of(graph.apply(picky, x)).differentiate(x));
    Runner runner = program.newRunner();
    Inputs rows = runner.rows(new double[] {1, 2, -3}, 1);
    Tape tape = program.kernel().tape();

    assertThatThrownBy(() -> runner.evaluate(rows, 1, 2, new double[2]))
        .isInstanceOfSatisfying(
            OperatorException.class, failure -> assertThat(failure.row()).hasValue(2))
        .hasMessageEndingWith(", in row 2");
    assertThatThrownBy(
            () -> runner.differentiate(rows, 0, 3, Seeds.ones(tape), Gradients.of(tape, 3, false)))
        .hasMessageEndingWith(", in row 2");
    assertThatThrownBy(() -> runner.evaluate(rows, 2, 1, new double[1]))
        .isInstanceOfSatisfying(
            OperatorException.class, failure -> assertThat(failure.row()).isEmpty());
    OperatorException placed = new OperatorException("failed").inRow(3);
    assertThat(placed.inRow(4)).isSameAs(placed);
  }

  @Test
  void aMillionStepsRunOnTheDefaultStack() {
    Variable start = graph.variable("start", 0.5);
    Node node = start;
    for (int i = 0; i < 1_000_000; i++) {
      node = node.plus(start);
    }
    Evaluation run = graph.gradient(node);

    assertThat(run.value()).isEqualTo(500_000.5);
    assertThat(run.derivative(start)).isEqualTo(1_000_001.0);
  }

  @Test
  void rowsAreSummedInBlocks() {
    RowSums sums = new RowSums(1);
    double expectedTotal = 0;
    double block = 0;
    sums.start();
    for (int row = 0; row < 200; row++) {
      double value = 1.0 / (row + 1);
      sums.row()[0] = value;
      sums.addRow();
      block += value;
      if (row % 64 == 63) {
        expectedTotal += block;
        block = 0;
      }
    }
    expectedTotal += block;
    double[] total = new double[1];
    sums.finish(total);

    assertThat(total[0]).isEqualTo(expectedTotal);
    sums.start();
    sums.finish(total);
    assertThat(total[0]).isZero();
  }
}
