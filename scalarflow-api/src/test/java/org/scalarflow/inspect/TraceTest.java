package org.scalarflow.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Arity;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.GraphException;
import org.scalarflow.Node;
import org.scalarflow.NotComputedException;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;
import org.scalarflow.testing.TapeBackend;

class TraceTest {

  private final Example example = new Example();

  @Test
  void nodesStandInTopologicalOrderWithAllThatIsKnown() {
    Trace trace = Trace.of(example.run());
    assertThat(trace.nodes())
        .extracting(Trace.Entry::name)
        .containsExactly(
            "w",
            "x",
            "y",
            "Multiply_0",
            "Subtract_0",
            "Constant_0",
            "Pow_0",
            "Constant_1",
            "Pow_1",
            "Add_0");
    Trace.Entry pow = trace.node(example.graph.node("Pow_0"));
    assertThat(pow.operator()).isEqualTo("pow");
    assertThat(pow.operands()).containsExactly("Subtract_0", "Constant_0");
    assertThat(pow.value()).hasValue(1.0);
    assertThat(pow.derivative()).hasValue(1.0);
    assertThat(pow.partials()).containsExactly(OptionalDouble.of(-2.0), OptionalDouble.empty());
    Trace.Entry w = trace.nodes().get(0);
    assertThat(w.operator()).isEqualTo("variable");
    assertThat(w.operands()).isEmpty();
    assertThat(w.partials()).isEmpty();
    assertThat(w.derivative()).hasValue(-2.0);
    Trace.Entry two = trace.nodes().get(5);
    assertThat(two.operator()).isEqualTo("constant");
    assertThat(two.value()).hasValue(2.0);
    assertThat(two.derivative()).isEmpty();
  }

  @Test
  void stepsStandInCanonicalOrder() {
    Trace trace = Trace.of(example.run());
    assertThat(trace.steps())
        .extracting(
            step ->
                step.consumer().name()
                    + ">"
                    + step.operand().name()
                    + " "
                    + step.adjoint().getAsDouble()
                    + "*"
                    + step.partial().getAsDouble()
                    + "="
                    + step.product().getAsDouble())
        .containsExactly(
            "Add_0>Pow_0 1.0*1.0=1.0",
            "Add_0>Pow_1 1.0*1.0=1.0",
            "Pow_1>w 1.0*2.0=2.0",
            "Pow_0>Subtract_0 1.0*-2.0=-2.0",
            "Subtract_0>Multiply_0 -2.0*1.0=-2.0",
            "Subtract_0>y -2.0*-1.0=2.0",
            "Multiply_0>w -2.0*2.0=-4.0",
            "Multiply_0>x -2.0*1.0=-2.0");
    assertThat(trace.seeds()).containsExactly(new Trace.Seed(example.loss, 1.0));
    assertThat(trace.received(example.w))
        .extracting(step -> step.product().getAsDouble())
        .containsExactly(2.0, -4.0);
    assertThat(trace.passed(example.graph.node("Subtract_0")))
        .extracting(Trace.Step::position)
        .containsExactly(0, 1);
    assertThat(trace.passed(example.w)).isEmpty();
  }

  @Test
  void oneNodeAsBothOperandsReceivesTwice() {
    Node square = example.x.times(example.x);
    Trace trace = Trace.of(example.graph.gradient(square, example.feed));
    assertThat(trace.received(example.x)).extracting(Trace.Step::position).containsExactly(0, 1);
  }

  /** On random graphs, what a node receives adds up to its derivative, bit for bit. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void whatIsReceivedAddsUpToTheDerivative(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Graph graph = new Graph(new TapeBackend());
    List<Node> nodes = new ArrayList<>();
    Feed feed = Feed.empty();
    for (int i = 0; i < 6; i++) {
      Node input = graph.placeholder();
      nodes.add(input);
      feed = feed.and(input, random.nextDouble(-2, 2));
    }
    nodes.add(graph.constant(0.5));
    List<Operator> operators = Operators.builtIn();
    while (nodes.size() < 120) {
      Operator operator = operators.get(random.nextInt(operators.size()));
      Arity arity = operator.arity();
      int count = arity.isFixed() ? arity.least() : arity.least() + arity.step();
      List<Node> operands = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        operands.add(nodes.get(random.nextInt(Math.max(0, nodes.size() - 30), nodes.size())));
      }
      nodes.add(graph.apply(operator, operands));
    }
    Node first = nodes.get(nodes.size() - 1);
    Node second = nodes.get(nodes.size() - 20);
    Request request = Request.of(first, second).differentiateAll().observeAll();
    Evaluation run = graph.compile(request).gradient(feed, 0.75, -3.0);
    Trace trace = Trace.of(run);
    assertThat(trace.seeds())
        .containsExactly(new Trace.Seed(first, 0.75), new Trace.Seed(second, -3.0));
    int compared = 0;
    for (Trace.Entry entry : trace.nodes()) {
      if (entry.derivative().isPresent()) {
        double sum = 0.0;
        for (Trace.Seed one : trace.seeds()) {
          sum += one.output().equals(entry.node()) ? one.weight() : 0.0;
        }
        for (Trace.Step step : trace.received(entry.node())) {
          sum += step.product().getAsDouble();
        }
        assertThat(Double.doubleToLongBits(sum))
            .as("seed %d, node %s", seed, entry.name())
            .isEqualTo(Double.doubleToLongBits(entry.derivative().getAsDouble()));
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(10);
  }

  @Test
  void theBranchNotTakenPassesNothing() {
    Node root = Functions.sqrt(example.x);
    Node choice = Functions.select(Functions.greater(example.x, 0.0), root, example.y);
    Trace trace = Trace.of(example.graph.gradient(choice, Feed.of("x", 0.0).and("y", 7.0)));
    assertThat(trace.node(choice).partials())
        .containsExactly(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(1.0));
    assertThat(trace.node(root).partials()).containsExactly(OptionalDouble.empty());
    assertThat(trace.node(root).derivative()).hasValue(0.0);
    assertThat(trace.received(root)).isEmpty();
    assertThat(trace.node(example.x).derivative()).hasValue(0.0);
  }

  @Test
  void aRunOfValuesHasNoSteps() {
    Trace trace = Trace.of(example.graph.run(example.loss, example.feed));
    assertThat(trace.steps()).isEmpty();
    assertThat(trace.seeds()).isEmpty();
    assertThat(trace.nodes()).allSatisfy(entry -> assertThat(entry.value()).isPresent());
    assertThat(trace.nodes())
        .allSatisfy(
            entry -> {
              assertThat(entry.derivative()).isEmpty();
              assertThat(entry.partials()).allMatch(OptionalDouble::isEmpty);
            });
  }

  @Test
  void whatAPartialRequestDidNotDeliverIsEmpty() {
    Node product = example.graph.node("Multiply_0");
    Request request =
        Request.of(example.loss).differentiate(example.w, product).observe(example.w, example.x);
    Trace trace = Trace.of(example.graph.compile(request).gradient(example.feed));
    assertThat(trace.nodes()).hasSize(10);
    assertThat(trace.node(product).value()).isEmpty();
    assertThat(trace.node(product).derivative()).hasValue(-2.0);
    assertThat(trace.node(example.y).value()).isEmpty();
    assertThat(trace.node(example.y).derivative()).isEmpty();
    assertThat(trace.received(example.w)).hasSize(2);
    assertThat(trace.received(example.w).get(1).adjoint()).hasValue(-2.0);
    assertThat(trace.received(example.w).get(1).partial()).isEmpty();
    assertThat(trace.received(example.w).get(1).product()).isEmpty();
    assertThat(trace.received(example.y)).isEmpty();
  }

  @Test
  void aWantedNodeThatNoOutputDependsOnHasDerivativeZeroAndNoValue() {
    Node aside = example.graph.variable("aside", 4.0);
    Request request = Request.of(example.loss).differentiate(example.w, aside);
    Trace trace = Trace.of(example.graph.compile(request).gradient(example.feed));
    assertThat(trace.node(aside).derivative()).hasValue(0.0);
    assertThat(trace.node(aside).value()).isEmpty();
    assertThat(trace.received(aside)).isEmpty();
    assertThat(trace.passed(aside)).isEmpty();
  }

  @Test
  void anOperationOnConstantsHasAValueButNoDerivative() {
    Node six = example.graph.constant(2).times(example.graph.constant(3)).named("six");
    Trace trace = Trace.of(example.graph.gradient(example.x.times(six), example.feed));
    assertThat(trace.node(six).operator()).isEqualTo("multiply");
    assertThat(trace.node(six).value()).hasValue(6.0);
    assertThat(trace.node(six).derivative()).isEmpty();
    assertThat(trace.node(six).partials())
        .containsExactly(OptionalDouble.empty(), OptionalDouble.empty());
  }

  @Test
  void anImpureOperatorIsNotCalledAgainForItsValue() {
    AtomicInteger calls = new AtomicInteger();
    Operator counting =
        new Operator.Unary() {
          @Override
          public String name() {
            return "counting";
          }

          @Override
          public boolean isPure() {
            return false;
          }

          @Override
          public double value(double x) {
            return calls.incrementAndGet();
          }

          @Override
          public double partial(double x, double result) {
            return 10 * result;
          }
        };
    Node node = example.graph.apply(counting, example.x);
    Evaluation run = example.graph.gradient(node, example.feed);
    Trace trace = Trace.of(run);
    assertThat(calls).hasValue(1);
    assertThat(trace.node(node).value()).hasValue(1.0);
    assertThat(trace.node(node).partials()).containsExactly(OptionalDouble.of(10.0));
  }

  @Test
  void aNodeThatIsNotPartIsAnError() {
    Trace trace = Trace.of(example.run());
    Node later = example.graph.variable("later", 1.0);
    assertThatExceptionOfType(GraphException.class)
        .isThrownBy(() -> trace.node(later))
        .withMessage("'later' is not among the nodes of this trace");
    assertThatExceptionOfType(GraphException.class)
        .isThrownBy(() -> trace.received(new Graph().variable("w", 1.0)))
        .withMessageContaining("'w'");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> trace.steps().get(8));
  }

  @Test
  void anEvaluationTellsItsSeeds() {
    Evaluation run = example.run();
    assertThat(run.seed(example.loss)).isEqualTo(1.0);
    assertThat(run.isDifferentiated()).isTrue();
    assertThatExceptionOfType(NotComputedException.class)
        .isThrownBy(() -> run.seed(example.w))
        .withMessageContaining("'w' is not an output");
    Evaluation values = example.graph.run(example.loss, example.feed);
    assertThat(values.isDifferentiated()).isFalse();
    assertThatExceptionOfType(NotComputedException.class)
        .isThrownBy(() -> values.seed(example.loss));
    double[] seeds = {4.0};
    Evaluation weighted =
        example.graph.compile(Request.everything(example.loss)).gradient(example.feed, seeds);
    seeds[0] = 5.0;
    assertThat(weighted.seed(example.loss)).isEqualTo(4.0);
  }

  @Test
  void aDeepGraphIsTraced() {
    Trace trace = Trace.of(Example.deepRun());
    assertThat(trace.nodes()).hasSize(Example.DEEP + 1);
    assertThat(trace.steps()).hasSize(2 * Example.DEEP);
    Node x = trace.nodes().get(0).node();
    assertThat(trace.received(x)).hasSize(Example.DEEP + 1);
    assertThat(trace.node(x).derivative()).hasValue(Example.DEEP + 1.0);
  }
}
