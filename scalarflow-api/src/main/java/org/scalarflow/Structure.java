package org.scalarflow;

import java.util.Objects;
import org.scalarflow.spi.Opcode;

/**
 * The nodes of a graph at one moment, by id: what tapes, pictures and accounts are made from.
 *
 * <p>Ids run from 0 to {@code size() - 1}, and the operands of a node have smaller ids, so id order
 * is a topological order. Nodes that are added to the graph later do not show here. Instances are
 * immutable and may be used by any thread. Looking at a node allocates nothing.
 */
public final class Structure {

  private final Graph graph;
  private final NodeTable nodes;
  private final Operator[] operators;
  private final byte[] opcodes;
  private final double[] constants;

  Structure(
      Graph graph, NodeTable nodes, Operator[] operators, byte[] opcodes, double[] constants) {
    this.graph = graph;
    this.nodes = nodes;
    this.operators = operators;
    this.opcodes = opcodes;
    this.constants = constants;
  }

  /** The graph this is a snapshot of. */
  public Graph graph() {
    return graph;
  }

  /** The number of nodes. */
  public int size() {
    return nodes.size();
  }

  /**
   * A handle on a node.
   *
   * @throws IndexOutOfBoundsException if there is no such node
   */
  public Node node(int id) {
    return graph.handle(check(id), nodes, constants);
  }

  /** What kind of node it is. */
  public NodeKind kind(int id) {
    return switch (code(id)) {
      case NodeTable.CONSTANT -> NodeKind.CONSTANT;
      case NodeTable.VARIABLE -> NodeKind.VARIABLE;
      case NodeTable.PLACEHOLDER -> NodeKind.PLACEHOLDER;
      default -> NodeKind.OPERATION;
    };
  }

  /**
   * The operator of an operation.
   *
   * @throws IllegalArgumentException if the node is not an operation
   */
  public Operator operator(int id) {
    return operators[operatorIndex(id)];
  }

  /**
   * The {@link Opcode} of an operation's operator.
   *
   * @throws IllegalArgumentException if the node is not an operation
   */
  public int opcode(int id) {
    return opcodes[operatorIndex(id)];
  }

  /** The operator's name, or {@code constant}, {@code variable}, {@code placeholder}. */
  public String operatorName(int id) {
    int code = code(id);
    return code < 0 ? kind(id).label() : operators[code].name();
  }

  /** How many operands the node has; 0 for a leaf. */
  public int operandCount(int id) {
    return nodes.operandCount(check(id));
  }

  /**
   * The id of an operand.
   *
   * @throws IndexOutOfBoundsException if {@code position} is not below {@link #operandCount}
   */
  public int operand(int id, int position) {
    return nodes.operand(check(id), position);
  }

  /**
   * Copies the ids of a node's operands into an array.
   *
   * @param id the node
   * @param target receives the ids
   * @param start the index of the first one
   * @return how many operands the node has; 0 for a leaf
   * @throws IndexOutOfBoundsException if they do not fit
   */
  public int copyOperands(int id, int[] target, int start) {
    return nodes.copyOperands(check(id), target, start);
  }

  /**
   * The value of a constant.
   *
   * @throws IllegalArgumentException if the node is not a constant
   */
  public double constant(int id) {
    if (code(id) != NodeTable.CONSTANT) {
      throw new IllegalArgumentException("'" + name(id) + "' is not a constant");
    }
    return constants[nodes.first(id)];
  }

  /** The node's name, given or automatic. */
  public String name(int id) {
    return graph.nameOf(check(id), this);
  }

  private int operatorIndex(int id) {
    int code = code(id);
    if (code < 0) {
      throw new IllegalArgumentException("'" + name(id) + "' is a leaf; it has no operator");
    }
    return code;
  }

  private int code(int id) {
    return nodes.code(check(id));
  }

  private int check(int id) {
    return Objects.checkIndex(id, nodes.size());
  }
}
