package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.testing.Allocation;
import org.scalarflow.testing.TapeBackend;

class ProgramTest {

  private final Graph graph = new Graph(new TapeBackend());
  private final Variable w = graph.variable("w", 1.0);
  private final Placeholder x = graph.placeholder("x");
  private final Placeholder y = graph.placeholder("y");
  private final Node error = w.times(x).minus(y).named("error");
  private final Node loss = error.pow(2).plus(w.pow(2)).named("loss");
  private final Feed feed = Feed.of(x, 2.0).and(y, 3.0);

  @Nested
  class SingleRow {

    @Test
    void theWorkedExampleComesOut() {
      Evaluation run = graph.gradient(loss, feed);

      assertThat(run.value()).isEqualTo(2.0);
      assertThat(run.derivative(w)).isEqualTo(-2.0);
      assertThat(run.derivative(x)).isEqualTo(-2.0);
      assertThat(run.derivative("y")).isEqualTo(2.0);
      assertThat(run.value("error")).isEqualTo(-1.0);
      assertThat(run.derivative(error)).isEqualTo(-2.0);
      assertThat(run.derivative(loss)).isEqualTo(1.0);
      assertThat(run.hasDerivative(w)).isTrue();
      assertThat(run.request().outputs()).containsExactly(loss);
      assertThat(run.structure().size()).isEqualTo(graph.size());
    }

    @Test
    void aRunLeavesNoTrace() {
      Evaluation first = graph.gradient(loss, feed);
      w.assign(5.0);
      Evaluation second = graph.gradient(loss, feed);

      assertThat(first.value()).isEqualTo(2.0);
      assertThat(second.value()).isEqualTo(74.0);
      w.assign(1.0);
      assertThat(graph.gradient(loss, feed).derivative(w)).isEqualTo(-2.0);
    }

    @Test
    void aValueOnlyRunHasNoDerivatives() {
      Program program = graph.compile(Request.everything(loss));
      program.gradient(feed);
      Evaluation run = program.run(feed);

      assertThat(run.hasDerivative(w)).isFalse();
      assertThat(run.value(error)).isEqualTo(-1.0);
      assertThatThrownBy(() -> run.derivative(w))
          .isInstanceOf(NotComputedException.class)
          .hasMessageContaining("computed values only");
      assertThatThrownBy(() -> graph.run(loss, feed).derivative(w))
          .isInstanceOf(NotComputedException.class)
          .hasMessageContaining("call gradient instead of run");
    }

    @Test
    void whatWasNotAskedForIsNotComputed() {
      Evaluation run = graph.compile(Request.of(loss).differentiate(w)).gradient(feed);

      assertThat(run.derivative(w)).isEqualTo(-2.0);
      assertThat(run.hasDerivative(x)).isFalse();
      assertThat(run.hasValue(error)).isFalse();
      assertThatThrownBy(() -> run.derivative(x))
          .isInstanceOf(NotComputedException.class)
          .hasMessageContaining("the derivative of 'x' was not asked for");
      assertThatThrownBy(() -> run.value(error))
          .isInstanceOf(NotComputedException.class)
          .hasMessageContaining("the value of 'error' was not asked for");
    }

    @Test
    void constantsHaveAValueAndNoDerivative() {
      Constant two = (Constant) graph.node("Constant_0");
      Evaluation run = graph.gradient(loss, feed);

      assertThat(run.value(two)).isEqualTo(2.0);
      assertThat(run.hasValue(two)).isTrue();
      assertThat(run.hasDerivative(two)).isFalse();
      assertThatThrownBy(() -> run.derivative(two))
          .isInstanceOf(NotComputedException.class)
          .hasMessageContaining("does not depend on any variable or placeholder");
    }

    @Test
    void theDerivativeByAnUnrelatedInputIsZero() {
      Placeholder unrelated = graph.placeholder("unrelated");
      Node depends = unrelated.plus(1);
      Node constant = graph.constant(1).plus(2);
      Evaluation run =
          graph
              .compile(Request.of(loss).differentiate(unrelated, depends, constant))
              .gradient(feed);

      assertThat(run.derivative(unrelated)).isZero();
      assertThat(run.derivative(depends)).isZero();
      assertThat(run.hasDerivative(unrelated)).isTrue();
      assertThatThrownBy(() -> run.derivative(constant)).isInstanceOf(NotComputedException.class);
    }

    @Test
    void nodesAddedLaterAreUnknownToARun() {
      Evaluation run = graph.gradient(loss, feed);
      Node late = loss.plus(1).named("late");

      assertThat(run.hasValue(late)).isFalse();
      assertThatThrownBy(() -> run.value(late)).isInstanceOf(NotComputedException.class);
      assertThatThrownBy(() -> run.derivative(late))
          .isInstanceOf(NotComputedException.class)
          .hasMessageContaining("'late' was added to the graph after this program was compiled");
      assertThatThrownBy(() -> run.value("late")).isInstanceOf(GraphException.class);
      assertThatThrownBy(() -> run.value(new Graph().placeholder("z")))
          .isInstanceOf(GraphException.class);
    }

    @Test
    void nodesOfAnotherGraphHaveNoAnswer() {
      Graph other = new Graph();
      Node constant = other.constant(7);
      Node foreign = other.placeholder("foreign");
      Evaluation run = graph.gradient(loss, feed);

      assertThat(run.hasValue(constant)).isFalse();
      assertThat(run.hasValue(foreign)).isFalse();
      assertThat(run.hasDerivative(foreign)).isFalse();
      assertThatThrownBy(() -> run.value(constant)).isInstanceOf(GraphException.class);
      assertThatThrownBy(() -> run.derivative(foreign)).isInstanceOf(GraphException.class);
      assertThatThrownBy(() -> run.seed(foreign)).isInstanceOf(GraphException.class);
    }

    @Test
    void manyUnrelatedInputsAreQuicklyFoundToHaveTheDerivativeZero() {
      List<Node> unrelated = new ArrayList<>();
      for (int i = 0; i < 50_000; i++) {
        unrelated.add(graph.variable(i).times(graph.constant(2)));
      }
      Evaluation run = graph.compile(Request.of(loss).differentiate(unrelated)).gradient(feed);

      // Looking through the graph for each of them would take minutes.
      assertTimeoutPreemptively(
          Duration.ofSeconds(20),
          () ->
              assertThat(unrelated).allSatisfy(node -> assertThat(run.derivative(node)).isZero()));
    }

    @Test
    void foldedNodesCanBeObserved() {
      Node folded = graph.constant(2).times(3);
      Node output = folded.times(w);
      Evaluation run = graph.gradient(output);

      assertThat(run.value(folded)).isEqualTo(6.0);
      assertThat(run.hasDerivative(folded)).isFalse();
      assertThat(run.derivative(w)).isEqualTo(6.0);
    }
  }

  @Nested
  class SeveralOutputs {

    private final Program program = graph.compile(Request.of(error, loss).differentiate(w, x));

    @Test
    void valuesAreReadByNode() {
      Evaluation run = program.run(feed);

      assertThat(run.value(error)).isEqualTo(-1.0);
      assertThat(run.value(loss)).isEqualTo(2.0);
      assertThatThrownBy(run::value)
          .isInstanceOf(NotComputedException.class)
          .hasMessageContaining("2 outputs");
    }

    @Test
    void seedsWeighTheOutputs() {
      assertThat(program.gradient(feed, 1, 0).derivative(w)).isEqualTo(2.0);
      assertThat(program.gradient(feed, 0, 1).derivative(w)).isEqualTo(-2.0);
      assertThat(program.gradient(feed, 3, -1).derivative(w)).isEqualTo(8.0);
      assertThat(program.gradient(feed).derivative(w)).isEqualTo(0.0);
    }

    @Test
    void theNumberOfSeedsIsChecked() {
      assertThatThrownBy(() -> program.gradient(feed, 1, 2, 3))
          .isInstanceOf(FeedException.class)
          .hasMessage("3 seeds were given for 2 outputs and 1 rows");
    }
  }

  @Nested
  class Batches {

    private final Program program =
        graph.compile(Request.of(loss).differentiate(w, x).observe(error));

    @Test
    void rowsAreEvaluatedAndDerivativesSummed() {
      Batch batch = Batch.of(List.of(x, y), new double[][] {{2, 3}, {1, 0}, {0, 4}});
      BatchEvaluation run = program.gradientPerRow(batch);

      assertThat(run.rows()).isEqualTo(3);
      assertThat(run.values(loss)).containsExactly(2.0, 2.0, 17.0);
      assertThat(run.value(2, error)).isEqualTo(-4.0);
      assertThat(run.derivatives(w)).containsExactly(-2.0, 4.0, 2.0);
      assertThat(run.derivative(w)).isEqualTo(4.0);
      assertThat(run.derivative(1, x)).isEqualTo(2.0);
      assertThat(run.value(0, graph.node("Constant_0"))).isEqualTo(2.0);
    }

    @Test
    void columnsMayStandInAnyOrder() {
      Batch batch = Batch.of(List.of(y, x), new double[] {3, 2, 0, 1});

      assertThat(program.run(batch).values(loss)).containsExactly(2.0, 2.0);
    }

    @Test
    void columnsInTheirOwnOrderAreNotCopied() {
      double[] data = {2, 3};
      Batch batch = Batch.of(List.of(x, y), data);
      data[1] = 2;

      assertThat(program.run(batch).value(0, error)).isEqualTo(0.0);
    }

    @Test
    void inputsThatAreNoColumnsHaveOneValue() {
      Batch batch = Batch.of(List.of(x), new double[] {2, 1}).with(Feed.of(y, 3).and(w, 2));

      assertThat(program.run(batch).values(error)).containsExactly(1.0, -1.0);
    }

    @Test
    void variablesMayVaryByRow() {
      Program byRow = graph.compile(Request.of(loss).varyByRow(w).uniform(y).differentiate(y));
      Batch batch = Batch.of(List.of(w, x), new double[][] {{1, 2}, {2, 2}}).with(Feed.of(y, 3));
      BatchEvaluation run = byRow.gradient(batch);

      assertThat(run.values(loss)).containsExactly(2.0, 5.0);
      assertThat(run.derivative(y)).isEqualTo(0.0);
      Batch current = Batch.of(List.of(x), new double[] {2}).with(Feed.of(y, 3));
      assertThat(byRow.run(current).values(loss)).containsExactly(2.0);
    }

    @Test
    void seedsAreSharedOrPerRow() {
      Batch batch = Batch.of(List.of(x, y), new double[][] {{2, 3}, {1, 0}});

      assertThat(program.gradient(batch, 2).derivative(w)).isEqualTo(4.0);
      assertThat(program.gradient(batch, 2, 1).derivative(w)).isEqualTo(0.0);
      assertThatThrownBy(() -> program.gradient(batch, 1, 2, 3))
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("3 seeds were given for 1 outputs and 2 rows");
    }

    @Test
    void anEmptyBatchHasZeroDerivatives() {
      BatchEvaluation run = program.gradient(Batch.of(List.of(x, y), new double[0]));

      assertThat(run.rows()).isZero();
      assertThat(run.values(loss)).isEmpty();
      assertThat(Double.doubleToLongBits(run.derivative(w))).isZero();
    }

    @Test
    void theDerivativeByAnUnrelatedInputIsZeroInEveryRow() {
      Placeholder unrelated = graph.placeholder("unrelated");
      Program wide = graph.compile(Request.of(loss).differentiate(w, unrelated));
      BatchEvaluation run =
          wide.gradientPerRow(
              Batch.of(List.of(x, y, unrelated), new double[][] {{2, 3, 1}, {1, 0, 1}}));

      assertThat(run.derivatives(unrelated)).containsExactly(0.0, 0.0);
      assertThat(run.derivative(unrelated)).isZero();
    }

    @Test
    void whatIsMissingOrWrongIsNamed() {
      assertThatThrownBy(() -> program.run(Batch.of(List.of(x), new double[] {1})))
          .isInstanceOf(FeedException.class)
          .hasMessageStartingWith("not fed: 'y'");
      assertThatThrownBy(() -> program.run(Batch.of(List.of(x, x), new double[] {1, 2})))
          .hasMessage("'x' is fed twice");
      assertThatThrownBy(
              () -> program.run(Batch.of(List.of(x, y), new double[] {1, 2}).with(Feed.of("x", 1))))
          .hasMessage("'x' is fed twice");
      assertThatThrownBy(() -> program.run(Batch.of(List.of(w), new double[] {1})))
          .hasMessageContaining("'w' is uniform in this program");
      assertThatThrownBy(() -> Batch.of(List.of(x, y), new double[3]))
          .isInstanceOf(FeedException.class)
          .hasMessage("3 values are not whole rows of 2 columns");
      assertThatThrownBy(() -> Batch.of(List.of(x, y), new double[][] {{1, 2}, {3}}))
          .hasMessage("row 1 has 1 values for 2 columns");
      assertThatThrownBy(() -> Batch.of(List.of(), new double[0]))
          .isInstanceOf(FeedException.class);
    }

    @Test
    void resultsTooLargeForAnArrayAreRefused() {
      Node chain = x;
      for (int i = 0; i < 50_000; i++) {
        chain = chain.plus(x);
      }
      Program wide = graph.compile(Request.everything(chain));
      Batch batch = Batch.of(List.of(x), new double[50_000]);

      assertThatThrownBy(() -> wide.run(batch))
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("run the batch in parts");
      assertThatThrownBy(() -> wide.gradientPerRow(batch))
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("50000 rows, 50001 numbers each");
    }

    @Test
    void whatWasNotComputedIsSaid() {
      Batch batch = Batch.of(List.of(x, y), new double[][] {{2, 3}});

      assertThatThrownBy(() -> program.run(batch).derivative(w))
          .isInstanceOf(NotComputedException.class);
      assertThatThrownBy(() -> program.gradient(batch).derivative(0, w))
          .isInstanceOf(NotComputedException.class)
          .hasMessageContaining("gradientPerRow");
      assertThatThrownBy(() -> program.run(batch).derivative(0, w))
          .isInstanceOf(NotComputedException.class);
      assertThatThrownBy(() -> program.run(batch).value(1, loss))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> program.run(batch).value(0, new Graph().constant(1)))
          .isInstanceOf(GraphException.class);
    }
  }

  @Nested
  class ByIndex {

    private final Program program = graph.compile(Request.of(loss).differentiate(w).observe(error));

    @Test
    void arraysGoInAndOut() {
      Runner runner = program.newRunner();
      assertThat(runner.uniform()).containsExactly(1.0);
      assertThat(runner.row()).containsOnly(Double.NaN);

      runner.row()[program.rowIndex(x)] = 2.0;
      runner.row()[program.rowIndex(y)] = 3.0;
      runner.evaluate();
      assertThat(runner.values()[program.valueIndex(loss)]).isEqualTo(2.0);
      assertThat(runner.values()[program.valueIndex(error)]).isEqualTo(-1.0);

      runner.uniform()[program.uniformIndex(w)] = 2.0;
      runner.differentiate();
      assertThat(runner.derivatives()[program.derivativeIndex(w)]).isEqualTo(8.0);

      w.assign(7.0);
      runner.loadVariables();
      assertThat(runner.uniform()).containsExactly(7.0);
      assertThat(program.uniformInputs()).containsExactly(w);
      assertThat(program.rowInputs()).containsExactly(x, y);
    }

    @Test
    void windowsOfLargerArraysCanBeRun() {
      Runner runner = program.newRunner();
      Inputs rows = runner.rows(new double[] {2, 3, -1, 1, 0, -1, 0, 4, -1}, 3);
      Gradients gradients = Gradients.of(program.kernel().tape(), 2, false);

      runner.differentiate(rows, 1, 2, Seeds.ones(program.kernel().tape()), gradients);
      assertThat(gradients.values()).containsExactly(2.0, 1.0, 17.0, -4.0);
      assertThat(gradients.sums()).containsExactly(6.0);
      double[] values = new double[2];
      runner.evaluate(rows, 0, 1, values);
      assertThat(values).containsExactly(2.0, -1.0);
    }

    @Test
    void indicesThatDoNotExistAreExplained() {
      Placeholder unrelated = graph.placeholder("unrelated");
      Program wide = graph.compile(Request.of(loss).differentiate(w, unrelated));

      assertThatThrownBy(() -> program.uniformIndex(x))
          .isInstanceOf(FeedException.class)
          .hasMessageContaining("use rowIndex");
      assertThatThrownBy(() -> program.rowIndex(w)).hasMessageContaining("use uniformIndex");
      assertThatThrownBy(() -> program.rowIndex(unrelated))
          .hasMessageContaining("not an input of this program");
      assertThatThrownBy(() -> program.derivativeIndex(x)).isInstanceOf(NotComputedException.class);
      assertThatThrownBy(() -> wide.derivativeIndex(unrelated))
          .isInstanceOf(NotComputedException.class)
          .hasMessageContaining("no output depends on 'unrelated'");
    }

    @Test
    void derivativesOfUniformInputsHaveTheIndicesOfTheirInputs() {
      Variable late = graph.variable("late", 1.0);
      Variable later = graph.variable("later", 1.0);
      Node both = later.times(y).plus(late.times(loss));
      Program program = graph.compile(Request.of(both).differentiate(later, w, late));

      assertThat(program.uniformInputs()).containsExactly(w, late, later);
      for (Variable parameter : List.of(w, late, later)) {
        assertThat(program.derivativeIndex(parameter)).isEqualTo(program.uniformIndex(parameter));
      }
      Program more = graph.compile(Request.of(both).differentiate(late, y, w));
      assertThat(List.of(w, y, late)).extracting(more::derivativeIndex).containsExactly(0, 1, 2);
    }

    @Test
    void aRunAllocatesNothingInTheSteadyState() {
      Node all = org.scalarflow.Functions.logSumExp(error, loss, x);
      Operator custom = Operator.unary("custom", v -> v * v, (v, result) -> 2 * v);
      Program wide = graph.compile(Request.of(graph.apply(custom, all)).differentiate(w));
      Runner runner = wide.newRunner();
      runner.row()[0] = 2.0;
      runner.row()[1] = 3.0;
      for (int i = 0; i < 20_000; i++) {
        runner.differentiate();
      }

      long bytes =
          Allocation.bytes(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  runner.differentiate();
                }
              });
      assertThat(bytes).isLessThan(10_000);
    }
  }

  @Nested
  class Threads {

    @Test
    void oneProgramRunsInEightThreads() throws Exception {
      Program program = graph.compile(Request.everything(loss));
      ExecutorService pool = Executors.newFixedThreadPool(8);
      try {
        List<Future<Integer>> wrong = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
          int salt = thread;
          wrong.add(pool.submit(() -> countWrong(program, salt)));
        }
        for (Future<Integer> count : wrong) {
          assertThat(count.get()).isZero();
        }
      } finally {
        pool.shutdownNow();
      }
    }

    private int countWrong(Program program, int salt) {
      int wrong = 0;
      for (int i = 0; i < 100_000; i++) {
        double fedX = salt + i;
        double fedY = i % 17;
        Evaluation run = program.gradient(Feed.of(x, fedX).and(y, fedY));
        double residual = fedX - fedY;
        if (run.value() != residual * residual + 1
            || run.derivative(x) != 2 * residual
            || run.derivative(y) != -2 * residual) {
          wrong++;
        }
      }
      return wrong;
    }

    @Test
    void variablesAssignedMeanwhileAreReadWhole() throws Exception {
      Program program = graph.compile(Request.of(w.minus(w)));
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < 200_000; i++) {
                  w.assign(i % 2 == 0 ? 1e300 : -1e-300);
                }
              });
      writer.start();
      while (writer.isAlive()) {
        assertThat(program.run().value()).as("both uses see one snapshot").isZero();
      }
      writer.join();
    }
  }

  @Nested
  class Compiling {

    @Test
    void theProgramKnowsWhereItCameFrom() {
      Program program = graph.compile(Request.of(loss));

      assertThat(program.backend()).isSameAs(graph.backend());
      assertThat(program.request().outputs()).containsExactly(loss);
      assertThat(program.describe()).startsWith("backend tape: plain tape kernel");
    }

    @Test
    void aRequestForAnotherGraphIsRefused() {
      Node foreign = new Graph().variable(1);

      assertThatThrownBy(() -> graph.compile(Request.of(foreign)))
          .isInstanceOf(GraphException.class);
    }

    @Test
    void aBackendThatFailsIsNamed() {
      IllegalStateException cause = new IllegalStateException("no code");
      Backend broken = failing(cause);
      Backend refusing = failing(new BackendException("not today"));

      assertThatThrownBy(() -> graph.compile(Request.of(loss), broken, CompileOptions.DEFAULT))
          .isInstanceOf(BackendException.class)
          .hasMessageContaining("backend 'failing' failed to compile")
          .hasCause(cause);
      assertThatThrownBy(() -> graph.compile(Request.of(loss), refusing, CompileOptions.DEFAULT))
          .hasMessage("not today");
    }

    @Test
    void aBackendThatMakesNoKernelIsNamed() {
      Backend idle =
          new Backend() {
            @Override
            public String name() {
              return "idle";
            }

            @Override
            public Kernel compile(Tape tape, CompileOptions options) {
              return null;
            }
          };

      assertThatThrownBy(() -> graph.compile(Request.of(loss), idle, CompileOptions.DEFAULT))
          .isInstanceOf(BackendException.class)
          .hasMessageStartingWith("backend 'idle' made no kernel of a tape of");
    }

    private Backend failing(RuntimeException failure) {
      return new Backend() {
        @Override
        public String name() {
          return "failing";
        }

        @Override
        public Kernel compile(Tape tape, CompileOptions options) {
          throw failure;
        }
      };
    }

    @Test
    void anOperatorThatCannotTellItsNatureIsNamedAsTheCause() {
      Operator moody =
          new Operator.Unary() {
            @Override
            public String name() {
              return "moody";
            }

            @Override
            public boolean isDifferentiable(int position) {
              throw new IllegalStateException("not today");
            }

            @Override
            public double value(double v) {
              return v;
            }

            @Override
            public double partial(double v, double result) {
              return 1;
            }
          };
      Node node = graph.apply(moody, x);

      assertThatThrownBy(() -> graph.compile(Request.everything(node)))
          .isInstanceOf(OperatorException.class)
          .hasMessageContaining("not today")
          .hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void programsOfLargeGraphsMakeRoomForEachOther() {
      Node chain = x;
      for (int i = 0; i < 600_000; i++) {
        chain = chain.plus(x);
      }
      Node longer = chain.plus(1);

      for (int round = 0; round < 2; round++) {
        assertThat(graph.run(chain, Feed.of(x, 1)).value()).isEqualTo(600_001.0);
        assertThat(graph.run(longer, Feed.of(x, 1)).value()).isEqualTo(600_002.0);
      }
    }

    @Test
    void programsOfConvenienceRunsAreKept() {
      for (int i = 0; i < 20; i++) {
        Node next = loss.plus(i);
        assertThat(graph.run(next, feed).value()).isEqualTo(2.0 + i);
        assertThat(graph.run(next, feed).value()).isEqualTo(2.0 + i);
      }
      assertThat(graph.run(graph.constant(4)).value()).isEqualTo(4.0);
    }

    @Test
    void optionsAreRecords() {
      CompileOptions fast =
          CompileOptions.DEFAULT
              .with(CompileOptions.Precision.FAST)
              .with(CompileOptions.Compilation.EAGER);

      assertThat(fast.precision()).isEqualTo(CompileOptions.Precision.FAST);
      assertThat(fast.compilation()).isEqualTo(CompileOptions.Compilation.EAGER);
      assertThatThrownBy(() -> new CompileOptions(null, CompileOptions.Compilation.NEVER))
          .isInstanceOf(NullPointerException.class);
    }
  }
}
