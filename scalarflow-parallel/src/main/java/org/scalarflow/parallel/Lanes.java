package org.scalarflow.parallel;

import java.util.BitSet;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.RowSums;

/**
 * How a plan is run for many rows at a time: which cells hold one number for each row, a
 * <em>lane</em>, and how many rows that is.
 *
 * <p>A cell that is the same in all rows is a plain number, computed once in a batch. Where a step
 * wants a lane all the same, one is filled with that number.
 */
final class Lanes {

  /** About how many bytes the lanes of a thread may have, so that they stay in a cache. */
  private static final long ROOMY = 1L << 22;

  /** How many bytes the lanes of all threads may have at most. */
  private static final long MOST = 1L << 28;

  /** The least number of rows for which lanes pay. */
  static final int LEAST_ROWS = 8;

  private final Plan plan;
  private final BitSet varying = new BitSet();
  private final BitSet filled = new BitSet();
  private final int[] filledCells;
  private final Totals totals;
  private final int rows;

  Lanes(Plan plan, int threads) {
    this.plan = plan;
    Steps steps = plan.steps();
    varying.set(plan.tape().uniformCount(), plan.tape().firstConstant());
    varying.set(plan.seeds(), plan.seeds() + plan.tape().outputCount());
    for (int run = 0; run < steps.runs(); run++) {
      if (!steps.isUniform(run)) {
        addComputed(run);
      }
    }
    for (int run = 0; run < steps.runs(); run++) {
      if (!steps.isUniform(run)) {
        addFilled(run);
      }
    }
    filledCells = filled.stream().toArray();
    totals = new Totals(plan);
    varying.andNot(totals.products());
    rows = rows(8L * (varying.cardinality() + filled.cardinality()), MOST / threads);
  }

  /** As many rows as are roomy, but not so few that loops are not worth their overhead. */
  private static int rows(long bytesPerRow, long mostBytes) {
    int rows = RowSums.BLOCK;
    while (rows > LEAST_ROWS && rows * bytesPerRow > Math.min(ROOMY, mostBytes)) {
      rows /= 2;
    }
    return rows * bytesPerRow > mostBytes ? 1 : rows;
  }

  private void addComputed(int run) {
    Steps steps = plan.steps();
    int first = steps.firstCell(run);
    int count = steps.count(run);
    switch (steps.kind(run)) {
      case Kind.GATED_SUM, Kind.SELECT_GATES -> varying.set(first, first + 2 * count);
      case Kind.CALL_PARTIALS -> {
        for (int step = 0; step < count; step++) {
          int at = steps.operands(run) + 4 * step;
          int operands = plan.tape().operandCount(steps.code()[at]);
          int partials = steps.code()[at + 2];
          int gates = steps.code()[at + 3];
          varying.set(partials, partials + operands);
          if (gates >= 0) {
            varying.set(gates, gates + operands);
          }
        }
      }
      default -> varying.set(first, first + count);
    }
  }

  private void addFilled(int run) {
    Steps steps = plan.steps();
    int kind = steps.kind(run);
    int[] code = steps.code();
    int at = steps.operands(run);
    if (kind == Kind.CALL || kind == Kind.CALL_PARTIALS) {
      return;
    }
    if (kind == Kind.SUM) {
      addFilledOfProducts(code[at], code[at + steps.count(run)]);
    } else if (kind == Opcode.MULTIPLY) {
      addFilledOfProducts(at, at + 2 * steps.count(run));
    } else if (kind == Kind.GATED_SUM) {
      addFilled(code[at], code[at + steps.count(run)]);
    } else {
      addFilled(at, at + Kind.operands(kind) * steps.count(run));
    }
  }

  /** One of two factors must be a lane. */
  private void addFilledOfProducts(int from, int to) {
    int[] code = plan.steps().code();
    for (int at = from; at < to; at += 2) {
      if (!varying.get(code[at]) && !varying.get(code[at + 1])) {
        filled.set(code[at]);
      }
    }
  }

  private void addFilled(int from, int to) {
    int[] code = plan.steps().code();
    for (int at = from; at < to; at++) {
      if (!varying.get(code[at])) {
        filled.set(code[at]);
      }
    }
  }

  /** Whether there is memory for lanes. */
  boolean areRoomy() {
    return rows > 1;
  }

  Plan plan() {
    return plan;
  }

  /** How many rows are run, in words. */
  String describe() {
    return areRoomy()
        ? "in lanes of " + rows
        : "operation by operation, because there are too many for lanes";
  }

  /** The number of rows that are run at a time; 1 if there are too many cells for lanes. */
  int rows() {
    return rows;
  }

  /** How derivatives are added up over rows. */
  Totals totals() {
    return totals;
  }

  /**
   * The cells that have a number for each row, without those that need one only if the derivatives
   * of each row are asked for.
   */
  BitSet varying() {
    return varying;
  }

  /** The cells that are the same in all rows, but as a lane. */
  int[] filled() {
    return filledCells;
  }
}
