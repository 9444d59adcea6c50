package org.scalarflow.parallel;

import java.util.function.IntFunction;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;

/**
 * A graph of few and wide levels: an operation on each multiple of one input, added pair by pair.
 */
final class Wide {

  final Graph graph = new Graph();
  final Placeholder x = graph.placeholder("x");
  final Node output;

  /** Sines. */
  Wide(int width) {
    this(width, i -> Operators.SIN);
  }

  /**
   * Operations of one's own.
   *
   * @param width how many there are
   * @param operators the unary operator of each; its nodes are named {@code unit0, unit1, …}
   */
  Wide(int width, IntFunction<Operator> operators) {
    Node[] level = new Node[width];
    for (int i = 0; i < width; i++) {
      level[i] = graph.apply(operators.apply(i), x.times(1.0 / (1 + i))).named("unit" + i);
    }
    while (level.length > 1) {
      Node[] next = new Node[(level.length + 1) / 2];
      for (int i = 0; i < next.length; i++) {
        next[i] = 2 * i + 1 < level.length ? level[2 * i].plus(level[2 * i + 1]) : level[2 * i];
      }
      level = next;
    }
    output = level[0];
  }

  /** The output and its derivative by the input. */
  Request request() {
    return Request.of(output).differentiate(x);
  }

  /** All values and derivatives. */
  Request everything() {
    return Request.everything(output);
  }

  /** Rows of inputs: {@code 0.4, 0.5, 0.6, …}. */
  static double[] rows(int count) {
    double[] rows = new double[count];
    for (int row = 0; row < count; row++) {
      rows[row] = 0.4 + row / 10.0;
    }
    return rows;
  }
}
