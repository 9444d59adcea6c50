package org.scalarflow.naive;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Variable;

/** The example (wx − y)² + w² at (1, 2, 3), with every number of the tables in docs/theory.md. */
class WorkedExampleTest {

  private final Graph graph = new Graph(new NaiveBackend());
  private final Variable w = graph.variable("w", 1.0);
  private final Placeholder x = graph.placeholder("x");
  private final Placeholder y = graph.placeholder("y");
  private final Feed feed = Feed.of(x, 2.0).and(y, 3.0);
  private final Node product = w.times(x).named("v1");
  private final Node error = product.minus(y).named("v2");
  private final Node squaredError = error.pow(2).named("v3");
  private final Node penalty = w.pow(2).named("v4");
  private final Node loss = squaredError.plus(penalty).named("L");

  @ParameterizedTest
  @CsvSource({
    "w,  1, -2",
    "x,  2, -2",
    "y,  3,  2",
    "v1, 2, -2",
    "v2, -1, -2",
    "v3, 1,  1",
    "v4, 1,  1",
    "L,  2,  1"
  })
  void everyPrimalAndAdjointOfTheTables(String node, double primal, double adjoint) {
    Evaluation run = graph.gradient(loss, feed);

    assertThat(run.value(node)).isEqualTo(primal);
    assertThat(run.derivative(node)).isEqualTo(adjoint);
  }

  /** With the consumer as the output, the adjoint of an operand is the partial. */
  @ParameterizedTest
  @CsvSource({
    "v1, w, 2",
    "v1, x, 1",
    "v2, v1, 1",
    "v2, y, -1",
    "v3, v2, -2",
    "v4, w, 2",
    "L, v3, 1",
    "L, v4, 1"
  })
  void everyPartial(String consumer, String operand, double partial) {
    Node output = graph.node(consumer);
    Program program = graph.compile(Request.of(output).differentiate(graph.node(operand)));

    assertThat(program.gradient(feed).derivative(operand)).isEqualTo(partial);
  }

  /** The tangent of a node for a seed of 1 at an input is the derivative with that output. */
  @ParameterizedTest
  @CsvSource({"w, 2, 2, -4, 2, -2", "x, 1, 1, -2, 0, -2", "y, 0, -1, 2, 0, 2"})
  void everyTangent(String input, double v1, double v2, double v3, double v4, double last) {
    List<Node> nodes = List.of(product, error, squaredError, penalty, loss);

    assertThat(nodes)
        .extracting(
            node ->
                graph
                    .compile(Request.of(node).differentiate(graph.node(input)))
                    .gradient(feed)
                    .derivative(input))
        .containsExactly(v1, v2, v3, v4, last);
  }

  @Test
  void theLossAlone() {
    assertThat(graph.run(loss, feed).value()).isEqualTo(2.0);
  }
}
