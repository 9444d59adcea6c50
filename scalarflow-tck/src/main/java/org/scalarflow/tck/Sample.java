package org.scalarflow.tck;

import java.util.SplittableRandom;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.Variable;

/**
 * A small model with inputs for any number of rows: two weights, two placeholders, two outputs of
 * which one is computed from the other, and an observed node. Magnitudes differ from row to row, so
 * that sums in another order have other bits.
 */
final class Sample {

  final Graph graph = new Graph();
  final Variable w = graph.variable("w", 0.75);
  final Variable b = graph.variable("b", -0.3);
  final Placeholder x = graph.placeholder("x");
  final Placeholder y = graph.placeholder("y");
  final Node score = w.times(x).plus(b).plus(w);
  final Node probability = graph.apply(Operators.SIGMOID, score);
  final Node loss =
      graph
          .apply(Operators.BINARY_CROSS_ENTROPY, score, y)
          .plus(probability.minus(y).pow(2))
          .plus(w.times(w));

  /** Two outputs, all derivatives, one observed node. */
  Request request() {
    return Request.of(loss, probability).differentiateAll().observe(score);
  }

  /** The inputs of a row by graph id. */
  double[] inputs(int row) {
    SplittableRandom random = new SplittableRandom(row);
    double[] byId = new double[graph.size()];
    byId[w.id()] = 0.75;
    byId[b.id()] = -0.3;
    byId[x.id()] = random.nextDouble(-1, 1) * Math.pow(10, random.nextInt(-6, 3));
    byId[y.id()] = random.nextInt(2);
    return byId;
  }
}
