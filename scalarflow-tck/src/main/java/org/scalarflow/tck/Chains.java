package org.scalarflow.tck;

import org.scalarflow.CompileOptions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;

/** Graphs as deep as a sum over a data set. */
final class Chains {

  /** The numbers of operations. */
  static final int[] DEPTHS = {10_000, 100_000, 1_000_000};

  private static final double START = 1.0;

  private Chains() {}

  /** {@code y ← −y} and {@code y ← y + x} in turn, from {@code y = x}. */
  static Request of(int depth) {
    Graph g = new Graph();
    Variable x = g.variable(START);
    Node y = x;
    for (int i = 0; i < depth; i++) {
      y = i % 4 == 0 ? g.apply(Operators.NEGATE, y) : y.plus(x);
    }
    return Request.of(y).differentiate(x);
  }

  /** The value of a chain, which is exact; as the chain is linear in x = 1, also its derivative. */
  static double value(int depth) {
    double y = START;
    for (int i = 0; i < depth; i++) {
      y = i % 4 == 0 ? -y : y + START;
    }
    return y;
  }

  static double value(Request request, Backend backend) {
    return request.graph().compile(request, backend, CompileOptions.DEFAULT).run().value();
  }

  static double derivative(Request request, Backend backend) {
    Node x = request.differentiated().get(0);
    return request
        .graph()
        .compile(request, backend, CompileOptions.DEFAULT)
        .gradient()
        .derivative(x);
  }
}
