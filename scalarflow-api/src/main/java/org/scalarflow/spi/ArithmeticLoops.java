package org.scalarflow.spi;

import org.scalarflow.math.Activations;
import org.scalarflow.math.Arithmetic;
import org.scalarflow.math.Exponentials;
import org.scalarflow.math.Hyperbolics;
import org.scalarflow.math.Powers;

/**
 * The short operators of a tape in tight loops, which run until an operation of another kind comes.
 *
 * <p>Most operations are of these, and they are done sooner than a call would be. So a loop holds
 * nothing that HotSpot compiles to a call: where it has one, it keeps in memory what it could hold
 * in registers, for the whole loop, whether the call is made or not.
 */
final class ArithmeticLoops {

  private final int firstOperation;
  private final byte[] opcodes;
  private final int[] operandStarts;
  private final int[] operands;

  /** By tape node; see {@link Activity}. */
  private final byte[] marks;

  ArithmeticLoops(Tape tape) {
    firstOperation = tape.firstOperation();
    opcodes = tape.opcodes();
    operandStarts = tape.operandStarts();
    operands = tape.operands();
    marks = tape.activity().marks();
  }

  /**
   * Computes operations in ascending order, as long as they are short.
   *
   * @param values the values of the tape nodes
   * @param from the first operation, counted from 0
   * @param to one more than the last operation
   * @return the first operation that is left, or {@code to}
   */
  int forward(double[] values, int from, int to) {
    byte[] opcodes = this.opcodes;
    int[] operands = this.operands;
    int slot = operandStarts[from];
    int node = firstOperation + from;
    for (int i = from; i < to; i++) {
      double a = values[operands[slot]];
      switch (opcodes[i]) {
        case Opcode.ADD -> values[node] = Arithmetic.add(a, values[operands[++slot]]);
        case Opcode.SUBTRACT -> values[node] = Arithmetic.subtract(a, values[operands[++slot]]);
        case Opcode.MULTIPLY -> values[node] = Arithmetic.multiply(a, values[operands[++slot]]);
        case Opcode.DIVIDE -> values[node] = Arithmetic.divide(a, values[operands[++slot]]);
        case Opcode.NEGATE -> values[node] = Arithmetic.negate(a);
        case Opcode.SQUARE -> values[node] = Powers.square(a);
        case Opcode.RECIPROCAL -> values[node] = Powers.reciprocal(a);
        case Opcode.RELU -> values[node] = Activations.relu(a);
        default -> {
          return i;
        }
      }
      slot++;
      node++;
    }
    return to;
  }

  /**
   * Passes the contributions of operations to their operands in descending order, as long as their
   * partials are short. A partial of 1 or −1 is not multiplied by: the bits are the same.
   *
   * @param values the values of the tape nodes
   * @param adjoints the adjoints of the tape nodes
   * @param from one more than the first operation, counted from 0
   * @param to the last operation
   * @return one more than the first operation that is left, or {@code to}
   */
  int backward(double[] values, double[] adjoints, int from, int to) {
    byte[] opcodes = this.opcodes;
    byte[] marks = this.marks;
    int[] operandStarts = this.operandStarts;
    int[] operands = this.operands;
    for (int i = from - 1; i >= to; i--) {
      int node = firstOperation + i;
      int mark = marks[node];
      if ((mark & Activity.TO_ANY) == 0) {
        continue;
      }
      double adjoint = adjoints[node];
      int slot = operandStarts[i];
      int first = operands[slot];
      switch (opcodes[i]) {
        case Opcode.ADD -> {
          if ((mark & Activity.TO_FIRST) != 0) {
            adjoints[first] += adjoint;
          }
          if ((mark & Activity.TO_SECOND) != 0) {
            adjoints[operands[slot + 1]] += adjoint;
          }
        }
        case Opcode.SUBTRACT -> {
          if ((mark & Activity.TO_FIRST) != 0) {
            adjoints[first] += adjoint;
          }
          if ((mark & Activity.TO_SECOND) != 0) {
            adjoints[operands[slot + 1]] -= adjoint;
          }
        }
        case Opcode.MULTIPLY -> {
          int second = operands[slot + 1];
          double a = values[first];
          double b = values[second];
          if ((mark & Activity.TO_FIRST) != 0) {
            adjoints[first] += adjoint * b;
          }
          if ((mark & Activity.TO_SECOND) != 0) {
            adjoints[second] += adjoint * a;
          }
        }
        case Opcode.DIVIDE -> {
          int second = operands[slot + 1];
          double a = values[first];
          double b = values[second];
          double result = values[node];
          if ((mark & Activity.TO_FIRST) != 0) {
            adjoints[first] += adjoint * Arithmetic.divideFirstPartial(a, b, result);
          }
          if ((mark & Activity.TO_SECOND) != 0) {
            adjoints[second] += adjoint * Arithmetic.divideSecondPartial(a, b, result);
          }
        }
        case Opcode.NEGATE -> adjoints[first] -= adjoint;
        case Opcode.SQUARE ->
            adjoints[first] += adjoint * Powers.squarePartial(values[first], values[node]);
        case Opcode.RECIPROCAL ->
            adjoints[first] += adjoint * Powers.reciprocalPartial(values[first], values[node]);
        case Opcode.EXP ->
            adjoints[first] += adjoint * Exponentials.expPartial(values[first], values[node]);
        case Opcode.LOG ->
            adjoints[first] += adjoint * Exponentials.logPartial(values[first], values[node]);
        case Opcode.TANH ->
            adjoints[first] += adjoint * Hyperbolics.tanhPartial(values[first], values[node]);
        case Opcode.RELU ->
            adjoints[first] += adjoint * Activations.reluPartial(values[first], values[node]);
        case Opcode.SIGMOID ->
            adjoints[first] += adjoint * Activations.sigmoidPartial(values[first], values[node]);
        default -> {
          return i + 1;
        }
      }
    }
    return to;
  }
}
