package org.scalarflow.compiled.ir;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.scalarflow.spi.Tape;

/**
 * Goes through both sweeps in the order of a nest, without numbers, and notes what is not right.
 */
final class Rehearsal {

  private final Nest nest;
  private final Tape tape;
  private final int first;
  private final BitSet done = new BitSet();

  /** By tape node, the operation that contributed last. */
  private final int[] lastContributors;

  private final BitSet wrong = new BitSet();

  private Rehearsal(Nest nest) {
    this.nest = nest;
    tape = nest.tape();
    first = tape.firstOperation();
    lastContributors = new int[tape.size()];
    Arrays.fill(lastContributors, Integer.MAX_VALUE);
  }

  /**
   * The steps that are done before an operand, or contribute too early or too late, each by the
   * operation of its first instance.
   */
  static BitSet findDisorder(Nest nest) {
    Rehearsal rehearsal = new Rehearsal(nest);
    rehearsal.forward(nest.items(), 0);
    rehearsal.done.clear();
    rehearsal.backward(nest.items(), 0);
    return rehearsal.wrong;
  }

  private void forward(List<Item> items, int offset) {
    for (Item item : items) {
      if (item instanceof Step step) {
        forward(step, offset);
      } else if (item instanceof Loop loop) {
        for (int i = 0; i < loop.trips(); i++) {
          forward(loop.items(), offset + i * loop.length());
        }
      }
    }
  }

  private void forward(Step step, int offset) {
    int operation = step.operation + offset;
    int node = first + operation;
    for (int position = 0; position < tape.operandCount(node); position++) {
      int operand = tape.operand(node, position);
      if (nest.isOperation(operand) && !done.get(operand - first)) {
        wrong.set(step.operation);
      }
    }
    done.set(operation);
  }

  private void backward(List<Item> items, int offset) {
    for (int at = items.size() - 1; at >= 0; at--) {
      if (items.get(at) instanceof Step step) {
        backward(step, offset);
      } else if (items.get(at) instanceof Loop loop) {
        for (int i = loop.trips() - 1; i >= 0; i--) {
          backward(loop.items(), offset + i * loop.length());
        }
      }
    }
  }

  private void backward(Step step, int offset) {
    int operation = step.operation + offset;
    int node = first + operation;
    done.set(operation);
    for (int position = 0; position < tape.operandCount(node); position++) {
      if (tape.passesBack(node, position)) {
        int operand = tape.operand(node, position);
        boolean isLate = nest.isOperation(operand) && done.get(operand - first);
        if (isLate || lastContributors[operand] < operation) {
          wrong.set(step.operation);
        }
        lastContributors[operand] = operation;
      }
    }
  }
}
