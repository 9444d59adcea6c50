package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.scalarflow.testing.TapeBackend;

class LossesTest {

  /** A handful of roundings of numbers near 1. */
  private static final double ROUNDING = 1e-15;

  private final Graph graph = new Graph(new TapeBackend());
  private final Node p = graph.placeholder("p");
  private final Node q = graph.placeholder("q");
  private final Node t = graph.placeholder("t");
  private final Node u = graph.placeholder("u");

  @Test
  void binaryCrossEntropyPassesTheProbabilityMinusTheLabel() {
    Feed feed = Feed.of("p", 0.0).and("t", 1.0);
    Evaluation run = graph.gradient(Losses.binaryCrossEntropy(p, t), feed);
    assertThat(run.value()).isCloseTo(Math.log(2), within(ROUNDING));
    assertThat(run.derivative(p)).isEqualTo(-0.5);
    assertThat(graph.run(Losses.binaryCrossEntropy(p, 1.0), feed).value()).isEqualTo(run.value());
  }

  @Test
  void softmaxCrossEntropyPassesProbabilitiesMinusLabels() {
    Feed feed = Feed.of("p", 1.0).and("q", 1.0).and("t", 1.0).and("u", 0.0);
    Evaluation run = graph.gradient(Losses.softmaxCrossEntropy(List.of(p, q), List.of(t, u)), feed);
    assertThat(run.value()).isCloseTo(Math.log(2), within(ROUNDING));
    assertThat(run.derivative(p)).isEqualTo(-0.5);
    assertThat(run.derivative(q)).isEqualTo(0.5);
  }

  @Test
  void softmaxIsExpOfTheDistanceToLogSumExp() {
    int before = graph.size();
    List<Node> probabilities = Losses.softmax(List.of(p, q));
    assertThat(graph.size()).isEqualTo(before + 1 + 2 * 2);
    Node second = probabilities.get(1);
    assertThat(second.operator()).isSameAs(Operators.EXP);
    Node distance = second.operands().get(0);
    assertThat(distance.operator()).isSameAs(Operators.SUBTRACT);
    assertThat(distance.operands().get(0)).isEqualTo(q);
    assertThat(distance.operands().get(1).operator()).isSameAs(Operators.LOG_SUM_EXP);
    assertThat(distance.operands().get(1).operands()).containsExactly(p, q);

    Feed feed = Feed.of("p", 1000.0).and("q", 1000.0 + Math.log(3));
    assertThat(graph.run(probabilities.get(0), feed).value()).isCloseTo(0.25, within(1e-12));
    assertThat(graph.run(second, feed).value()).isCloseTo(0.75, within(1e-12));
  }

  @Test
  void meanSquaredErrorIsTheMeanOfSquares() {
    Node loss = Losses.meanSquaredError(List.of(p, q), List.of(t, u));
    assertThat(loss.operator()).isSameAs(Operators.DIVIDE);
    Feed feed = Feed.of("p", 1.0).and("q", 5.0).and("t", 3.0).and("u", 1.0);
    Evaluation run = graph.gradient(loss, feed);
    assertThat(run.value()).isEqualTo(10.0);
    assertThat(run.derivative(p)).isEqualTo(-2.0);
    assertThat(run.derivative(u)).isEqualTo(-4.0);
  }

  @Test
  void inconsistentSizesAreAnErrorThatTellsBoth() {
    assertFails(
        () -> Losses.softmaxCrossEntropy(List.of(p, q), List.of(t)),
        "'softmaxCrossEntropy' needs as many logits as labels, but was given 2 logits and 1"
            + " labels");
    assertFails(
        () -> Losses.meanSquaredError(List.of(p), List.of(t, u)),
        "'meanSquaredError' needs as many predictions as targets, but was given 1 predictions and"
            + " 2 targets");
  }

  @Test
  void emptyNullAndForeignOperandsAreErrorsThatLeaveTheGraphUnchanged() {
    Node stranger = new Graph().placeholder("stranger");
    assertFails(() -> Losses.softmax(List.of()), "'softmax' needs at least one operand");
    assertFails(() -> Losses.softmax(null), "the operands of 'softmax' are null");
    assertFails(
        () -> Losses.meanSquaredError(List.of(), List.of()), "'meanSquaredError' needs at least");
    assertFails(
        () -> Losses.softmaxCrossEntropy(List.of(p), null),
        "the operands of 'softmaxCrossEntropy' are null");
    assertFails(() -> Losses.softmax(List.of(p, stranger)), "the node 'stranger', belongs to");
    assertFails(
        () -> Losses.meanSquaredError(List.of(p), List.of(stranger)),
        "the predictions of 'meanSquaredError' belong to another graph than its targets");
    assertThat(graph.size()).isEqualTo(4);
  }

  private static void assertFails(ThrowingCallable call, String message) {
    assertThatExceptionOfType(GraphException.class).isThrownBy(call).withMessageContaining(message);
  }
}
