package org.scalarflow.parallel;

import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * Adds the computation of partials and of gates, and knows the cells where they stand.
 *
 * <p>Not all are computed. The partials of a sum are 1 and −1, those of a product are its operands,
 * that of {@code exp} is its result.
 */
final class Partials {

  private final Tape tape;
  private final Assembly assembly;
  private final Steps.Builder steps;
  private final int[] valueCells;

  /** By operation the cell of the partial with respect to its first operand, or of all. */
  private final int[] firstPartials;

  /** By operation the cell of the partial with respect to its second operand, if it has two. */
  private final int[] secondPartials;

  /** By selective tape node the gate of its first operand. */
  private final IntIntHashMap operandGates = new IntIntHashMap();

  Partials(Assembly assembly) {
    this.assembly = assembly;
    tape = assembly.tape();
    steps = assembly.steps();
    valueCells = assembly.valueCells();
    firstPartials = new int[tape.size() - tape.firstOperation()];
    secondPartials = new int[firstPartials.length];
  }

  /** The cell by which a consumer's adjoint is multiplied in a contribution to an operand. */
  int factor(int consumer, int position) {
    int opcode = tape.opcode(consumer);
    return switch (opcode) {
      case Opcode.ADD, Opcode.SELECT -> assembly.one();
      case Opcode.SUBTRACT -> position == 0 ? assembly.one() : assembly.minusOne();
      case Opcode.NEGATE -> assembly.minusOne();
      case Opcode.MULTIPLY -> valueCells[tape.operand(consumer, 1 - position)];
      case Opcode.EXP -> valueCells[consumer];
      default -> {
        int operation = consumer - tape.firstOperation();
        if (Kind.isTabled(opcode)) {
          yield position == 0 ? firstPartials[operation] : secondPartials[operation];
        }
        yield firstPartials[operation] + position;
      }
    };
  }

  private static boolean isAtHand(int opcode) {
    return switch (opcode) {
      case Opcode.ADD, Opcode.SUBTRACT, Opcode.NEGATE, Opcode.MULTIPLY, Opcode.EXP -> true;
      default -> false;
    };
  }

  /** Whether a consumer decides by values which operands it contributes to. */
  boolean isSelective(int consumer) {
    return operandGates.containsKey(consumer);
  }

  /** The gate of a selective consumer's operand. */
  int operandGate(int consumer, int position) {
    return operandGates.get(consumer) + position;
  }

  /**
   * Adds the partials of some operations of one kind and level.
   *
   * @param nodes the operations
   * @param kind their kind
   * @param uniform whether they are the same in each row of a batch
   */
  void add(IntArrayList nodes, int kind, boolean uniform) {
    if (!Kind.isTabled(kind) || isAtHand(kind)) {
      return;
    }
    addTabled(nodes, kind, 0, uniform);
    if (Opcode.isBinary(kind)) {
      addTabled(nodes, kind, 1, uniform);
    }
  }

  private void addTabled(IntArrayList nodes, int opcode, int position, boolean uniform) {
    int count = nodes.count(node -> tape.passesBack(node, position));
    if (count == 0) {
      return;
    }
    int[] partials = position == 0 ? firstPartials : secondPartials;
    int cell = assembly.newCells(count);
    steps.startRun(opcode + (position == 0 ? Kind.FIRST : Kind.SECOND), cell, count, uniform);
    for (int i = 0; i < nodes.size(); i++) {
      int node = nodes.get(i);
      if (tape.passesBack(node, position)) {
        partials[node - tape.firstOperation()] = cell++;
        for (int operand = 0; operand < tape.operandCount(node); operand++) {
          steps.operand(valueCells[tape.operand(node, operand)]);
        }
        steps.operand(valueCells[node]);
      }
    }
  }

  /**
   * Adds the partials and gates of operators that must be called, or the gates of {@code select},
   * of one level. They may depend on gates of their own nodes.
   *
   * @param nodes the operations
   * @param gates by place in {@code nodes} the gate of the operation
   * @param kind their kind
   * @param uniform whether they are the same in each row of a batch
   */
  void addGated(IntArrayList nodes, IntArrayList gates, int kind, boolean uniform) {
    if (kind == Kind.SELECT) {
      addSelectGates(nodes, gates);
    } else if (kind == Kind.CALL) {
      addCalls(nodes, gates, uniform);
    }
  }

  private void addSelectGates(IntArrayList nodes, IntArrayList gates) {
    int cell = assembly.newCells(2 * nodes.size());
    steps.startRun(Kind.SELECT_GATES, cell, nodes.size(), false);
    for (int i = 0; i < nodes.size(); i++) {
      steps.operand(valueCells[tape.operand(nodes.get(i), 0)]);
      steps.operand(gates.get(i));
      // The condition, which is operand 0, receives nothing and has no gate.
      operandGates.put(nodes.get(i), cell - 1);
      cell += 2;
    }
  }

  private void addCalls(IntArrayList nodes, IntArrayList gates, boolean uniform) {
    int count = nodes.count(this::passesBack);
    if (count == 0) {
      return;
    }
    steps.startRun(Kind.CALL_PARTIALS, 0, count, uniform);
    for (int i = 0; i < nodes.size(); i++) {
      int node = nodes.get(i);
      if (passesBack(node)) {
        int operands = tape.operandCount(node);
        int cell = assembly.newCells(operands);
        firstPartials[node - tape.firstOperation()] = cell;
        steps.operand(node);
        steps.operand(gates.get(i));
        steps.operand(cell);
        if (tape.operator(node).isSelective()) {
          int operandGate = assembly.newCells(operands);
          operandGates.put(node, operandGate);
          steps.operand(operandGate);
        } else {
          steps.operand(-1);
        }
      }
    }
  }

  private boolean passesBack(int node) {
    for (int position = tape.operandCount(node) - 1; position >= 0; position--) {
      if (tape.passesBack(node, position)) {
        return true;
      }
    }
    return false;
  }
}
