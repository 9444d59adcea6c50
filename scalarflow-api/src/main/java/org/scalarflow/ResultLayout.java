package org.scalarflow;

import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import org.eclipse.collections.api.map.primitive.MutableIntIntMap;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Tape;

/** Where the values and derivatives of a program's nodes stand in the kernel's result arrays. */
final class ResultLayout {

  /** The derivative is wanted and is zero, because no output depends on the node. */
  static final int ZERO = -2;

  private static final int NONE = -1;

  private final Request request;
  private final Tape tape;
  private final Structure structure;
  private final MutableIntIntMap outputs = new IntIntHashMap();

  /** By graph id whether the node depends on an input; made at the first question and kept. */
  private volatile @Nullable BitSet dependent;

  ResultLayout(Request request, Tape tape) {
    this.request = request;
    this.tape = tape;
    this.structure = tape.structure();
    for (int i = 0; i < tape.outputCount(); i++) {
      outputs.put(tape.origin(tape.output(i)), i);
    }
  }

  Structure structure() {
    return structure;
  }

  Request request() {
    return request;
  }

  Tape tape() {
    return tape;
  }

  /** Whether a node is among those of the program's graph. */
  boolean isOwn(Node node) {
    return node.graph() == structure.graph();
  }

  /** The index of an output in the request, or -1. */
  int findOutput(Node node) {
    return outputs.getIfAbsent(own(node), NONE);
  }

  /** The index of a node's value, or -1. */
  int findValue(int id) {
    int output = outputs.getIfAbsent(id, NONE);
    return output != NONE
        ? output
        : search(id, tape.outputCount(), tape.valueCount(), i -> tape.origin(tape.valueNode(i)));
  }

  /** Whether a node's derivative is delivered, or known to be zero. */
  boolean hasDerivative(int id) {
    return findDerivative(id) != NONE;
  }

  /** The index of a node's derivative, {@link #ZERO}, or -1. */
  private int findDerivative(int id) {
    int index = search(id, 0, tape.derivativeCount(), i -> tape.origin(tape.derivativeNode(i)));
    if (index != NONE) {
      return index;
    }
    boolean named = id < structure.size() && request.names(structure.node(id));
    return named && dependsOnInput(id) ? ZERO : NONE;
  }

  /**
   * The index of a node's value.
   *
   * @throws NotComputedException if the program does not deliver it
   */
  int value(Node node) {
    int index = findValue(own(node));
    if (index == NONE) {
      requireCompiled(node);
      throw new NotComputedException(
          "the value of '"
              + node.name()
              + "' was not asked for; add it with Request.observe("
              + node.name()
              + ")");
    }
    return index;
  }

  /**
   * The index of a node's derivative, or {@link #ZERO}.
   *
   * @throws NotComputedException if the program does not deliver it
   */
  int derivative(Node node) {
    int index = findDerivative(own(node));
    if (index == NONE) {
      requireCompiled(node);
      throw new NotComputedException(
          dependsOnInput(node.id())
              ? "the derivative of '"
                  + node.name()
                  + "' was not asked for; add it with Request.differentiate("
                  + node.name()
                  + ")"
              : "'"
                  + node.name()
                  + "' has no derivative: it does not depend on any variable or placeholder");
    }
    return index;
  }

  /** The node of that name among those of the program. */
  Node named(String name) {
    int id = structure.graph().idOf(name, structure);
    if (id < 0) {
      throw new GraphException(structure.graph().unknownName(name));
    }
    return structure.node(id);
  }

  /**
   * The id of a node of the program's graph.
   *
   * @throws GraphException if it is of another graph
   */
  int own(Node node) {
    return structure.graph().requireOwn(node).id();
  }

  private void requireCompiled(Node node) {
    if (node.id() >= structure.size()) {
      throw new NotComputedException(
          "'"
              + node.name()
              + "' was added to the graph after this program was compiled; compile again");
    }
  }

  private boolean dependsOnInput(int id) {
    BitSet known = dependent;
    if (known == null) {
      known = dependent();
      dependent = known;
    }
    return known.get(id);
  }

  private BitSet dependent() {
    BitSet found = new BitSet(structure.size());
    for (int id = 0; id < structure.size(); id++) {
      boolean depends = structure.kind(id).isInput();
      for (int position = 0; !depends && position < structure.operandCount(id); position++) {
        depends = found.get(structure.operand(id, position));
      }
      found.set(id, depends);
    }
    return found;
  }

  /** Binary search in ascending ids. */
  private static int search(int id, int from, int to, IntUnaryOperator idAt) {
    int low = from;
    int high = to - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int found = idAt.applyAsInt(middle);
      if (found == id) {
        return middle;
      }
      if (found < id) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return NONE;
  }
}
