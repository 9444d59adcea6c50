package org.scalarflow;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A handle on one node of a {@link Graph}: the graph and an id.
 *
 * <p>Handles are how formulas are written: {@code w.times(x).minus(y).pow(2)} adds three operations
 * and a constant to the graph of {@code w}. Nothing is computed while a graph is built, and a
 * handle holds neither value nor derivative; those belong to the result of a run. Two handles are
 * equal if they stand for the same node. More functions are in {@link Functions}.
 *
 * <p>Every method that adds a node throws {@link GraphException} if an operand belongs to another
 * graph.
 */
public sealed class Node permits Constant, Variable, Placeholder {

  private final Graph graph;
  private final int id;

  Node(Graph graph, int id) {
    this.graph = graph;
    this.id = id;
  }

  /** The graph the node belongs to. */
  public final Graph graph() {
    return graph;
  }

  /** The id, unique in the graph; operands have smaller ids than the nodes that use them. */
  public final int id() {
    return id;
  }

  /** The name: the given one, else an automatic one such as {@code Pow_0}. */
  public final String name() {
    return graph.structure().name(id);
  }

  /** What kind of node this is. */
  public final NodeKind kind() {
    if (this instanceof Constant) {
      return NodeKind.CONSTANT;
    }
    if (this instanceof Variable) {
      return NodeKind.VARIABLE;
    }
    return this instanceof Placeholder ? NodeKind.PLACEHOLDER : NodeKind.OPERATION;
  }

  /**
   * The operator this node applies.
   *
   * @throws IllegalArgumentException if the node is a leaf
   */
  public final Operator operator() {
    return graph.structure().operator(id);
  }

  /** The operands in order; empty for a leaf. */
  public final List<Node> operands() {
    Structure structure = graph.structure();
    return IntStream.range(0, structure.operandCount(id))
        .mapToObj(position -> graph.node(structure.operand(id, position)))
        .toList();
  }

  /**
   * Gives the node a name.
   *
   * @return this node
   * @throws GraphException if the name is taken in this graph, or the node already has a given name
   */
  public final Node named(String name) {
    graph.name(id, name);
    return this;
  }

  /** {@code this + other}. */
  public final Node plus(Node other) {
    return graph.apply(Operators.ADD, this, other);
  }

  /** {@code this + other}. */
  public final Node plus(double other) {
    return plus(graph.constant(other));
  }

  /** {@code this − other}. */
  public final Node minus(Node other) {
    return graph.apply(Operators.SUBTRACT, this, other);
  }

  /** {@code this − other}. */
  public final Node minus(double other) {
    return minus(graph.constant(other));
  }

  /** {@code this · other}. */
  public final Node times(Node other) {
    return graph.apply(Operators.MULTIPLY, this, other);
  }

  /** {@code this · other}. */
  public final Node times(double other) {
    return times(graph.constant(other));
  }

  /** {@code this / other}. */
  public final Node div(Node other) {
    return graph.apply(Operators.DIVIDE, this, other);
  }

  /** {@code this / other}. */
  public final Node div(double other) {
    return div(graph.constant(other));
  }

  /** {@code −this}. */
  public final Node unaryMinus() {
    return graph.apply(Operators.NEGATE, this);
  }

  /** {@code this} to the power of {@code exponent}; the exponent has a derivative of its own. */
  public final Node pow(Node exponent) {
    return graph.apply(Operators.POW, this, exponent);
  }

  /** {@code this} to the power of {@code exponent}. */
  public final Node pow(double exponent) {
    return pow(graph.constant(exponent));
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof Node node && node.graph == graph && node.id == id;
  }

  @Override
  public final int hashCode() {
    return 31 * System.identityHashCode(graph) + id;
  }

  /** One step, never the whole formula: {@code Pow_0 = pow(Subtract_0, Constant_0)}. */
  @Override
  public final String toString() {
    return graph.describe(id);
  }
}
