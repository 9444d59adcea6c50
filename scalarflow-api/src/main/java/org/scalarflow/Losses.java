package org.scalarflow;

import java.util.ArrayList;
import java.util.List;

/**
 * Losses for training, and the softmax. They start from logits, never from probabilities, so
 * nothing overflows and no logarithm of a rounded 0 is taken.
 *
 * <p>Every function throws {@link GraphException} if there is no operand, an operand is null, the
 * operands belong to several graphs, or two lists differ in length; then the graph is unchanged.
 */
public final class Losses {

  private Losses() {}

  /**
   * {@code log(1 + eᶻ) − z · y}, the loss of a yes-or-no prediction; {@code ∂z = sigmoid(z) − y}.
   * One node. See {@link org.scalarflow.math.Losses#binaryCrossEntropy}.
   *
   * @param logit {@code z}; the predicted probability is {@code sigmoid(z)}
   * @param label {@code y}, usually 0 or 1
   */
  public static Node binaryCrossEntropy(Node logit, Node label) {
    return Operands.graph("binaryCrossEntropy", logit, label)
        .apply(Operators.BINARY_CROSS_ENTROPY, logit, label);
  }

  /** The same with a constant label; see {@link #binaryCrossEntropy(Node, Node)}. */
  public static Node binaryCrossEntropy(Node logit, double label) {
    Graph graph = Operands.graph("binaryCrossEntropy", logit);
    return graph.apply(Operators.BINARY_CROSS_ENTROPY, logit, graph.constant(label));
  }

  /**
   * {@code Σᵢ yᵢ · (logSumExp(z) − zᵢ)}, the loss of a prediction among {@code k} classes; {@code
   * ∂zᵢ = softmax(z)ᵢ − yᵢ} when the labels sum to 1. One node. See {@link
   * org.scalarflow.math.Losses#softmaxCrossEntropy}.
   *
   * @param logits {@code z}, one for each class
   * @param labels {@code y}, one for each class, usually one 1 and zeros
   */
  public static Node softmaxCrossEntropy(List<? extends Node> logits, List<? extends Node> labels) {
    Graph graph = Operands.graph("softmaxCrossEntropy", "logits", logits, "labels", labels);
    List<Node> operands = new ArrayList<>(logits);
    operands.addAll(labels);
    return graph.apply(Operators.SOFTMAX_CROSS_ENTROPY, operands);
  }

  /**
   * {@code pᵢ = exp(zᵢ − logSumExp(z))}: probabilities that sum to 1 up to rounding. A composition
   * of one {@code logSumExp} and, for each class, a {@code subtract} and an {@code exp}.
   *
   * @param logits {@code z}, one for each class
   * @return one probability for each class, in order; immutable
   */
  public static List<Node> softmax(List<? extends Node> logits) {
    Graph graph = Operands.graph("softmax", logits);
    Node total = graph.apply(Operators.LOG_SUM_EXP, logits);
    List<Node> probabilities = new ArrayList<>(logits.size());
    for (Node logit : logits) {
      probabilities.add(graph.apply(Operators.EXP, logit.minus(total)));
    }
    return List.copyOf(probabilities);
  }

  /**
   * {@code (Σᵢ (pᵢ − tᵢ)²) / n}: the {@link Reductions#mean mean} of the squared differences, each
   * a {@code subtract} and a {@code square}.
   *
   * @param predictions {@code p}
   * @param targets {@code t}, as many
   */
  public static Node meanSquaredError(
      List<? extends Node> predictions, List<? extends Node> targets) {
    Graph graph =
        Operands.graph("meanSquaredError", "predictions", predictions, "targets", targets);
    List<Node> squares = new ArrayList<>(predictions.size());
    for (int i = 0; i < predictions.size(); i++) {
      squares.add(graph.apply(Operators.SQUARE, predictions.get(i).minus(targets.get(i))));
    }
    return Reductions.mean(squares);
  }
}
