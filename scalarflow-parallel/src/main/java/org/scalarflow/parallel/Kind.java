package org.scalarflow.parallel;

import org.scalarflow.spi.Opcode;

/**
 * What the steps of a run compute. The value of a unary or binary operator has the operator's
 * {@link Opcode} as its kind; {@link #FIRST} or {@link #SECOND} added to it makes the partial with
 * respect to the first or second operand. The operands of each kind are said in {@link Steps}.
 */
final class Kind {

  /** The partial with respect to the first or only operand. */
  static final int FIRST = 1 << 8;

  /** The partial with respect to the second operand. */
  static final int SECOND = 2 << 8;

  /** A sum of products, from left to right. */
  static final int SUM = 3 << 8;

  /** A sum of those products whose gate is open, and whether there was one. */
  static final int GATED_SUM = SUM + 1;

  /** The value of {@code select}. */
  static final int SELECT = SUM + 2;

  /** The gates of the two branches of {@code select}. */
  static final int SELECT_GATES = SUM + 3;

  /** The value of an operator that must be called. */
  static final int CALL = SUM + 4;

  /** All partials, and the gates if it is selective, of an operator that must be called. */
  static final int CALL_PARTIALS = SUM + 5;

  private Kind() {}

  /** The kind of the value of an operation that is not a sum with parts. */
  static int ofValue(int opcode) {
    if (isTabled(opcode)) {
      return opcode;
    }
    return opcode == Opcode.SELECT ? SELECT : CALL;
  }

  /** Whether value and partials can be had from the table of rules by opcode. */
  static boolean isTabled(int opcode) {
    return Opcode.isUnary(opcode) || Opcode.isBinary(opcode);
  }

  /** The opcode in the kind of a value or partial. */
  static int opcode(int kind) {
    return kind & (FIRST - 1);
  }

  /** How many operands a step has whose operands are all cells and always as many. */
  static int operands(int kind) {
    return switch (kind) {
      case SELECT -> 3;
      case SELECT_GATES -> 2;
      default -> (Opcode.isUnary(opcode(kind)) ? 1 : 2) + (kind < FIRST ? 0 : 1);
    };
  }

  /** About how many nanoseconds a step takes, or a term of a sum. */
  static int cost(int kind) {
    return switch (kind) {
      case CALL, CALL_PARTIALS -> 200;
      case SUM, GATED_SUM, SELECT, SELECT_GATES -> 2;
      default ->
          switch (opcode(kind)) {
            case Opcode.ADD,
                Opcode.SUBTRACT,
                Opcode.MULTIPLY,
                Opcode.DIVIDE,
                Opcode.NEGATE,
                Opcode.ABS,
                Opcode.SQUARE,
                Opcode.SQRT,
                Opcode.RECIPROCAL,
                Opcode.MIN,
                Opcode.MAX,
                Opcode.RELU ->
                2;
            default -> 12;
          };
    };
  }
}
