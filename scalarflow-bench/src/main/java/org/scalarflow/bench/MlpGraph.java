package org.scalarflow.bench;

import java.util.ArrayList;
import java.util.List;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Losses;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Variable;

/** The graph of an {@link Mlp}'s binary cross-entropy for one sample. */
final class MlpGraph {

  /** How hidden units and the loss are made. */
  enum Style {
    /** The built-in sigmoid, and the loss from the logit. */
    SIGMOID,
    /** {@code 1/(1 + exp(−x))}, and {@code −(y·log p + (1 − y)·log(1 − p))}. */
    PRIMITIVES,
    /** The built-in relu, and the loss from the logit. */
    RELU
  }

  final Graph graph = new Graph();
  final List<Placeholder> sample =
      List.of(graph.placeholder("x1"), graph.placeholder("x2"), graph.placeholder("y"));
  final List<Variable> parameters = new ArrayList<>();
  final Node loss;

  private final Style style;
  private final double[] start;

  MlpGraph(Mlp network, Style style) {
    this.style = style;
    start = network.parameters();
    List<? extends Node> signals = sample.subList(0, 2);
    for (int layer = 0; layer < network.depth(); layer++) {
      List<Node> units = new ArrayList<>();
      for (int unit = 0; unit < network.width(); unit++) {
        units.add(activation(weightedSum(signals)));
      }
      signals = units;
    }
    loss = loss(weightedSum(signals), sample.get(2));
  }

  private Node weightedSum(List<? extends Node> signals) {
    Node sum = parameter();
    for (Node signal : signals) {
      sum = sum.plus(parameter().times(signal));
    }
    return sum;
  }

  private Variable parameter() {
    Variable parameter = graph.variable(start[parameters.size()]);
    parameters.add(parameter);
    return parameter;
  }

  private Node activation(Node sum) {
    return switch (style) {
      case SIGMOID -> Functions.sigmoid(sum);
      case PRIMITIVES -> sigmoid(sum);
      case RELU -> Functions.relu(sum);
    };
  }

  private Node loss(Node logit, Node label) {
    if (style != Style.PRIMITIVES) {
      return Losses.binaryCrossEntropy(logit, label);
    }
    Node p = sigmoid(logit);
    Node ifTrue = label.times(Functions.log(p));
    Node ifFalse = Functions.subtract(1.0, label).times(Functions.log(Functions.subtract(1.0, p)));
    return ifTrue.plus(ifFalse).unaryMinus();
  }

  private static Node sigmoid(Node x) {
    return Functions.divide(1.0, Functions.exp(x.unaryMinus()).plus(1.0));
  }
}
