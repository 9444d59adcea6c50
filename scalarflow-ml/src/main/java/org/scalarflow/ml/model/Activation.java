package org.scalarflow.ml.model;

import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/** What a hidden unit makes of its weighted sum. */
public enum Activation {
  /** {@code 1 / (1 + e⁻ˣ)}; weights start by {@link Initialization#GLOROT_UNIFORM}. */
  SIGMOID(Operators.SIGMOID, Initialization.GLOROT_UNIFORM),
  /** {@code max(x, 0)}; weights start by {@link Initialization#HE_UNIFORM}. */
  RELU(Operators.RELU, Initialization.HE_UNIFORM);

  private final Operator operator;
  private final Initialization initialization;

  Activation(Operator operator, Initialization initialization) {
    this.operator = operator;
    this.initialization = initialization;
  }

  /** Adds the activation of a node to its graph. */
  public Node of(Node sum) {
    return sum.graph().apply(operator, sum);
  }

  /** How weights start with this activation unless something else is chosen. */
  public Initialization initialization() {
    return initialization;
  }
}
