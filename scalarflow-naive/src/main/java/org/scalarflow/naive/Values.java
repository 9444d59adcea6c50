package org.scalarflow.naive;

import java.util.Arrays;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.OperatorCaller;
import org.scalarflow.spi.Rules;
import org.scalarflow.spi.Tape;

/**
 * The values of the nodes, found by recursion: a node that is asked for its value asks its operands
 * for theirs and applies its operator.
 *
 * <p><b>Memory.</b> A node may be an operand of many others. It works out its value when it is
 * first asked and remembers it for the rest of the run; without that, n steps of {@code x ← x + x}
 * would take 2ⁿ visits.
 *
 * <p><b>Depth.</b> Each question that leads to another takes room on the thread's stack, and a long
 * chain would use it up. So after {@value #DEEPEST} questions that wait for each other we start
 * from the other end: all earlier nodes are asked in ascending order. Operands have smaller numbers
 * than the nodes that use them, so each then finds the answers it needs; and no question is in
 * vain, because every node of a tape is needed.
 */
final class Values {

  /** How many questions may wait for each other. */
  static final int DEEPEST = 100;

  /** Between two looks at the interrupt status there are this many answers, a power of two. */
  static final int PATIENCE = 1 << 12;

  private final Tape tape;
  private final OperatorCaller caller;
  private final double[] values;
  private final boolean[] known;

  /** All nodes before this one are known. */
  private int firstOpen;

  private int answers;

  Values(Tape tape) {
    this.tape = tape;
    caller = new OperatorCaller(tape);
    values = new double[tape.size()];
    known = new boolean[tape.size()];
    tape.copyConstants(values);
    Arrays.fill(known, 0, tape.firstOperation(), true);
  }

  /** Starts a run: the inputs are known, all operations are open. */
  void forget(Inputs inputs, int row) {
    int uniforms = tape.uniformCount();
    System.arraycopy(inputs.uniform(), 0, values, 0, uniforms);
    System.arraycopy(inputs.rows(), row * inputs.stride(), values, uniforms, tape.rowInputCount());
    firstOpen = tape.firstOperation();
    Arrays.fill(known, firstOpen, tape.size(), false);
  }

  /** The value of a node. */
  double of(int node) {
    return ask(node, 1);
  }

  private double ask(int node, int depth) {
    if (!known[node]) {
      if (depth > DEEPEST) {
        askAllBefore(node);
      }
      if ((++answers & (PATIENCE - 1)) == 0) {
        Interruption.check();
      }
      values[node] = compute(node, depth + 1);
      known[node] = true;
    }
    return values[node];
  }

  private double compute(int node, int depth) {
    int opcode = tape.opcode(node);
    if (Opcode.isUnary(opcode)) {
      return Rules.value(opcode, ask(tape.operand(node, 0), depth));
    }
    if (Opcode.isBinary(opcode)) {
      double a = ask(tape.operand(node, 0), depth);
      double b = ask(tape.operand(node, 1), depth);
      return Rules.value(opcode, a, b);
    }
    for (int position = 0; position < tape.operandCount(node); position++) {
      ask(tape.operand(node, position), depth);
    }
    return caller.value(node, values);
  }

  private void askAllBefore(int node) {
    for (; firstOpen < node; firstOpen++) {
      ask(firstOpen, 1);
    }
  }

  /** The values themselves, for rules that look at operands and result. */
  double[] all() {
    return values;
  }

  /** The one who calls operators that are not in the table of {@link Rules}. */
  OperatorCaller caller() {
    return caller;
  }
}
