package org.scalarflow.parallel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.spi.Tape;

/** What is computed as a part of a sum. */
class PartsTest {

  private final Graph graph = new Graph();
  private final Node a = graph.placeholder("a");
  private final Node b = graph.placeholder("b");
  private final Node c = graph.placeholder("c");

  @Test
  void aNeuronIsOneSum() {
    Node sum = c.plus(a.times(b)).plus(b.times(c)).plus(a);

    assertThat(computed(Request.of(sum))).containsExactly("sum");
  }

  @Test
  void aSumMayBeginOnEitherSide() {
    assertThat(computed(Request.of(a.plus(b.plus(c))))).containsExactly("sum");
  }

  @Test
  void ofTwoSumsOneIsContinued() {
    Node sum = a.plus(b).plus(b.plus(c));

    assertThat(computed(Request.of(sum))).containsExactly("add", "sum");
  }

  @Test
  void aSubtractionContinuesASumAndSubtractsWhatHasACell() {
    assertThat(computed(Request.of(a.times(b).minus(c)))).containsExactly("sum");
    assertThat(computed(Request.of(c.minus(a.times(b))))).containsExactly("multiply", "subtract");
    assertThat(computed(Request.of(c.minus(a.plus(b))))).containsExactly("add", "subtract");
  }

  @Test
  void whatIsUsedTwiceIsComputedOnce() {
    Node product = a.times(b);

    assertThat(computed(Request.of(product.plus(product)))).containsExactly("multiply", "add");
    assertThat(computed(Request.of(product.plus(Functions.sin(product)))))
        .containsExactly("multiply", "sin", "add");
  }

  @Test
  void whatIsAskedForIsComputed() {
    Node product = a.times(b);

    assertThat(computed(Request.of(product.plus(c)).observe(product)))
        .containsExactly("multiply", "add");
    assertThat(computed(Request.of(product.plus(c), product))).containsExactly("multiply", "add");
  }

  @Test
  void onlySumsHaveParts() {
    assertThat(computed(Request.of(Functions.sin(a.times(b))))).containsExactly("multiply", "sin");
    assertThat(computed(Request.of(a.times(b).times(c)))).containsExactly("multiply", "multiply");
  }

  private static List<String> computed(Request request) {
    Tape tape = Tape.lower(request);
    Parts parts = new Parts(tape);
    List<String> names = new ArrayList<>();
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      if (!parts.isPart(node)) {
        names.add(parts.hasParts(node) ? "sum" : tape.operator(node).name());
      } else {
        assertThat(parts.isPart(parts.whole(node))).isFalse();
      }
    }
    return names;
  }
}
