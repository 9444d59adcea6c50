package org.scalarflow.parallel;

import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.NodeValues;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.OperatorCaller;
import org.scalarflow.spi.Tape;

/**
 * Runs the steps of a plan for one row, on an array of cells. Several threads may do parts of a
 * stage on the same cells, each with a sweep of its own.
 */
final class CellSweep {

  /** How much work, in nanoseconds or so, is done between two looks at the interrupt status. */
  private static final int PATIENCE = 50_000;

  private final Plan plan;
  private final Steps steps;
  private final double[] cells;
  private final NodeValues values;
  private final OperatorCaller caller;

  CellSweep(Plan plan, double[] cells, Team team) {
    this.plan = plan;
    this.cells = cells;
    steps = plan.steps();
    int[] valueCells = plan.valueCells();
    values = node -> cells[valueCells[node]];
    caller = new OperatorCaller(plan.tape(), team::check);
  }

  /** New cells for a plan, with the constants in place. */
  static double[] newCells(Plan plan) {
    double[] cells = new double[plan.cells()];
    plan.tape().copyConstants(cells);
    cells[plan.zero()] = 0.0;
    cells[plan.one()] = 1.0;
    cells[plan.minusOne()] = -1.0;
    return cells;
  }

  /** Puts the inputs of a row into the cells. */
  static void load(Plan plan, double[] cells, Inputs inputs, int row) {
    Tape tape = plan.tape();
    int uniforms = tape.uniformCount();
    System.arraycopy(inputs.uniform(), 0, cells, 0, uniforms);
    System.arraycopy(inputs.rows(), row * inputs.stride(), cells, uniforms, tape.rowInputCount());
  }

  /** Does a number of stages, one after the other. */
  void stages(int from, int to) {
    int end = steps.stage(to);
    int work = 0;
    for (int run = steps.stage(from); run < end; run++) {
      int count = steps.count(run);
      int cost = steps.cost(run);
      if (count <= PATIENCE / cost) {
        work += count * cost;
        if (work > PATIENCE) {
          Interruption.check();
          work = 0;
        }
        steps(run, 0, count);
      } else {
        inSlices(run, count, Math.max(1, PATIENCE / cost));
      }
    }
  }

  /** Does those runs of the first stages that are the same in each row of a batch. */
  void uniformRuns(int stages) {
    for (int run = 0; run < steps.stage(stages); run++) {
      if (steps.isUniform(run)) {
        inSlices(run, steps.count(run), Math.max(1, PATIENCE / steps.cost(run)));
      }
    }
  }

  private void inSlices(int run, int count, int slice) {
    for (int from = 0; from < count; from += slice) {
      Interruption.check();
      steps(run, from, Math.min(count, from + slice));
    }
  }

  /** Does some steps of a run. */
  void steps(int run, int from, int to) {
    int kind = steps.kind(run);
    int out = steps.firstCell(run) + from;
    int[] code = steps.code();
    int at = steps.operands(run);
    int count = to - from;
    switch (kind) {
      case Kind.SUM -> CellLoops.sum(cells, out, code, at + from, count);
      case Kind.GATED_SUM ->
          CellLoops.gatedSum(cells, out, steps.count(run), code, at + from, count);
      case Kind.SELECT -> CellLoops.select(cells, out, code, at + 3 * from, count);
      case Kind.SELECT_GATES ->
          CellLoops.selectGates(cells, out + from, code, at + 2 * from, count);
      case Kind.CALL -> call(out, code, at + from, count);
      case Kind.CALL_PARTIALS -> callPartials(code, at + 4 * from, count);
      default -> tabled(kind, out, code, at, from, count);
    }
  }

  private void tabled(int kind, int out, int[] code, int at, int from, int count) {
    int opcode = Kind.opcode(kind);
    if (kind == opcode) {
      if (Opcode.isUnary(opcode)) {
        CellLoops.unary(opcode, cells, out, code, at + from, count);
      } else {
        CellLoops.binary(opcode, cells, out, code, at + 2 * from, count);
      }
    } else if (Opcode.isUnary(opcode)) {
      CellLoops.unaryPartial(opcode, cells, out, code, at + 2 * from, count);
    } else if (kind < Kind.SECOND) {
      CellLoops.firstPartial(opcode, cells, out, code, at + 3 * from, count);
    } else {
      CellLoops.secondPartial(opcode, cells, out, code, at + 3 * from, count);
    }
  }

  private void call(int out, int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      cells[out + i] = caller.value(code[at + i], values);
    }
  }

  private void callPartials(int[] code, int at, int count) {
    for (int i = 0; i < count; i++) {
      int step = at + 4 * i;
      int node = code[step];
      int operands = plan.tape().operandCount(node);
      boolean reached = cells[code[step + 1]] != 0;
      if (reached) {
        System.arraycopy(caller.partials(node, values), 0, cells, code[step + 2], operands);
      }
      int gates = code[step + 3];
      if (gates >= 0) {
        for (int position = 0; position < operands; position++) {
          boolean open =
              reached
                  && plan.tape().passesBack(node, position)
                  && caller.contributes(node, position, values);
          cells[gates + position] = open ? 1.0 : 0.0;
        }
      }
    }
  }

  /** Puts the seeds of the outputs into the cells. */
  void seed(double[] seeds, int start) {
    System.arraycopy(seeds, start, cells, plan.seeds(), plan.tape().outputCount());
  }

  /** Takes the delivered values out of the cells. */
  void deliver(double[] into, int start) {
    int[] delivered = plan.delivered();
    for (int i = 0; i < delivered.length; i++) {
      into[start + i] = cells[delivered[i]];
    }
  }

  /** Takes the derivatives out of the cells, zeros as +0.0. */
  void deliverDerivatives(double[] into) {
    int[] derivatives = plan.derivatives();
    for (int i = 0; i < derivatives.length; i++) {
      into[i] = cells[derivatives[i]] + 0.0;
    }
  }
}
