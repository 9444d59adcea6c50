package org.scalarflow.compiled.ir;

import java.util.HashMap;
import java.util.Map;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/** The operations of a tape by kind: two of a kind differ in their operands only. */
final class Kinds {

  private final Tape tape;
  private final DirectOperators direct;
  private final boolean[] certain;
  private final Map<Long, Integer> ofFew = new HashMap<>();
  private final Map<String, Integer> ofMany = new HashMap<>();
  private final int[] numbers;
  private int count;

  /** Finds the kinds of all operations. */
  Kinds(Tape tape, DirectOperators direct) {
    this.tape = tape;
    this.direct = direct;
    certain = tape.isSelective() ? Certainty.of(tape) : new boolean[0];
    numbers = new int[tape.size() - tape.firstOperation()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(tape.firstOperation() + i);
      PacedThread.mayRest();
    }
  }

  /** How many kinds there are. */
  int count() {
    return count;
  }

  /** The kind of an operation, from 0 on. */
  int of(int operation) {
    return numbers[operation];
  }

  /** The kinds of all operations, not to be changed. */
  int[] numbers() {
    return numbers;
  }

  private int number(int node) {
    int operands = tape.operandCount(node);
    return operands <= Byte.SIZE
        ? ofFew.computeIfAbsent(code(node, operands), any -> count++)
        : ofMany.computeIfAbsent(text(node, operands), any -> count++);
  }

  private long code(int node, int operands) {
    long code = tape.opcode(node) + Opcode.COUNT * (1L + direct.numberAt(node));
    code = 2 * code + (tape.needsAdjoint(node) ? 1 : 0);
    code = 2 * code + (certain.length > 0 && certain[node] ? 1 : 0);
    code = (code << Byte.SIZE) + operands;
    for (int position = 0; position < operands; position++) {
      code = 2 * code + (tape.passesBack(node, position) ? 1 : 0);
    }
    return code;
  }

  private String text(int node, int operands) {
    StringBuilder text = new StringBuilder();
    text.append(tape.opcode(node)).append(tape.needsAdjoint(node) ? 'a' : 'c');
    text.append(certain.length > 0 && certain[node] ? 'a' : 'c');
    for (int position = 0; position < operands; position++) {
      text.append(tape.passesBack(node, position) ? '1' : '0');
    }
    return text.toString();
  }
}
