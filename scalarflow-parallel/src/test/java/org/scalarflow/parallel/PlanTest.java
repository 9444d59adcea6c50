package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/** What a tape is made into. */
class PlanTest {

  /** A layer of {@code units} neurons of {@code inputs} inputs each, and the sum of its outputs. */
  private static Request layer(int inputs, int units) {
    Graph graph = new Graph();
    List<Placeholder> x = new ArrayList<>();
    for (int i = 0; i < inputs; i++) {
      x.add(graph.placeholder());
    }
    List<Variable> parameters = new ArrayList<>();
    Node total = graph.constant(0.5);
    for (int unit = 0; unit < units; unit++) {
      Variable bias = graph.variable(0.1);
      parameters.add(bias);
      Node sum = bias;
      for (Placeholder one : x) {
        Variable weight = graph.variable(0.2);
        parameters.add(weight);
        sum = sum.plus(weight.times(one));
      }
      total = total.plus(graph.apply(Operators.SIGMOID, sum));
    }
    return Request.of(total).differentiate(parameters);
  }

  @Test
  void aLayerIsAFewLoops() {
    Plan plan = Plan.of(Tape.lower(layer(20, 30)));

    assertThat(plan.levels()).isEqualTo(3);
    assertThat(kinds(plan))
        .containsExactly(
            // The sums of the neurons, the activations, and their total.
            Kind.SUM,
            Opcode.SIGMOID,
            Kind.SUM,
            // The slopes of the activations, the adjoints of the sums, and those of the weights.
            Opcode.SIGMOID + Kind.FIRST,
            Opcode.MULTIPLY,
            Opcode.MULTIPLY);
  }

  @Test
  void adjointsThatAreEqualAreOne() {
    Tape tape = Tape.lower(layer(20, 30));
    Plan plan = Plan.of(tape);

    int biasOfFirst = plan.derivatives()[0];
    int biasOfSecond = plan.derivatives()[21];
    long distinct = Arrays.stream(plan.derivatives()).distinct().count();

    assertThat(biasOfFirst).isNotEqualTo(biasOfSecond);
    assertThat(distinct).isEqualTo(tape.derivativeCount());
    // Slopes, sums (which the biases share) and weights; nothing for the total and its parts.
    int backward = plan.cells() - plan.seeds() - tape.outputCount();
    assertThat(backward).isEqualTo(30 + 30 + 600);
  }

  @Test
  void whatIsTheSameInEachRowComesFirstAndIsSaidToBe() {
    Graph graph = new Graph();
    Variable w = graph.variable("w", 0.3);
    Placeholder x = graph.placeholder("x");
    Node product = Functions.sin(x).times(Functions.exp(w));
    Plan plan = Plan.of(Tape.lower(Request.of(product).differentiate(w, x)));
    Steps steps = plan.steps();

    assertThat(steps.kind(0)).isEqualTo(Opcode.EXP);
    assertThat(steps.isUniform(0)).isTrue();
    assertThat(steps.kind(1)).isEqualTo(Opcode.SIN);
    assertThat(steps.isUniform(1)).isFalse();
    assertThat(new Lanes(plan, 1).varying().get(plan.valueCells()[plan.tape().firstOperation()]))
        .isTrue();
  }

  @Test
  void aChainIsRunOperationByOperationAndSaysWhy() {
    Graph graph = new Graph();
    Node x = graph.placeholder();
    for (int i = 0; i < 100; i++) {
      x = Functions.sin(x);
    }
    try (ParallelBackend backend = new ParallelBackend(3)) {
      String narrow = backend.compile(Tape.lower(Request.of(x)), CompileOptions.DEFAULT).describe();
      String wide = backend.compile(Tape.lower(layer(20, 30)), CompileOptions.DEFAULT).describe();

      assertThat(narrow)
          .contains("operation by operation")
          .contains("levels are narrow: 1.0 operations alike");
      assertThat(wide).contains("level by level").contains("3 levels").contains("3 threads");
    }
  }

  private static List<Integer> kinds(Plan plan) {
    List<Integer> kinds = new ArrayList<>();
    for (int run = 0; run < plan.steps().runs(); run++) {
      kinds.add(plan.steps().kind(run));
    }
    return kinds;
  }
}
