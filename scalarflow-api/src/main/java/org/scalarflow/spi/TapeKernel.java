package org.scalarflow.spi;

import java.util.Arrays;

/**
 * The plain kernel: one loop forward over the tape, one loop backward. It works for every tape, and
 * any backend may fall back on it.
 *
 * <p>The backward loop visits operations in descending order and pushes contributions to operands
 * in ascending position, so each adjoint is summed in the canonical order.
 */
public final class TapeKernel extends RowKernel {

  /** How many operations are done between two looks at the interrupt status. */
  private static final int STRETCH = 1 << 12;

  private final Tape tape;
  private final int firstOperation;
  private final byte[] opcodes;
  private final int[] operandStarts;
  private final int[] operands;

  /** By tape node; see {@link Activity}. */
  private final byte[] marks;

  private final ArithmeticLoops arithmetic;

  /** Whether some operation decides by values where contributions go. */
  private final boolean selective;

  /** A kernel for a tape. */
  public TapeKernel(Tape tape) {
    super(tape);
    this.tape = tape;
    firstOperation = tape.firstOperation();
    opcodes = tape.opcodes();
    operandStarts = tape.operandStarts();
    operands = tape.operands();
    marks = tape.activity().marks();
    arithmetic = new ArithmeticLoops(tape);
    selective = tape.isSelective();
  }

  /** One entry for each tape node; adjoints only if a derivative is wanted. */
  private static final class State extends Workspace {

    final double[] values;
    final double[] adjoints;
    final boolean[] reached;
    final OperatorCaller caller;

    State(TapeKernel kernel) {
      super(kernel);
      Tape tape = kernel.tape;
      values = new double[tape.size()];
      tape.copyConstants(values);
      adjoints = new double[tape.derivativeCount() == 0 ? 0 : tape.size()];
      reached = new boolean[kernel.selective ? tape.size() : 0];
      caller = new OperatorCaller(tape);
    }
  }

  @Override
  public Workspace newWorkspace() {
    return new State(this);
  }

  @Override
  public String describe() {
    return "plain tape kernel, one thread, operation by operation; " + tape;
  }

  @Override
  protected void value(
      Workspace workspace, Inputs inputs, int row, double[] values, int valuesStart) {
    forward((State) workspace, inputs, row);
    deliver((State) workspace, values, valuesStart);
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
    State state = (State) workspace;
    forward(state, inputs, row);
    deliver(state, values, valuesStart);
    if (derivatives.length == 0) {
      return;
    }
    seed(state, seeds, seedStart);
    backward(state);
    for (int i = 0; i < derivatives.length; i++) {
      derivatives[i] = state.adjoints[tape.derivativeNode(i)] + 0.0;
    }
  }

  private void deliver(State state, double[] values, int start) {
    for (int i = 0; i < tape.valueCount(); i++) {
      values[start + i] = state.values[tape.valueNode(i)];
    }
  }

  private void forward(State state, Inputs inputs, int row) {
    double[] values = state.values;
    int uniforms = tape.uniformCount();
    System.arraycopy(inputs.uniform(), 0, values, 0, uniforms);
    System.arraycopy(inputs.rows(), row * inputs.stride(), values, uniforms, tape.rowInputCount());
    int i = 0;
    for (int end = 0; end < opcodes.length; ) {
      if (end > 0) {
        Interruption.check();
      }
      end = Math.min(end + STRETCH, opcodes.length);
      while (i < end) {
        i = arithmetic.forward(values, i, end);
        if (i < end) {
          forward(state, i++);
        }
      }
    }
  }

  private void forward(State state, int operation) {
    double[] values = state.values;
    int opcode = opcodes[operation];
    int slot = operandStarts[operation];
    int node = firstOperation + operation;
    if (Opcode.isUnary(opcode)) {
      values[node] = Rules.value(opcode, values[operands[slot]]);
    } else if (Opcode.isBinary(opcode)) {
      values[node] = Rules.value(opcode, values[operands[slot]], values[operands[slot + 1]]);
    } else {
      values[node] = state.caller.value(node, values);
    }
  }

  private void seed(State state, double[] seeds, int seedStart) {
    Arrays.fill(state.adjoints, 0.0);
    Arrays.fill(state.reached, false);
    for (int i = 0; i < tape.outputCount(); i++) {
      state.adjoints[tape.output(i)] = seeds[seedStart + i];
      if (selective) {
        state.reached[tape.output(i)] = true;
      }
    }
  }

  private void backward(State state) {
    int i = opcodes.length;
    for (int end = i; end > 0; ) {
      if (end < opcodes.length) {
        Interruption.check();
      }
      end = Math.max(end - STRETCH, 0);
      while (i > end) {
        if (!selective) {
          i = arithmetic.backward(state.values, state.adjoints, i, end);
        }
        if (i > end) {
          backward(state, --i);
        }
      }
    }
  }

  private void backward(State state, int operation) {
    double[] values = state.values;
    int node = firstOperation + operation;
    int mark = marks[node];
    if ((mark & Activity.TO_ANY) == 0 || (selective && !state.reached[node])) {
      return;
    }
    int opcode = opcodes[operation];
    int slot = operandStarts[operation];
    double adjoint = state.adjoints[node];
    double result = values[node];
    if (Opcode.isUnary(opcode)) {
      double x = values[operands[slot]];
      contribute(state, slot, adjoint * Rules.partial(opcode, x, result));
    } else if (Opcode.isBinary(opcode)) {
      double a = values[operands[slot]];
      double b = values[operands[slot + 1]];
      if ((mark & Activity.TO_FIRST) != 0) {
        contribute(state, slot, adjoint * Rules.firstPartial(opcode, a, b, result));
      }
      if ((mark & Activity.TO_SECOND) != 0) {
        contribute(state, slot + 1, adjoint * Rules.secondPartial(opcode, a, b, result));
      }
    } else {
      backwardThroughOperator(state, operation, adjoint);
    }
  }

  private void backwardThroughOperator(State state, int operation, double adjoint) {
    int start = operandStarts[operation];
    int end = operandStarts[operation + 1];
    int node = firstOperation + operation;
    double[] partials = state.caller.partials(node, state.values);
    for (int slot = start; slot < end; slot++) {
      if (tape.passesBack(node, slot - start)
          && state.caller.contributes(node, slot - start, state.values)) {
        contribute(state, slot, adjoint * partials[slot - start]);
      }
    }
  }

  private void contribute(State state, int slot, double contribution) {
    int operand = operands[slot];
    state.adjoints[operand] += contribution;
    if (selective) {
      state.reached[operand] = true;
    }
  }
}
