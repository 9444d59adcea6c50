package org.scalarflow.naive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Variable;

/** The example (wx − y)² + w² at (1, 2, 3), with every number of the tables in docs/theory.md. */
class WorkedExampleTest {

  private final Graph graph = new Graph(new NaiveBackend());
  private final Variable w = graph.variable("w", 1.0);
  private final Placeholder x = graph.placeholder("x");
  private final Placeholder y = graph.placeholder("y");
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
    Evaluation run = graph.gradient(loss, Feed.of(x, 2.0).and(y, 3.0));

    assertThat(run.value(node)).isEqualTo(primal);
    assertThat(run.derivative(node)).isEqualTo(adjoint);
  }

  @Test
  void theLossAlone() {
    assertThat(graph.run(loss, Feed.of(x, 2.0).and(y, 3.0)).value()).isEqualTo(2.0);
  }
}
