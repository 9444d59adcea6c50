package org.scalarflow;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Checks the operands of functions before anything is added to a graph. */
final class Operands {

  private Operands() {}

  /**
   * The graph that all operands belong to.
   *
   * @throws GraphException if there is none, one is null, or they are of several graphs
   */
  static Graph graph(String function, @Nullable Node... operands) {
    return graph(function, Arrays.asList(operands));
  }

  /**
   * The graph that all operands belong to.
   *
   * @throws GraphException if there is none, one is null, or they are of several graphs
   */
  static Graph graph(String function, List<? extends @Nullable Node> operands) {
    if (list(function, operands).isEmpty()) {
      throw new GraphException("'" + function + "' needs at least one operand, but was given none");
    }
    Node first = operand(function, 0, operands.get(0));
    int position = 0;
    for (Node entry : operands) {
      Node operand = operand(function, position, entry);
      if (operand.graph() != first.graph()) {
        throw new GraphException(
            "operand "
                + position
                + " of '"
                + function
                + "', the node '"
                + operand.name()
                + "', belongs to another graph than operand 0, the node '"
                + first.name()
                + "'");
      }
      position++;
    }
    return first.graph();
  }

  /**
   * The graph that two lists of equal length belong to.
   *
   * @throws GraphException if their lengths differ, or as for one list
   */
  static Graph graph(
      String function,
      String firstName,
      List<? extends Node> first,
      String secondName,
      List<? extends Node> second) {
    int firstSize = list(function, first).size();
    int secondSize = list(function, second).size();
    if (firstSize != secondSize) {
      throw new GraphException(
          "'"
              + function
              + "' needs as many "
              + firstName
              + " as "
              + secondName
              + ", but was given "
              + firstSize
              + " "
              + firstName
              + " and "
              + secondSize
              + " "
              + secondName);
    }
    Graph graph = graph(function, first);
    if (graph(function, second) != graph) {
      throw new GraphException(
          "the "
              + firstName
              + " of '"
              + function
              + "' belong to another graph than its "
              + secondName);
    }
    return graph;
  }

  /**
   * The operands as a list.
   *
   * @throws GraphException if the array is null
   */
  static List<Node> list(String function, Node @Nullable [] operands) {
    if (operands == null) {
      throw new GraphException("the operands of '" + function + "' are null");
    }
    return Arrays.asList(operands);
  }

  private static <T extends List<?>> T list(String function, @Nullable T operands) {
    if (operands == null) {
      throw new GraphException("the operands of '" + function + "' are null");
    }
    return operands;
  }

  private static Node operand(String function, int position, @Nullable Node operand) {
    if (operand == null) {
      throw new GraphException("operand " + position + " of '" + function + "' is null");
    }
    return operand;
  }
}
