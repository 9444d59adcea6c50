package org.scalarflow.tck;

import java.util.stream.IntStream;
import org.scalarflow.CompileOptions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.spi.Backend;

/** Graphs as deep as a sum over a data set. */
final class Chains {

  private static final int DEEPEST = 1_000_000;

  private static final double START = 1.0;
  private static final double STEP = 3.0;

  private Chains() {}

  /** The depths to try, up to the system property {@code scalarflow.tck.depth}, else a million. */
  static int[] depths() {
    return IntStream.of(10_000, 100_000, DEEPEST).filter(depth -> depth == atMost(depth)).toArray();
  }

  /** A depth, or the deepest that is to be tried. */
  static int atMost(int depth) {
    return Math.min(depth, Integer.getInteger("scalarflow.tck.depth", DEEPEST));
  }

  /** {@code y ← y + 3}, three times, then {@code y ← −y}, and so on from {@code y = x}. */
  static Request of(int depth) {
    Graph g = new Graph();
    Variable x = g.variable(START);
    Node step = g.constant(STEP);
    Node y = x;
    for (int i = 0; i < depth; i++) {
      y = isNegation(i) ? y.unaryMinus() : y.plus(step);
    }
    return Request.of(y).differentiate(x);
  }

  private static boolean isNegation(int i) {
    return i % 4 == 3;
  }

  /** The value of a chain, which is exact. */
  static double value(int depth) {
    double y = START;
    for (int i = 0; i < depth; i++) {
      y = isNegation(i) ? -y : y + STEP;
    }
    return y;
  }

  /** The derivative of a chain: its sign. */
  static double derivative(int depth) {
    return depth / 4 % 2 == 0 ? 1.0 : -1.0;
  }

  /** The value that a backend gives. */
  static double value(Request request, Backend backend) {
    return request.graph().compile(request, backend, CompileOptions.DEFAULT).run().value();
  }

  /** The derivative that a backend gives. */
  static double derivative(Request request, Backend backend) {
    Node x = request.differentiated().get(0);
    return request
        .graph()
        .compile(request, backend, CompileOptions.DEFAULT)
        .gradient()
        .derivative(x);
  }
}
