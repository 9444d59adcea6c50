package org.scalarflow;

import java.util.List;

/**
 * Sums and means of many nodes, as left-to-right chains of additions.
 *
 * <p>The shape is promised, because it decides how results are rounded: {@code ((x₀ + x₁) + x₂) +
 * …}. Every function throws {@link GraphException} if there is no operand, an operand is null, the
 * operands belong to several graphs, or two lists differ in length; then the graph is unchanged.
 */
public final class Reductions {

  private Reductions() {}

  /** {@code Σᵢ xᵢ}; of one operand the operand itself, with no node added. */
  public static Node sum(Node... operands) {
    return sum(Operands.list("sum", operands));
  }

  /** {@code Σᵢ xᵢ}; of one operand the operand itself, with no node added. */
  public static Node sum(List<? extends Node> operands) {
    return sum("sum", operands);
  }

  /** {@code (Σᵢ xᵢ) / n}: the sum, divided by the constant {@code n}, also for {@code n = 1}. */
  public static Node mean(Node... operands) {
    return mean(Operands.list("mean", operands));
  }

  /** {@code (Σᵢ xᵢ) / n}: the sum, divided by the constant {@code n}, also for {@code n = 1}. */
  public static Node mean(List<? extends Node> operands) {
    return sum("mean", operands).div(operands.size());
  }

  /**
   * {@code Σᵢ aᵢ · bᵢ}, as {@code ((a₀·b₀ + a₁·b₁) + a₂·b₂) + …}; each product stands in the graph
   * just before it is added.
   */
  public static Node dot(List<? extends Node> a, List<? extends Node> b) {
    Operands.graph("dot", "first factors", a, "second factors", b);
    Node sum = a.get(0).times(b.get(0));
    for (int i = 1; i < a.size(); i++) {
      sum = sum.plus(a.get(i).times(b.get(i)));
    }
    return sum;
  }

  private static Node sum(String function, List<? extends Node> operands) {
    Operands.graph(function, operands);
    Node sum = operands.get(0);
    for (Node operand : operands.subList(1, operands.size())) {
      sum = sum.plus(operand);
    }
    return sum;
  }
}
