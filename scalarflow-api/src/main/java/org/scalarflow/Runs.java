package org.scalarflow;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Backend;

/**
 * What a graph keeps for its convenience runs: its backend and operators, discovered at first use,
 * and the programs of the nodes that were run last. A graph only grows, so these never go stale.
 */
final class Runs {

  private static final int MOST_PROGRAMS = 8;

  /** How many tape nodes the kept programs may have together; the last program is always kept. */
  private static final int MOST_NODES = 1_000_000;

  private record Key(int output, boolean gradient) {}

  /** In the order of their last use. */
  private final Map<Key, Program> programs = new LinkedHashMap<>(16, 0.75f, true);

  private int keptNodes;

  private @Nullable Backend backend;
  private @Nullable OperatorRegistry operators;

  Runs(@Nullable Backend backend) {
    this.backend = backend;
  }

  synchronized Backend backend() {
    Backend chosen = backend;
    if (chosen == null) {
      chosen = Backends.discover().preferred();
      backend = chosen;
    }
    return chosen;
  }

  synchronized OperatorRegistry operators() {
    OperatorRegistry found = operators;
    if (found == null) {
      found = OperatorRegistry.discover();
      operators = found;
    }
    return found;
  }

  Program values(Node output) {
    return program(output, false, node -> Request.of(node).observeAll());
  }

  Program gradient(Node output) {
    return program(output, true, Request::everything);
  }

  private synchronized Program program(
      Node output, boolean gradient, Function<Node, Request> request) {
    Key key = new Key(output.id(), gradient);
    Program known = programs.get(key);
    if (known == null) {
      known = output.graph().compile(request.apply(output));
      programs.put(key, known);
      keptNodes += known.kernel().tape().size();
      dropEldest();
    }
    return known;
  }

  private void dropEldest() {
    Iterator<Program> eldest = programs.values().iterator();
    while (programs.size() > 1 && (programs.size() > MOST_PROGRAMS || keptNodes > MOST_NODES)) {
      keptNodes -= eldest.next().kernel().tape().size();
      eldest.remove();
    }
  }
}
