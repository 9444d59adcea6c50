package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.scalarflow.testing.TapeBackend;

class FeedTest {

  private final Graph graph = new Graph(new TapeBackend());
  private final Variable w = graph.variable("w", 3.0);
  private final Placeholder x = graph.placeholder("x");
  private final Placeholder y = graph.placeholder("y");
  private final Placeholder other = graph.placeholder("other");
  private final Node sum = w.times(x).plus(y);

  @Test
  void inputsAreFedByNodeNameAndMap() {
    assertThat(graph.run(sum, Feed.of(x, 2).and("y", 1)).value()).isEqualTo(7.0);
    assertThat(graph.run(sum, Feed.of(Map.of("x", 2.0, "y", 1.0))).value()).isEqualTo(7.0);
    assertThat(Feed.empty().isEmpty()).isTrue();
    assertThat(Feed.of(x, 1).isEmpty()).isFalse();
  }

  @Test
  void aFedVariableIsOverriddenForOneRun() {
    assertThat(graph.run(sum, Feed.of(x, 2).and(y, 1).and(w, 10)).value()).isEqualTo(21.0);
    assertThat(graph.run(sum, Feed.of(x, 2).and(y, 1)).value()).isEqualTo(7.0);
  }

  @Test
  void allMissingPlaceholdersAreNamed() {
    assertThatThrownBy(() -> graph.run(sum))
        .isInstanceOf(FeedException.class)
        .hasMessageStartingWith("not fed: 'x', 'y'");
  }

  @Test
  void aValueOfAnEarlierRunIsNotKept() {
    graph.run(sum, Feed.of(x, 2).and(y, 1));

    assertThatThrownBy(() -> graph.run(sum, Feed.of(x, 2)))
        .isInstanceOf(FeedException.class)
        .hasMessageStartingWith("not fed: 'y'");
  }

  @Test
  void unknownNamesSuggestTheNearest() {
    assertThatThrownBy(() -> graph.run(sum, Feed.of("othr", 1)))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("no node named 'othr' in this graph; did you mean 'other'?");
  }

  @Test
  void whatIsNotNeededIsIgnored() {
    assertThat(graph.run(sum, Feed.of(x, 2).and(y, 1).and(other, Double.NaN)).value())
        .isEqualTo(7.0);
  }

  @Test
  void namesGivenAfterCompilingAreKnownToo() {
    graph.run(sum, Feed.of(x, 2).and(y, 1));
    Placeholder late = graph.placeholder("late");

    assertThat(graph.run(late.plus(1), Feed.of("late", 2)).value()).isEqualTo(3.0);
    assertThatThrownBy(() -> graph.run(sum, Feed.of(x, 2).and(y, 1).and("late", 1)))
        .as("a program knows the graph as it was when it was compiled")
        .isInstanceOf(FeedException.class);
  }

  @Test
  void onlyInputsAreFedAndOnlyOnce() {
    Node constant = graph.constant(1);
    Feed base = Feed.of(x, 2).and(y, 1);

    assertThatThrownBy(() -> graph.run(sum, base.and(sum, 1)))
        .isInstanceOf(FeedException.class)
        .hasMessageContaining("'Add_0' is fed, but it is an operation");
    assertThatThrownBy(() -> graph.run(sum, base.and(constant, 1)))
        .hasMessageContaining("it is a constant");
    assertThatThrownBy(() -> graph.run(sum, base.and("x", 3))).hasMessage("'x' is fed twice");
    assertThatThrownBy(() -> graph.run(sum, base.and(new Graph().placeholder("x"), 3)))
        .hasMessage("'x' is fed, but belongs to another graph");
  }

  @Test
  void nullsAreRefusedWhereTheyAreGiven() {
    Map<String, Double> values = new HashMap<>();
    values.put("x", null);

    assertThatThrownBy(() -> Feed.of(values))
        .isInstanceOf(FeedException.class)
        .hasMessage("the value fed to 'x' is null");
    assertThatThrownBy(() -> Feed.of((Node) null, 1)).isInstanceOf(FeedException.class);
    assertThatThrownBy(() -> Feed.of((String) null, 1)).isInstanceOf(FeedException.class);
  }

  @Test
  void nanAndInfinityAreValues() {
    assertThat(graph.run(sum, Feed.of(x, Double.NaN).and(y, 1)).value()).isNaN();
    assertThat(graph.run(sum, Feed.of(x, 1).and(y, Double.NEGATIVE_INFINITY)).value())
        .isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @Test
  void aMillionEntriesAreNoProblem() {
    Feed feed = Feed.of(x, 2).and(y, 1);
    for (int i = 0; i < 1_000_000; i++) {
      feed = feed.and(other, i);
    }

    assertThat(graph.run(sum, feed).value()).isEqualTo(7.0);
  }
}
