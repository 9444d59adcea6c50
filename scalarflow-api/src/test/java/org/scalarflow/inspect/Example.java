package org.scalarflow.inspect;

import java.util.Locale;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Variable;
import org.scalarflow.testing.TapeBackend;

/** The graph of {@code (wx − y)² + w²}, and what several tests need beside it. */
final class Example {

  /** Deep enough that anything that recurses overflows its stack many times over. */
  static final int DEEP = 1_000_000;

  final Graph graph = new Graph(new TapeBackend());
  final Variable w = graph.variable("w", 1.0);
  final Placeholder x = graph.placeholder("x");
  final Placeholder y = graph.placeholder("y");
  final Node loss = w.times(x).minus(y).pow(2).plus(w.pow(2));
  final Feed feed = Feed.of(x, 2.0).and(y, 3.0);

  Evaluation run() {
    return graph.gradient(loss, feed);
  }

  /** A sum of ones so long that it is {@link #DEEP} nodes deep. */
  static Evaluation deepRun() {
    return deepRun(DEEP);
  }

  /** A sum of ones of some depth. */
  static Evaluation deepRun(int depth) {
    Graph graph = new Graph(new TapeBackend());
    Node x = graph.placeholder("x");
    Node sum = x;
    for (int i = 0; i < depth; i++) {
      sum = sum.plus(x);
    }
    return graph.gradient(sum, Feed.of(x, 1.0));
  }

  /** Runs an action under a default locale, and restores the former one. */
  static <T> T under(String languageTag, java.util.function.Supplier<T> action) {
    Locale former = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(languageTag));
    try {
      return action.get();
    } finally {
      Locale.setDefault(former);
    }
  }
}
