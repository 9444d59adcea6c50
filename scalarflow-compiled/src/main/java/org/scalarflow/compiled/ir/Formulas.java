package org.scalarflow.compiled.ir;

import java.util.Arrays;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * The values and adjoints of a tape as formulas. An adjoint is a sum of its contributions in
 * canonical order, a contribution the product of an adjoint and a partial. So both sweeps are one
 * list, in which operands come first, and how it is done is free as long as each formula is
 * computed as it stands.
 *
 * <p>A formula that depends on no row input and no seed is <i>uniform</i>: the same in all rows.
 */
final class Formulas {

  /** There is no such formula. */
  static final int NONE = -1;

  /** The operator of what is given for each row, an input or a seed. */
  static final int GIVEN = -1;

  /** The operator of what is given for all rows, an input or a constant. */
  static final int UNIFORM = -2;

  /** The most operands of a formula. */
  static final int OPERANDS = 3;

  static final int ADD = RowLoop.operator(Opcode.ADD, RowLoop.Rule.VALUE);
  static final int MULTIPLY = RowLoop.operator(Opcode.MULTIPLY, RowLoop.Rule.VALUE);
  static final int NEGATE = RowLoop.operator(Opcode.NEGATE, RowLoop.Rule.VALUE);
  private static final int ABS = RowLoop.operator(Opcode.ABS, RowLoop.Rule.VALUE);
  private static final int EXP = RowLoop.operator(Opcode.EXP, RowLoop.Rule.VALUE);
  private static final int LOG1P = RowLoop.operator(Opcode.LOG1P, RowLoop.Rule.VALUE);
  private static final int CROSS_ENTROPY =
      RowLoop.operator(Opcode.BINARY_CROSS_ENTROPY, RowLoop.Rule.VALUE_OF_PART);
  private static final int CROSS_ENTROPY_PARTIAL =
      RowLoop.operator(Opcode.BINARY_CROSS_ENTROPY, RowLoop.Rule.FIRST_PARTIAL_OF_PART);

  /** How many formulas are made between two looks at the interrupt status. */
  private static final int STRETCH = 1 << 12;

  private final Tape tape;
  private int[] operators = new int[64];
  private int[] operands = new int[64 * OPERANDS];
  private boolean[] isUniform = new boolean[64];
  private int size;

  private final int[] values;
  private final int[] adjoints;

  /** By output, the formula of its seed, or {@link #NONE}. */
  private final int[] seeds;

  private Formulas(Tape tape) {
    this.tape = tape;
    values = new int[tape.size()];
    adjoints = new int[tape.size()];
    Arrays.fill(adjoints, NONE);
    seeds = new int[tape.outputCount()];
    Arrays.fill(seeds, NONE);
  }

  /**
   * The formulas of a tape whose operators all have rules in plain numbers and are not selective.
   *
   * @param differentiates whether adjoints are wanted as well
   */
  static Formulas of(Tape tape, boolean differentiates) {
    Formulas formulas = new Formulas(tape);
    formulas.forward();
    if (differentiates) {
      formulas.backward();
    }
    return formulas;
  }

  private void forward() {
    for (int node = 0; node < tape.firstOperation(); node++) {
      boolean isGiven = node >= tape.uniformCount() && node < tape.firstConstant();
      values[node] = add(isGiven ? GIVEN : UNIFORM, NONE, NONE, NONE);
    }
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      values[node] =
          tape.opcode(node) == Opcode.BINARY_CROSS_ENTROPY
              ? crossEntropy(operand(node, 0), operand(node, 1))
              : add(
                  RowLoop.operator(tape.opcode(node), RowLoop.Rule.VALUE),
                  operand(node, 0),
                  operand(node, 1),
                  operand(node, 2));
    }
  }

  /** In parts: the exponential serves the partial as well, and each dear function has a loop. */
  private int crossEntropy(int logit, int label) {
    int distance = add(NEGATE, add(ABS, logit, NONE, NONE), NONE, NONE);
    int tail = add(LOG1P, add(EXP, distance, NONE, NONE), NONE, NONE);
    return add(CROSS_ENTROPY, logit, label, tail);
  }

  private int crossEntropyPartial(int node) {
    int tail = argument(values[node], 2);
    return add(CROSS_ENTROPY_PARTIAL, operand(node, 0), operand(node, 1), argument(tail, 0));
  }

  private int operand(int node, int position) {
    return position < tape.operandCount(node) ? values[tape.operand(node, position)] : NONE;
  }

  private void backward() {
    for (int i = 0; i < seeds.length; i++) {
      if (tape.needsAdjoint(tape.output(i))) {
        seeds[i] = add(GIVEN, NONE, NONE, NONE);
        adjoints[tape.output(i)] = seeds[i];
      }
    }
    for (int node = tape.size() - 1; node >= tape.firstOperation(); node--) {
      if (adjoints[node] != NONE) {
        for (int position = 0; position < tape.operandCount(node); position++) {
          if (tape.passesBack(node, position)) {
            contribute(tape.operand(node, position), contribution(node, position));
          }
        }
      }
    }
  }

  private void contribute(int operand, int contribution) {
    int sum = adjoints[operand];
    adjoints[operand] = sum == NONE ? contribution : add(ADD, sum, contribution, NONE);
  }

  private int contribution(int node, int position) {
    int adjoint = adjoints[node];
    return switch (tape.opcode(node)) {
      case Opcode.ADD -> adjoint;
      case Opcode.SUBTRACT -> position == 0 ? adjoint : add(NEGATE, adjoint, NONE, NONE);
      case Opcode.NEGATE -> add(NEGATE, adjoint, NONE, NONE);
      case Opcode.MULTIPLY -> add(MULTIPLY, adjoint, operand(node, 1 - position), NONE);
      default -> add(MULTIPLY, adjoint, partial(node, position), NONE);
    };
  }

  private int partial(int node, int position) {
    int opcode = tape.opcode(node);
    if (opcode == Opcode.RELU) {
      // It is the same of the result as of the operand, which nobody else may need.
      return add(RowLoop.operator(opcode, RowLoop.Rule.PARTIAL), values[node], NONE, NONE);
    }
    if (opcode == Opcode.BINARY_CROSS_ENTROPY && position == 0) {
      return crossEntropyPartial(node);
    }
    int a = Reads.operand(opcode, 0) ? operand(node, 0) : NONE;
    int result = Reads.result(opcode) ? values[node] : NONE;
    if (Opcode.isUnary(opcode)) {
      return opcode == Opcode.EXP
          ? result
          : add(RowLoop.operator(opcode, RowLoop.Rule.PARTIAL), a, result, NONE);
    }
    int b = Reads.operand(opcode, 1) ? operand(node, 1) : NONE;
    RowLoop.Rule rule = position == 0 ? RowLoop.Rule.FIRST_PARTIAL : RowLoop.Rule.SECOND_PARTIAL;
    return add(RowLoop.operator(opcode, rule), a, b, result);
  }

  private int add(int operator, int a, int b, int c) {
    if (size % STRETCH == 0) {
      Interruption.check();
    }
    if (size == operators.length) {
      operators = Arrays.copyOf(operators, 2 * size);
      operands = Arrays.copyOf(operands, 2 * OPERANDS * size);
      isUniform = Arrays.copyOf(isUniform, 2 * size);
    }
    operators[size] = operator;
    operands[OPERANDS * size] = a;
    operands[OPERANDS * size + 1] = b;
    operands[OPERANDS * size + 2] = c;
    isUniform[size] =
        operator != GIVEN && isUniformOrNone(a) && isUniformOrNone(b) && isUniformOrNone(c);
    return size++;
  }

  private boolean isUniformOrNone(int formula) {
    return formula == NONE || isUniform[formula];
  }

  /** How many there are. */
  int size() {
    return size;
  }

  /** {@link #GIVEN}, {@link #UNIFORM}, or an opcode and its rule. */
  int operator(int formula) {
    return operators[formula];
  }

  /** An operand, or {@link #NONE}, which stands for a number that does not matter. */
  int argument(int formula, int position) {
    return operands[OPERANDS * formula + position];
  }

  /** Whether it is the same in all rows. */
  boolean isUniform(int formula) {
    return isUniform[formula];
  }

  /** The formula of a node's value. */
  int value(int node) {
    return values[node];
  }

  /** The formula of a node's adjoint, or {@link #NONE} if it is 0. */
  int adjoint(int node) {
    return adjoints[node];
  }

  /** The formula of an output's seed, or {@link #NONE} if it is not used. */
  int seed(int output) {
    return seeds[output];
  }
}
