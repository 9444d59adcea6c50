package org.scalarflow.ml.model;

import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

/** What a hidden unit makes of its weighted sum. */
public enum Activation {
  /** {@code 1 / (1 + e⁻ˣ)}; weights start by {@link Initialization#GLOROT_UNIFORM}. */
  SIGMOID(Operators.SIGMOID, Initialization.GLOROT_UNIFORM),
  /** {@code tanh x}; weights start by {@link Initialization#GLOROT_UNIFORM}. */
  TANH(Operators.TANH, Initialization.GLOROT_UNIFORM),
  /** {@code max(x, 0)}; weights start by {@link Initialization#HE_UNIFORM}. */
  RELU(Operators.RELU, Initialization.HE_UNIFORM),
  /**
   * {@code x} where it is positive, else {@code 0.01·x}; weights start by {@link
   * Initialization#HE_UNIFORM}. A. Maas, A. Hannun, A. Ng, "Rectifier nonlinearities improve neural
   * network acoustic models", ICML 2013.
   */
  LEAKY_RELU(Operators.LEAKY_RELU, 0.01, Initialization.HE_UNIFORM),
  /**
   * {@code x} where it is positive, else {@code eˣ − 1}; weights start by {@link
   * Initialization#HE_UNIFORM}. D. Clevert, T. Unterthiner, S. Hochreiter, "Fast and accurate deep
   * network learning by exponential linear units", ICLR 2016.
   */
  ELU(Operators.ELU, 1.0, Initialization.HE_UNIFORM),
  /**
   * {@code x / (1 + e⁻ˣ)}; weights start by {@link Initialization#HE_UNIFORM}. S. Elfwing, E.
   * Uchibe, K. Doya, "Sigmoid-weighted linear units for neural network function approximation",
   * Neural Networks 107, 2018.
   */
  SILU(Operators.SILU, Initialization.HE_UNIFORM);

  private final Operator operator;

  /** The second operand, NaN if there is one operand. */
  private final double parameter;

  private final Initialization initialization;

  Activation(Operator.Unary operator, Initialization initialization) {
    this(operator, Double.NaN, initialization);
  }

  Activation(Operator operator, double parameter, Initialization initialization) {
    this.operator = operator;
    this.parameter = parameter;
    this.initialization = initialization;
  }

  /** Adds the activation of a node to its graph. */
  public Node of(Node sum) {
    Graph graph = sum.graph();
    return Double.isNaN(parameter)
        ? graph.apply(operator, sum)
        : graph.apply(operator, sum, graph.constant(parameter));
  }

  /** How weights start with this activation unless something else is chosen. */
  public Initialization initialization() {
    return initialization;
  }
}
