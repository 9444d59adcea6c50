package org.scalarflow;

import java.util.BitSet;
import java.util.function.IntUnaryOperator;
import org.eclipse.collections.api.map.primitive.MutableIntIntMap;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
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

  /** The index of a node's value, or -1. */
  int findValue(int id) {
    int output = outputs.getIfAbsent(id, NONE);
    return output != NONE
        ? output
        : search(id, tape.outputCount(), tape.valueCount(), i -> tape.origin(tape.valueNode(i)));
  }

  /** The index of a node's derivative, {@link #ZERO}, or -1. */
  int findDerivative(int id) {
    int index = search(id, 0, tape.derivativeCount(), i -> tape.origin(tape.derivativeNode(i)));
    if (index != NONE) {
      return index;
    }
    boolean named = request.differentiated().contains(structure.graph().node(id));
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
    return structure.graph().node(id);
  }

  private int own(Node node) {
    return structure.graph().requireOwn(node).id();
  }

  private boolean dependsOnInput(int id) {
    if (id >= structure.size()) {
      return false;
    }
    BitSet ancestors = new BitSet(id + 1);
    ancestors.set(id);
    for (int at = id; at >= 0; at = ancestors.previousSetBit(at - 1)) {
      if (structure.kind(at).isInput()) {
        return true;
      }
      for (int position = 0; position < structure.operandCount(at); position++) {
        ancestors.set(structure.operand(at, position));
      }
    }
    return false;
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
