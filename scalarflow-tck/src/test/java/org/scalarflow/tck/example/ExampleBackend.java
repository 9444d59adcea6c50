package org.scalarflow.tck.example;

import java.util.Arrays;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.OperatorCaller;
import org.scalarflow.spi.RowKernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** A whole backend: one loop forward, one loop backward, every operator called the general way. */
public final class ExampleBackend implements Backend {

  @Override
  public String name() {
    return "example";
  }

  /** Below every other backend, so that it runs only when somebody names it. */
  @Override
  public int priority() {
    return -100;
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return new LoopKernel(tape);
  }

  /** Immutable, so that any number of threads can share it. */
  private static final class LoopKernel extends RowKernel {

    LoopKernel(Tape tape) {
      super(tape);
    }

    @Override
    public Workspace newWorkspace() {
      return new Memory(this);
    }

    @Override
    public String describe() {
      return "two loops, operator by operator; " + tape();
    }

    @Override
    protected void value(
        Workspace workspace, Inputs inputs, int row, double[] values, int valuesStart) {
      Memory memory = (Memory) workspace;
      System.arraycopy(inputs.uniform(), 0, memory.values, 0, tape().uniformCount());
      System.arraycopy(
          inputs.rows(),
          row * inputs.stride(),
          memory.values,
          tape().uniformCount(),
          tape().rowInputCount());
      for (int node = tape().firstOperation(); node < tape().size(); node++) {
        memory.values[node] = memory.caller.value(node, memory.values);
      }
      for (int i = 0; i < tape().valueCount(); i++) {
        values[valuesStart + i] = memory.values[tape().valueNode(i)];
      }
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
        if (memory.reached[node] && passesAnythingBack(node)) {
          passBack(node, memory);
        }
      }
      for (int i = 0; i < tape().derivativeCount(); i++) {
        derivatives[i] = memory.adjoints[tape().derivativeNode(i)] + 0.0; // turns -0.0 into +0.0
      }
    }

    /** Descending nodes and ascending positions: so every adjoint is summed in canonical order. */
    private void passBack(int node, Memory memory) {
      double[] partials = memory.caller.partials(node, memory.values);
      for (int position = 0; position < tape().operandCount(node); position++) {
        if (tape().passesBack(node, position)
            && memory.caller.contributes(node, position, memory.values)) {
          int operand = tape().operand(node, position);
          memory.adjoints[operand] += memory.adjoints[node] * partials[position];
          memory.reached[operand] = true;
        }
      }
    }

    private boolean passesAnythingBack(int node) {
      for (int position = 0; position < tape().operandCount(node); position++) {
        if (tape().passesBack(node, position)) {
          return true;
        }
      }
      return false;
    }
  }

  /** All that changes during a run; a thread has its own. */
  private static final class Memory extends Workspace {

    final double[] values;
    final double[] adjoints;
    final boolean[] reached;
    final OperatorCaller caller;

    Memory(LoopKernel kernel) {
      super(kernel);
      Tape tape = kernel.tape();
      values = new double[tape.size()];
      tape.copyConstants(values);
      adjoints = new double[tape.size()];
      reached = new boolean[tape.size()];
      caller = new OperatorCaller(tape);
    }
  }
}
