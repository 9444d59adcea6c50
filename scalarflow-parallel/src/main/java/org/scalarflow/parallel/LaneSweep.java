package org.scalarflow.parallel;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.scalarflow.OperatorException;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.NodeValues;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.OperatorCaller;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;

/**
 * Runs the steps of a plan for some rows of a batch at a time. The cells that are the same in all
 * rows are computed elsewhere and only read here.
 */
final class LaneSweep implements BlockRunner {

  /**
   * How much work a row may be, in nanoseconds or so, between two looks at the interrupt status.
   */
  private static final int PATIENCE = 10_000;

  private final Plan plan;
  private final Steps steps;
  private final Lanes layout;
  private final double[] cells;
  private final Team team;

  /** By cell: one number for each row; null for cells that are the same in all rows. */
  private final double[][] lanes;

  private final OperatorCaller caller;
  private final NodeValues values;

  /** The rows that are run at the moment, and the one of them for which an operator is called. */
  private int first;

  private int rows;
  private int calledRow;

  /** The run that is left out, because its products are only added up; -1 if none is. */
  private int skipped = -1;

  /** Whether there are lanes for its products, which only derivatives of each row need. */
  private boolean productLanes;

  private int work;

  LaneSweep(Lanes layout, double[] cells, Team team) {
    this.team = team;
    plan = layout.plan();
    this.layout = layout;
    this.cells = cells;
    steps = plan.steps();
    lanes = new double[plan.cells()][];
    layout.varying().stream().forEach(this::addLane);
    for (int cell : layout.filled()) {
      addLane(cell);
    }
    int[] valueCells = plan.valueCells();
    values = node -> value(valueCells[node]);
    caller = new OperatorCaller(plan.tape(), team::check);
  }

  private void addLane(int cell) {
    if (lanes[cell] == null) {
      lanes[cell] = new double[layout.rows()];
    }
  }

  private double value(int cell) {
    double[] lane = lanes[cell];
    return lane == null ? cells[cell] : lane[calledRow];
  }

  @Override
  public void start() {
    for (int cell : layout.filled()) {
      Arrays.fill(lanes[cell], cells[cell]);
    }
  }

  /** As many rows at a time as there is room for. */
  @Override
  public void run(Job job, int from, int to, double[] sums, int sumsStart) {
    for (int row = from; row < to; row += rows) {
      rows = Math.min(layout.rows(), to - row);
      first = job.first() + row;
      load(job.inputs());
      stages(0, steps.forwardStages());
      transpose(plan.delivered(), job.values(), row * plan.delivered().length);
      if (job.seeds() != null) {
        seed(job.seeds(), row);
        derive(job.perRow(), row, sums, sumsStart);
      }
    }
  }

  private void load(Inputs inputs) {
    Tape tape = plan.tape();
    double[] from = inputs.rows();
    for (int input = 0; input < tape.rowInputCount(); input++) {
      double[] lane = lanes[tape.uniformCount() + input];
      int at = first * inputs.stride() + input;
      for (int r = 0; r < rows; r++) {
        lane[r] = from[at];
        at += inputs.stride();
      }
    }
  }

  /** Puts cells, which may be the same in all rows, row by row into an array. */
  private void transpose(int[] from, double[] into, int start) {
    for (int i = 0; i < from.length; i++) {
      double[] lane = lanes[from[i]];
      int at = start + i;
      for (int r = 0; r < rows; r++) {
        into[at] = lane == null ? cells[from[i]] : lane[r];
        at += from.length;
      }
    }
  }

  private void seed(Seeds seeds, int row) {
    for (int output = 0; output < plan.tape().outputCount(); output++) {
      double[] lane = lanes[plan.seeds() + output];
      for (int r = 0; r < rows; r++) {
        lane[r] = seeds.values()[(row + r) * seeds.stride() + output];
      }
    }
  }

  private void derive(double @Nullable [] perRow, int row, double[] sums, int sumsStart) {
    Totals totals = layout.totals();
    if (perRow == null) {
      skipped = totals.productRun();
      stages(steps.forwardStages(), steps.stages());
      totals.add(cells, lanes, rows, sums, sumsStart);
    } else {
      skipped = -1;
      addProductLanes(totals);
      stages(steps.forwardStages(), steps.stages());
      totals.addLanesOnly(lanes, rows, sums, sumsStart);
      copyTo(perRow, row);
    }
  }

  private void addProductLanes(Totals totals) {
    if (!productLanes) {
      totals.products().stream().forEach(this::addLane);
      productLanes = true;
    }
  }

  /** Copies the derivatives of each row, zeros as +0.0. */
  private void copyTo(double[] perRow, int row) {
    int width = plan.derivatives().length;
    transpose(plan.derivatives(), perRow, row * width);
    for (int i = row * width; i < (row + rows) * width; i++) {
      perRow[i] += 0.0;
    }
  }

  private void stages(int from, int to) {
    for (int run = steps.stage(from); run < steps.stage(to); run++) {
      if (!steps.isUniform(run) && run != skipped) {
        for (int step = 0; step < steps.count(run); step++) {
          work += steps.cost(run);
          if (work > PATIENCE || work < 0) {
            team.check();
            work = 0;
          }
          step(run, step);
        }
      }
    }
  }

  private void step(int run, int step) {
    int kind = steps.kind(run);
    int[] code = steps.code();
    int at = steps.operands(run);
    double[] out = lanes[steps.firstCell(run) + step];
    switch (kind) {
      case Kind.SUM -> sum(out, code, code[at + step], code[at + step + 1]);
      case Opcode.MULTIPLY -> product(out, code[at + 2 * step], code[at + 2 * step + 1]);
      case Kind.GATED_SUM -> gatedSum(run, step);
      case Kind.SELECT -> {
        at += 3 * step;
        LaneLoops.select(out, lanes[code[at]], lanes[code[at + 1]], lanes[code[at + 2]], rows);
      }
      case Kind.SELECT_GATES -> {
        int gates = steps.firstCell(run) + 2 * step;
        at += 2 * step;
        LaneLoops.selectGates(
            lanes[gates], lanes[gates + 1], lanes[code[at]], lanes[code[at + 1]], rows);
      }
      case Kind.CALL -> call(out, code[at + step]);
      case Kind.CALL_PARTIALS -> callPartials(code, at + 4 * step);
      default -> tabled(kind, out, code, at, step);
    }
  }

  private void tabled(int kind, double[] out, int[] code, int operands, int step) {
    int opcode = Kind.opcode(kind);
    int at = operands + Kind.operands(kind) * step;
    double[] a = lanes[code[at]];
    if (kind == opcode) {
      if (Opcode.isUnary(opcode)) {
        LaneLoops.unary(opcode, out, a, rows);
      } else {
        LaneLoops.binary(opcode, out, a, lanes[code[at + 1]], rows);
      }
    } else if (Opcode.isUnary(opcode)) {
      LaneLoops.partial(opcode, out, a, lanes[code[at + 1]], rows);
    } else if (kind < Kind.SECOND) {
      LaneLoops.firstPartial(opcode, out, a, lanes[code[at + 1]], lanes[code[at + 2]], rows);
    } else {
      LaneLoops.secondPartial(opcode, out, a, lanes[code[at + 1]], lanes[code[at + 2]], rows);
    }
  }

  private void product(double[] out, int one, int other) {
    double[] a = lanes[one];
    double[] b = lanes[other];
    if (a == null) {
      LaneLoops.scaled(out, b, cells[one], rows);
    } else if (b == null) {
      LaneLoops.scaled(out, a, cells[other], rows);
    } else {
      LaneLoops.product(out, a, b, rows);
    }
  }

  private void sum(double[] out, int[] code, int from, int to) {
    product(out, code[from], code[from + 1]);
    int at = from + 2;
    while (at < to) {
      if (at + 8 <= to && isScaled(code, at, 4)) {
        LaneLoops.addScaled(
            out,
            lane(code, at),
            factor(code, at),
            lane(code, at + 2),
            factor(code, at + 2),
            lane(code, at + 4),
            factor(code, at + 4),
            lane(code, at + 6),
            factor(code, at + 6),
            rows);
        at += 8;
      } else {
        if (isScaled(code, at, 1)) {
          LaneLoops.addScaled(out, lane(code, at), factor(code, at), rows);
        } else {
          LaneLoops.addProduct(out, lanes[code[at]], lanes[code[at + 1]], rows);
        }
        at += 2;
      }
    }
  }

  /** Whether in each of some terms one factor is the same in all rows. */
  private boolean isScaled(int[] code, int from, int terms) {
    for (int at = from; at < from + 2 * terms; at += 2) {
      if (lanes[code[at]] != null && lanes[code[at + 1]] != null) {
        return false;
      }
    }
    return true;
  }

  private double[] lane(int[] code, int at) {
    double[] lane = lanes[code[at]];
    return lane == null ? lanes[code[at + 1]] : lane;
  }

  private double factor(int[] code, int at) {
    return cells[lanes[code[at]] == null ? code[at] : code[at + 1]];
  }

  private void gatedSum(int run, int step) {
    int[] code = steps.code();
    int at = steps.operands(run) + step;
    int cell = steps.firstCell(run) + step;
    double[] out = lanes[cell];
    double[] gates = lanes[cell + steps.count(run)];
    Arrays.fill(out, 0, rows, 0.0);
    Arrays.fill(gates, 0, rows, 0.0);
    for (int term = code[at]; term < code[at + 1]; term += 3) {
      LaneLoops.addGated(
          out, gates, lanes[code[term]], lanes[code[term + 1]], lanes[code[term + 2]], rows);
    }
  }

  private void call(double[] out, int node) {
    for (int r = 0; r < rows; r++) {
      calledRow = r;
      try {
        out[r] = caller.value(node, values);
      } catch (OperatorException failure) {
        throw failure.inRow(first + r);
      }
    }
  }

  private void callPartials(int[] code, int at) {
    for (int r = 0; r < rows; r++) {
      calledRow = r;
      try {
        callPartialsOfRow(code, at);
      } catch (OperatorException failure) {
        throw failure.inRow(first + r);
      }
    }
  }

  private void callPartialsOfRow(int[] code, int at) {
    int node = code[at];
    Tape tape = plan.tape();
    int operands = tape.operandCount(node);
    boolean reached = value(code[at + 1]) != 0;
    if (reached) {
      double[] partials = caller.partials(node, values);
      for (int position = 0; position < operands; position++) {
        lanes[code[at + 2] + position][calledRow] = partials[position];
      }
    }
    int gates = code[at + 3];
    if (gates >= 0) {
      for (int position = 0; position < operands; position++) {
        boolean open =
            reached
                && tape.passesBack(node, position)
                && caller.contributes(node, position, values);
        lanes[gates + position][calledRow] = open ? 1.0 : 0.0;
      }
    }
  }
}
