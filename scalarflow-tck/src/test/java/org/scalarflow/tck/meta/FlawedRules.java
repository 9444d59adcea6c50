package org.scalarflow.tck.meta;

import java.util.Arrays;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.OperatorCaller;
import org.scalarflow.spi.Tape;

/**
 * Values and partials of operations, with the mistakes that concern a single operation; per
 * workspace.
 */
final class FlawedRules {

  private final Tape tape;
  private final SweepFlaw flaw;
  private final OperatorCaller caller;

  FlawedRules(Tape tape, SweepFlaw flaw) {
    this.tape = tape;
    this.flaw = flaw;
    caller = new OperatorCaller(tape);
  }

  private double[] operands(int node, double[] values) {
    double[] operands = new double[tape.operandCount(node)];
    Arrays.setAll(operands, position -> values[tape.operand(node, position)]);
    return operands;
  }

  double value(int node, double[] values) {
    double a = values[tape.operand(node, 0)];
    int opcode = tape.opcode(node);
    return switch (flaw) {
      case OTHER_EXP -> opcode == Opcode.EXP ? Math.pow(Math.E, a) : call(node, values);
      case TEXTBOOK_SOFTPLUS ->
          opcode == Opcode.SOFTPLUS ? Math.log(1 + Math.exp(a)) : call(node, values);
      case TIMES_ZERO_SIMPLIFIED ->
          opcode == Opcode.MULTIPLY && hasConstantZero(node) ? 0.0 : call(node, values);
      case FUSED_MULTIPLY_ADD -> fused(node, values);
      case NEGATION_FROM_ZERO -> opcode == Opcode.NEGATE ? 0.0 - a : call(node, values);
      case OPERANDS_REVERSED ->
          opcode == Opcode.CUSTOM
              ? tape.operator(node).value(reversed(operands(node, values)))
              : call(node, values);
      case FLOAT_SOMEWHERE ->
          tape.origin(node) == 70 && tape.size() < 1000
              ? (float) call(node, values)
              : call(node, values);
      default -> call(node, values);
    };
  }

  private double call(int node, double[] values) {
    return caller.value(node, values);
  }

  private boolean hasConstantZero(int node) {
    for (int position = 0; position < 2; position++) {
      int operand = tape.operand(node, position);
      if (operand >= tape.firstConstant()
          && operand < tape.firstOperation()
          && tape.constant(operand) == 0) {
        return true;
      }
    }
    return false;
  }

  private double fused(int node, double[] values) {
    int first = tape.operand(node, 0);
    int opcode = tape.opcode(node);
    boolean sum = opcode == Opcode.ADD || opcode == Opcode.SUBTRACT;
    if (!sum || first < tape.firstOperation() || tape.opcode(first) != Opcode.MULTIPLY) {
      return call(node, values);
    }
    double second = values[tape.operand(node, 1)];
    return Math.fma(
        values[tape.operand(first, 0)],
        values[tape.operand(first, 1)],
        opcode == Opcode.ADD ? second : -second);
  }

  private static double[] reversed(double[] array) {
    double[] reversed = array.clone();
    Arrays.setAll(reversed, i -> array[array.length - 1 - i]);
    return reversed;
  }

  boolean contributes(int node, int position, double[] values) {
    return caller.contributes(node, position, values);
  }

  double[] partials(int node, double[] values) {
    if (flaw == SweepFlaw.RESULT_NOT_GIVEN && tape.opcode(node) == Opcode.CUSTOM) {
      double[] partials = new double[tape.operandCount(node)];
      tape.operator(node).partials(operands(node, values), Double.NaN, partials);
      return partials;
    }
    double[] partials = caller.partials(node, values).clone();
    double a = values[tape.operand(node, 0)];
    switch (flaw) {
      case RELU_KINK_ONE -> {
        if (tape.opcode(node) == Opcode.RELU && a == 0) {
          partials[0] = 1.0;
        }
      }
      case TEXTBOOK_POW -> {
        if (tape.opcode(node) == Opcode.POW) {
          double exponent = values[tape.operand(node, 1)];
          partials[0] = exponent * Math.pow(a, exponent - 1);
          partials[1] = values[node] * Math.log(a);
        }
      }
      case TEXTBOOK_TANH -> {
        if (tape.opcode(node) == Opcode.TANH) {
          partials[0] = 1 / (Math.cosh(a) * Math.cosh(a));
        }
      }
      case SUBTRAHEND_POSITIVE -> {
        if (tape.opcode(node) == Opcode.SUBTRACT) {
          partials[1] = 1.0;
        }
      }
      case SOFTMAX_NOT_NORMALISED -> {
        if (tape.opcode(node) == Opcode.LOG_SUM_EXP) {
          Arrays.setAll(partials, i -> Math.exp(values[tape.operand(node, i)]));
        }
      }
      case STOP_GRADIENT_PASSES -> {
        if (tape.opcode(node) == Opcode.STOP_GRADIENT) {
          partials[0] = 1.0;
        }
      }
      case JUMPS_CONTRIBUTE_ZERO, CONDITION_RECEIVES_ZERO, BRANCH_NOT_TAKEN_CONTRIBUTES_ZERO -> {
        for (int position = 0; position < partials.length; position++) {
          boolean jump = !tape.operator(node).isDifferentiable(position);
          partials[position] = jump ? 0.0 : partials[position];
        }
      }
      default -> {}
    }
    return partials;
  }
}
