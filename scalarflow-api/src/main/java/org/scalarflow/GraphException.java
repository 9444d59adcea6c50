package org.scalarflow;

/**
 * A graph cannot be built or asked like this: a node of another graph, a name that is taken or
 * unknown, a wrong number of operands, an operand that is null.
 */
public final class GraphException extends ScalarFlowException {

  /** With a message that names what is at fault and the way out. */
  public GraphException(String message) {
    super(message, null);
  }
}
