package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.scalarflow.testing.TapeBackend;

class ReductionsTest {

  private final Graph graph = new Graph(new TapeBackend());
  private final Node a = graph.placeholder("a");
  private final Node b = graph.placeholder("b");
  private final Node c = graph.placeholder("c");
  private final Node d = graph.placeholder("d");

  @Test
  void aSumIsALeftToRightChain() {
    Node sum = Reductions.sum(a, b, c);
    assertThat(sum.operator()).isSameAs(Operators.ADD);
    assertThat(sum.operands().get(1)).isEqualTo(c);
    assertThat(sum.operands().get(0).operands()).containsExactly(a, b);
    assertThat(graph.size()).isEqualTo(6);
  }

  @Test
  void aSumIsRoundedFromLeftToRight() {
    Feed feed = Feed.of("a", 1e16).and("b", 1.0).and("c", 1.0).and("d", -1e16);
    assertThat(graph.run(Reductions.sum(a, b, c, d), feed).value()).isEqualTo(0.0);
    assertThat(graph.run(Reductions.sum(a, d, b, c), feed).value()).isEqualTo(2.0);
  }

  @Test
  void aSumOfOneIsTheOperandItself() {
    assertThat(Reductions.sum(a)).isEqualTo(a);
    assertThat(graph.size()).isEqualTo(4);
  }

  @Test
  void aMeanDividesTheSumByTheCount() {
    Node mean = Reductions.mean(List.of(a, b, c));
    assertThat(mean.operator()).isSameAs(Operators.DIVIDE);
    assertThat(((Constant) mean.operands().get(1)).value()).isEqualTo(3.0);
    Feed feed = Feed.of("a", 1.0).and("b", 2.0).and("c", 6.0);
    assertThat(graph.run(mean, feed).value()).isEqualTo(3.0);
    assertThat(Reductions.mean(a).operands().get(0)).isEqualTo(a);
  }

  @Test
  void aDotProductAddsEachProductAsItIsMade() {
    Node dot = Reductions.dot(List.of(a, b), List.of(c, d));
    assertThat(dot.operator()).isSameAs(Operators.ADD);
    Node first = dot.operands().get(0);
    Node second = dot.operands().get(1);
    assertThat(first.operands()).containsExactly(a, c);
    assertThat(second.operands()).containsExactly(b, d);
    Feed feed = Feed.of("a", 1.0).and("b", 2.0).and("c", 3.0).and("d", 4.0);
    assertThat(graph.run(dot, feed).value()).isEqualTo(11.0);
    assertThat(Reductions.dot(List.of(a), List.of(c)).operator()).isSameAs(Operators.MULTIPLY);
  }

  @Test
  void aLongSumWorks() {
    int count = 1_000_000;
    List<Node> many = IntStream.range(0, count).mapToObj(i -> a).toList();
    Evaluation run = graph.gradient(Reductions.sum(many), Feed.of("a", 1.0));
    assertThat(run.value()).isEqualTo(count);
    assertThat(run.derivative(a)).isEqualTo(count);
  }

  @Test
  void emptyListsAreErrors() {
    assertFails(Reductions::sum, "'sum' needs at least one operand, but was given none");
    assertFails(() -> Reductions.mean(List.of()), "'mean' needs at least one operand");
    assertFails(() -> Reductions.dot(List.of(), List.of()), "'dot' needs at least one operand");
  }

  @Test
  void differentLengthsAreAnErrorThatTellsBoth() {
    assertFails(
        () -> Reductions.dot(List.of(a, b), List.of(c)),
        "'dot' needs as many first factors as second factors, but was given 2 first factors and 1"
            + " second factors");
  }

  @Test
  void nullAndForeignOperandsAreErrorsThatLeaveTheGraphUnchanged() {
    Node stranger = new Graph().placeholder("stranger");
    assertFails(() -> Reductions.sum(a, b, null), "operand 2 of 'sum' is null");
    assertFails(() -> Reductions.sum((Node) null), "operand 0 of 'sum' is null");
    assertFails(() -> Reductions.sum((Node[]) null), "the operands of 'sum' are null");
    assertFails(
        () -> Reductions.mean(a, b, stranger),
        "operand 2 of 'mean', the node 'stranger', belongs to another graph than operand 0, the"
            + " node 'a'");
    assertFails(
        () -> Reductions.dot(List.of(a), List.of(stranger)),
        "the first factors of 'dot' belong to another graph than its second factors");
    assertFails(
        () -> Reductions.dot(List.of(a, b), Arrays.asList(c, null)), "operand 1 of 'dot' is null");
    assertThat(graph.size()).isEqualTo(4);
  }

  private static void assertFails(ThrowingCallable call, String message) {
    assertThatExceptionOfType(GraphException.class).isThrownBy(call).withMessageContaining(message);
  }
}
