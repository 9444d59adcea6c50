package org.scalarflow.compiled.ir;

import org.scalarflow.spi.Opcode;

/**
 * Which operators, with their rules, are plain arithmetic: loops with others are not vectorised.
 */
final class PlainRules {

  private PlainRules() {}

  /** Whether the JIT vectorises loops with an operator, as far as it does. */
  static boolean contain(int operator) {
    int opcode = RowLoop.opcode(operator);
    return switch (RowLoop.rule(operator)) {
      case VALUE ->
          switch (opcode) {
            case Opcode.ADD,
                Opcode.SUBTRACT,
                Opcode.MULTIPLY,
                Opcode.DIVIDE,
                Opcode.NEGATE,
                Opcode.ABS,
                Opcode.SQUARE,
                Opcode.SQRT,
                Opcode.RECIPROCAL,
                Opcode.RELU,
                Opcode.MIN,
                Opcode.MAX,
                Opcode.STOP_GRADIENT ->
                true;
            default -> false;
          };
      case PARTIAL ->
          switch (opcode) {
            case Opcode.SQUARE,
                Opcode.SQRT,
                Opcode.RECIPROCAL,
                Opcode.RELU,
                Opcode.SIGMOID,
                Opcode.TANH ->
                true;
            default -> false;
          };
      case FIRST_PARTIAL -> opcode == Opcode.DIVIDE;
      case SECOND_PARTIAL -> opcode == Opcode.DIVIDE || opcode == Opcode.BINARY_CROSS_ENTROPY;
      case VALUE_OF_PART -> false;
      case FIRST_PARTIAL_OF_PART -> true;
    };
  }
}
