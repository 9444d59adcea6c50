package org.scalarflow.parallel;

import java.util.BitSet;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * Which operations are computed as a part of a sum: a product, or the beginning of a longer sum,
 * that nothing but one addition or subtraction uses and nobody asks for. So {@code b + w₁·x₁ +
 * w₂·x₂} is one sum of three terms in place of four operations, each rounded as before.
 */
final class Parts {

  private static final int MANY = 2;

  private final Tape tape;
  private final int firstOperation;

  /** By operation: the operation that it is a part of, at whatever remove; itself if of none. */
  private final int[] wholes;

  /** By operation: whether it has parts. */
  private final BitSet sums;

  Parts(Tape tape) {
    this.tape = tape;
    firstOperation = tape.firstOperation();
    int operations = tape.size() - firstOperation;
    wholes = new int[operations];
    sums = new BitSet(operations);
    byte[] uses = uses();
    for (int i = operations - 1; i >= 0; i--) {
      int node = firstOperation + i;
      if (wholes[i] == 0) {
        wholes[i] = node;
      }
      if (isSum(tape.opcode(node))) {
        claim(node, uses);
      }
    }
  }

  /** By operation how often it is used, as an operand or by being delivered; at most twice. */
  private byte[] uses() {
    byte[] uses = new byte[wholes.length];
    for (int i = 0; i < tape.valueCount(); i++) {
      if (tape.valueNode(i) >= firstOperation) {
        uses[tape.valueNode(i) - firstOperation] = MANY;
      }
    }
    for (int node = firstOperation; node < tape.size(); node++) {
      for (int position = tape.operandCount(node) - 1; position >= 0; position--) {
        int operand = tape.operand(node, position) - firstOperation;
        if (operand >= 0 && uses[operand] < MANY) {
          uses[operand]++;
        }
      }
    }
    return uses;
  }

  /** Makes the operands of an addition or subtraction its parts where that is possible. */
  private void claim(int node, byte[] uses) {
    int beginning = beginning(node, uses);
    if (beginning >= 0) {
      claimOne(node, tape.operand(node, beginning));
    }
    for (int position = 0; position < 2; position++) {
      int operand = tape.operand(node, position);
      boolean negated = position == 1 && tape.opcode(node) == Opcode.SUBTRACT;
      if (position != beginning
          && !negated
          && isOnlyUsedHere(operand, uses)
          && tape.opcode(operand) == Opcode.MULTIPLY) {
        claimOne(node, operand);
      }
    }
  }

  /** The position of the operand that is a sum to be continued, or -1. */
  private int beginning(int node, byte[] uses) {
    int positions = tape.opcode(node) == Opcode.ADD ? 2 : 1;
    for (int position = 0; position < positions; position++) {
      int operand = tape.operand(node, position);
      if (isOnlyUsedHere(operand, uses) && isSum(tape.opcode(operand))) {
        return position;
      }
    }
    return -1;
  }

  private boolean isOnlyUsedHere(int operand, byte[] uses) {
    return operand >= firstOperation && uses[operand - firstOperation] == 1;
  }

  private void claimOne(int node, int part) {
    wholes[part - firstOperation] = wholes[node - firstOperation];
    sums.set(wholes[node - firstOperation] - firstOperation);
  }

  static boolean isSum(int opcode) {
    return opcode == Opcode.ADD || opcode == Opcode.SUBTRACT;
  }

  /** Whether an operation is computed as a part of another. */
  boolean isPart(int node) {
    return node >= firstOperation && wholes[node - firstOperation] != node;
  }

  /** The operation that computes this one; itself if it is not a part. */
  int whole(int node) {
    return wholes[node - firstOperation];
  }

  /** Whether an operation has parts. */
  boolean hasParts(int node) {
    return sums.get(node - firstOperation);
  }
}
