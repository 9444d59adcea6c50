package org.scalarflow.spi;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Where the backward sweep of a tape has to go. A node is <i>active</i> if an output depends on it
 * and it depends on a node whose derivative is wanted, both along differentiable operands: what
 * Griewank and Walther call activity analysis.
 *
 * <p>One byte a tape node. Which of an operation's first two operands receive contributions is
 * noted with it, because most operations have no more and a sweep asks in every run.
 */
final class Activity {

  /** The node is active: it has an adjoint. */
  static final int ACTIVE = 1;

  /** The operation passes contributions to its first operand. */
  static final int TO_FIRST = 1 << 1;

  /** The operation passes contributions to its second operand. */
  static final int TO_SECOND = 1 << 2;

  /** The operation passes contributions to some operand after the second. */
  static final int TO_LATER = 1 << 3;

  /** Any of the three above. */
  static final int TO_ANY = TO_FIRST | TO_SECOND | TO_LATER;

  // Of use only while the above are found.
  private static final int ASKED = 1 << 4;
  private static final int FROM_INPUT = 1 << 5;
  private static final int TOWARDS_WANTED = 1 << 6;

  private final int firstOperation;
  private final int[] operandStarts;
  private final int[] operands;
  private final byte[] marks;
  private final BitSet blockedSlots;
  private final int[] wanted;

  /**
   * Finds the active nodes.
   *
   * @param asked the tape nodes whose derivative is asked for, some perhaps without one
   * @param blockedSlots the operand slots at which an operator is not differentiable
   */
  Activity(Lowering from, int[] asked, BitSet blockedSlots) {
    firstOperation = from.firstOperation;
    operandStarts = from.operandStarts;
    operands = from.operands;
    this.blockedSlots = blockedSlots;
    marks = new byte[from.origins.length];
    if (asked.length == 0) {
      wanted = asked;
      return;
    }
    for (int node : asked) {
      marks[node] = ASKED;
    }
    findWhatLeadsToWanted(from.uniformCount + from.rowInputCount);
    wanted = Arrays.stream(asked).filter(node -> has(node, FROM_INPUT)).toArray();
    for (int output : from.outputs) {
      if (has(output, TOWARDS_WANTED)) {
        marks[output] |= ACTIVE;
      }
    }
    findActive();
  }

  private void findWhatLeadsToWanted(int inputs) {
    for (int node = 0; node < inputs; node++) {
      marks[node] |= has(node, ASKED) ? FROM_INPUT | TOWARDS_WANTED : FROM_INPUT;
    }
    int slot = 0;
    for (int i = 0; i < operandStarts.length - 1; i++) {
      int found = marks[firstOperation + i];
      for (; slot < operandStarts[i + 1]; slot++) {
        int operand = marks[operands[slot]];
        found |= operand & (blockedSlots.get(slot) ? FROM_INPUT : FROM_INPUT | TOWARDS_WANTED);
      }
      if ((found & (ASKED | FROM_INPUT)) == (ASKED | FROM_INPUT)) {
        found |= TOWARDS_WANTED;
      }
      marks[firstOperation + i] = (byte) found;
    }
  }

  private void findActive() {
    for (int i = operandStarts.length - 2; i >= 0; i--) {
      int node = firstOperation + i;
      if (has(node, ACTIVE)) {
        int start = operandStarts[i];
        int found = marks[node];
        for (int slot = start; slot < operandStarts[i + 1]; slot++) {
          if (has(operands[slot], TOWARDS_WANTED) && !blockedSlots.get(slot)) {
            marks[operands[slot]] |= ACTIVE;
            found |= slot == start ? TO_FIRST : slot == start + 1 ? TO_SECOND : TO_LATER;
          }
        }
        marks[node] = (byte) found;
      }
    }
  }

  private boolean has(int node, int mark) {
    return (marks[node] & mark) != 0;
  }

  /** By tape node what {@link #ACTIVE} and the marks after it say, and more; not to be changed. */
  byte[] marks() {
    return marks;
  }

  /** The tape nodes whose derivative is delivered: asked for and fed by some input. */
  int[] wanted() {
    return wanted;
  }

  boolean isActive(int node) {
    return has(node, ACTIVE);
  }

  /** Whether contributions may go into an operand slot of an active operation. */
  boolean isOpen(int slot) {
    return has(operands[slot], ACTIVE) && !blockedSlots.get(slot);
  }

  int activeCount() {
    int count = 0;
    for (byte mark : marks) {
      count += mark & ACTIVE;
    }
    return count;
  }
}
