package org.scalarflow.tck;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scalarflow.NodeKind;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;
import org.scalarflow.Structure;
import org.scalarflow.spi.Tape;

/** Random graphs repeat, cover what they should, and say enough to be worth comparing. */
class RandomGraphsTest {

  private static final int CASES = 100;

  @Test
  void theSameSeedGivesTheSameCase() {
    for (long seed = 1; seed <= 20; seed++) {
      RandomCase one = RandomGraphs.of(seed);
      RandomCase other = RandomGraphs.of(seed);
      assertThat(describe(one)).isEqualTo(describe(other));
      assertThat(one.inputs(3)).isEqualTo(other.inputs(3));
      assertThat(one.seeds()).isEqualTo(other.seeds());
    }
    assertThat(describe(RandomGraphs.of(1))).isNotEqualTo(describe(RandomGraphs.of(2)));
  }

  private static String describe(RandomCase random) {
    return nodes(random).mapToObj(id -> random.request().graph().node(id)).toList()
        + random.request().toString();
  }

  @Test
  void everyGraphHasFiftyNodesAndEveryKind() {
    for (RandomCase random : RandomGraphs.first(CASES)) {
      Structure structure = random.request().graph().structure();
      assertThat(structure.size()).isGreaterThanOrEqualTo(50);
      assertThat(nodes(random).mapToObj(structure::kind).distinct())
          .containsExactlyInAnyOrder(NodeKind.values());
    }
  }

  @Test
  void allOperatorsOccurOnTapesAndAreDifferentiated() {
    Set<Operator> differentiated = new HashSet<>();
    Set<Operator> evaluated = new HashSet<>();
    Set<Integer> operandCounts = new HashSet<>();
    for (RandomCase random : RandomGraphs.first(CASES)) {
      Tape tape = Tape.lower(random.request());
      for (int node = tape.firstOperation(); node < tape.size(); node++) {
        evaluated.add(tape.operator(node));
        operandCounts.add(tape.operandCount(node));
        if (tape.needsAdjoint(node)) {
          differentiated.add(tape.operator(node));
        }
      }
    }
    assertThat(evaluated).containsAll(Operators.builtIn());
    assertThat(evaluated)
        .contains(RandomGraphs.BLEND, RandomGraphs.PEAK, RandomGraphs.TOTAL, RandomGraphs.CUBE);
    assertThat(differentiated).containsAll(Operators.builtIn());
    assertThat(operandCounts).contains(1, 2, 3, 4, 6);
  }

  @Test
  void requestsDiffer() {
    Set<String> seen = new HashSet<>();
    for (RandomCase random : RandomGraphs.first(CASES)) {
      Request request = random.request();
      Tape tape = Tape.lower(request);
      seen.add("outputs " + Math.min(request.outputs().size(), 3));
      seen.add(request.observesAll() ? "observes all" : "observes some");
      seen.add(request.differentiatesAll() ? "differentiates all" : "differentiates some");
      seen.add(random.seeds().length == 0 ? "seeds of 1" : "own seeds");
      seen.add(tape.uniformCount() > 0 ? "uniform inputs" : "no uniform inputs");
      seen.add(tape.rowInputCount() > 0 ? "row inputs" : "no row inputs");
    }
    assertThat(seen)
        .contains(
            "outputs 1",
            "outputs 2",
            "outputs 3",
            "observes all",
            "observes some",
            "differentiates all",
            "differentiates some",
            "seeds of 1",
            "own seeds",
            "uniform inputs",
            "row inputs");
  }

  @Test
  void inputsAreAwkwardInSomeCases() {
    Set<Double> inputs = new HashSet<>();
    for (RandomCase random : RandomGraphs.first(CASES)) {
      for (double input : random.inputs(0)) {
        inputs.add(input);
      }
    }
    assertThat(inputs)
        .contains(
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE);
  }

  @Test
  void uniformInputsAreTheSameInAllRows() {
    for (RandomCase random : RandomGraphs.first(CASES)) {
      double[] first = random.inputs(0);
      double[] second = random.inputs(1);
      for (int id = 0; id < first.length; id++) {
        Structure structure = random.request().graph().structure();
        if (structure.kind(id).isInput()
            && !random.request().variesByRow(random.request().graph().node(id))) {
          assertThat(second[id]).isEqualTo(first[id]);
        }
      }
      assertThat(random.inputs(7)).isEqualTo(random.inputs(7));
    }
  }

  @Test
  void mostDerivativesAreNumbersOtherThanZero() {
    int telling = 0;
    int all = 0;
    for (RandomCase random : RandomGraphs.first(CASES)) {
      ReferenceSweep.Row row =
          new ReferenceSweep(random.request()).run(random.inputs(0), random.seeds());
      Tape tape = Tape.lower(random.request());
      for (int i = 0; i < tape.derivativeCount(); i++) {
        double derivative = row.derivatives()[tape.origin(tape.derivativeNode(i))];
        telling += Double.isFinite(derivative) && derivative != 0 ? 1 : 0;
        all++;
      }
    }
    assertThat((double) telling / all).isGreaterThan(0.4);
  }

  private static IntStream nodes(RandomCase random) {
    return IntStream.range(0, random.request().graph().size());
  }
}
