package org.scalarflow.tck.meta;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.OperatorCaller;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** A kernel that is careless with the arrays and results of operators that are not built in. */
final class SloppyKernel extends RowKernel {

  /** What it does wrong. */
  enum Habit {
    /** The operands that were given to the value rule are kept for the partials. */
    KEEPS_OPERANDS,
    /** A NaN that a rule gives for numbers is taken for a failure. */
    REFUSES_NAN,
    /** The array for partials holds what was put there last. */
    STALE_PARTIALS
  }

  private final Habit habit;

  SloppyKernel(Tape tape, Habit habit) {
    super(tape);
    this.habit = habit;
  }

  private final class Memory extends Workspace {

    final double[] values = new double[tape().size()];
    final double[] adjoints = new double[tape().size()];
    final boolean[] reached = new boolean[tape().size()];
    final double[][] operands = new double[tape().size()][];
    double stale;
    final OperatorCaller caller = new OperatorCaller(tape());

    Memory() {
      super(SloppyKernel.this);
      tape().copyConstants(values);
    }
  }

  @Override
  public Workspace newWorkspace() {
    return new Memory();
  }

  @Override
  public String describe() {
    return "with the habit " + habit;
  }

  @Override
  protected void value(Workspace workspace, Inputs inputs, int row, double[] values, int start) {
    Memory memory = (Memory) workspace;
    int uniforms = tape().uniformCount();
    System.arraycopy(inputs.uniform(), 0, memory.values, 0, uniforms);
    System.arraycopy(
        inputs.rows(), row * inputs.stride(), memory.values, uniforms, tape().rowInputCount());
    for (int node = tape().firstOperation(); node < tape().size(); node++) {
      memory.values[node] = value(memory, node);
    }
    for (int i = 0; i < tape().valueCount(); i++) {
      values[start + i] = memory.values[tape().valueNode(i)];
    }
  }

  private double value(Memory memory, int node) {
    if (tape().opcode(node) == Opcode.CUSTOM && habit == Habit.KEEPS_OPERANDS) {
      Interruption.check();
      memory.operands[node] = operands(memory, node);
      try {
        return tape().operator(node).value(memory.operands[node]);
      } catch (RuntimeException failure) {
        return memory.caller.value(node, memory.values);
      }
    }
    double value = memory.caller.value(node, memory.values);
    if (habit == Habit.REFUSES_NAN
        && tape().opcode(node) == Opcode.CUSTOM
        && Double.isNaN(value)
        && tape().operandCount(node) == 1
        && Arrays.stream(operands(memory, node)).noneMatch(Double::isNaN)) {
      throw new ArithmeticException("'" + tape().name(node) + "' is not a number");
    }
    return value;
  }

  @Override
  protected void gradient(
      Workspace workspace,
      Inputs inputs,
      int row,
      double[] seeds,
      int seedStart,
      double[] values,
      int valuesStart,
      double[] derivatives) {
    value(workspace, inputs, row, values, valuesStart);
    Memory memory = (Memory) workspace;
    Arrays.fill(memory.adjoints, 0.0);
    Arrays.fill(memory.reached, false);
    for (int i = 0; i < tape().outputCount(); i++) {
      memory.adjoints[tape().output(i)] = seeds[seedStart + i];
      memory.reached[tape().output(i)] = true;
    }
    for (int node = tape().size() - 1; node >= tape().firstOperation(); node--) {
      int operation = node;
      if (memory.reached[node]
          && IntStream.range(0, tape().operandCount(node))
              .anyMatch(position -> tape().passesBack(operation, position))) {
        passBack(memory, node);
      }
    }
    for (int i = 0; i < derivatives.length; i++) {
      derivatives[i] = memory.adjoints[tape().derivativeNode(i)] + 0.0;
    }
  }

  private void passBack(Memory memory, int node) {
    double[] partials = partials(memory, node);
    for (int position = 0; position < partials.length; position++) {
      if (tape().passesBack(node, position)
          && memory.caller.contributes(node, position, memory.values)) {
        memory.adjoints[tape().operand(node, position)] +=
            memory.adjoints[node] * partials[position];
        memory.reached[tape().operand(node, position)] = true;
      }
    }
  }

  private double[] partials(Memory memory, int node) {
    if (tape().opcode(node) == Opcode.CUSTOM && habit == Habit.KEEPS_OPERANDS) {
      double[] partials = new double[tape().operandCount(node)];
      Arrays.fill(partials, Double.NaN);
      try {
        tape().operator(node).partials(memory.operands[node], memory.values[node], partials);
        return partials;
      } catch (RuntimeException failure) {
        return memory.caller.partials(node, memory.values);
      }
    }
    double[] partials = memory.caller.partials(node, memory.values);
    if (tape().opcode(node) == Opcode.CUSTOM
        && habit == Habit.STALE_PARTIALS
        && Arrays.stream(operands(memory, node)).allMatch(Double::isFinite)
        && Double.isFinite(memory.values[node])) {
      Arrays.setAll(partials, i -> Double.isNaN(partials[i]) ? memory.stale : partials[i]);
      memory.stale = partials[0];
    }
    return partials;
  }

  private double[] operands(Memory memory, int node) {
    double[] operands = new double[tape().operandCount(node)];
    Arrays.setAll(operands, position -> memory.values[tape().operand(node, position)]);
    return operands;
  }
}
