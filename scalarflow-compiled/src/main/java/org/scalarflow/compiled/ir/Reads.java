package org.scalarflow.compiled.ir;

import org.scalarflow.spi.Opcode;

/**
 * Which numbers the partials of an operator are made of. What they are not made of need not be kept
 * for the backward sweep.
 */
public final class Reads {

  private Reads() {}

  /** Whether a partial needs the value of the operand at a position. */
  public static boolean operand(int opcode, int position) {
    return switch (opcode) {
      case Opcode.ADD,
          Opcode.SUBTRACT,
          Opcode.NEGATE,
          Opcode.EXP,
          Opcode.TAN,
          Opcode.TANH,
          Opcode.SIGMOID,
          Opcode.SQRT,
          Opcode.RECIPROCAL ->
          false;
      case Opcode.DIVIDE -> position == 1;
      case Opcode.SELECT -> position == 0;
      default -> true;
    };
  }

  /** Whether a partial needs the operator's value. */
  public static boolean result(int opcode) {
    return switch (opcode) {
      case Opcode.EXP,
          Opcode.TAN,
          Opcode.TANH,
          Opcode.SIGMOID,
          Opcode.SQRT,
          Opcode.CBRT,
          Opcode.RECIPROCAL,
          Opcode.DIVIDE,
          Opcode.POW,
          Opcode.HYPOT,
          Opcode.CUSTOM ->
          true;
      default -> false;
    };
  }
}
