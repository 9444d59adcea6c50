package org.scalarflow.parallel;

import java.util.Arrays;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * A tape as straight-line code over numbered cells, forward and then backward.
 *
 * <p>A <em>step</em> computes a cell. A <em>run</em> is a number of steps of one {@link Kind} that
 * compute cells in a row; its operands are cell numbers that stand one step after another:
 *
 * <table>
 * <caption>Operands of a step</caption>
 * <tr><td>unary value</td><td>operand</td></tr>
 * <tr><td>binary value</td><td>first operand, second operand</td></tr>
 * <tr><td>unary partial</td><td>operand, result</td></tr>
 * <tr><td>binary partial</td><td>first operand, second operand, result</td></tr>
 * <tr><td>{@code SUM}</td><td>where its terms begin; they are pairs of factors, and reach to where
 *     those of the next step begin</td></tr>
 * <tr><td>{@code GATED_SUM}</td><td>the same with terms of factor, factor, gate. The gates that say
 *     whether anything was added follow the run's cells</td></tr>
 * <tr><td>{@code SELECT}</td><td>condition, first branch, second branch</td></tr>
 * <tr><td>{@code SELECT_GATES}</td><td>condition, gate of the whole; it computes two cells</td></tr>
 * <tr><td>{@code CALL}</td><td>tape node</td></tr>
 * <tr><td>{@code CALL_PARTIALS}</td><td>tape node, its gate, where the partials go, where the gates
 *     go or -1</td></tr>
 * </table>
 *
 * <p>A gate is 1.0 or 0.0. A <em>stage</em> is a number of runs that do not depend on each other.
 */
final class Steps {

  private final int[] code;
  private final int[] kinds;
  private final int[] firstCells;
  private final int[] counts;
  private final int[] operands;
  private final boolean[] uniform;
  private final int[] costs;
  private final int[] stages;
  private final int forwardStages;

  private Steps(Builder builder) {
    code = builder.code.toArray();
    kinds = builder.kinds.toArray();
    firstCells = builder.firstCells.toArray();
    counts = builder.counts.toArray();
    operands = builder.operands.toArray();
    uniform = Arrays.copyOf(builder.uniform, kinds.length);
    costs = builder.costs.toArray();
    stages = builder.stages.toArray();
    forwardStages = builder.forwardStages;
  }

  /** All operands; not to be changed. */
  int[] code() {
    return code;
  }

  /** The number of runs. */
  int runs() {
    return kinds.length;
  }

  int kind(int run) {
    return kinds[run];
  }

  /** The first cell that a run computes. */
  int firstCell(int run) {
    return firstCells[run];
  }

  /** The number of steps of a run. */
  int count(int run) {
    return counts[run];
  }

  /** Where in {@link #code} the operands of a run start. */
  int operands(int run) {
    return operands[run];
  }

  /** Whether a run computes the same in each row of a batch. */
  boolean isUniform(int run) {
    return uniform[run];
  }

  /** About how many nanoseconds one step of a run takes. */
  int cost(int run) {
    return costs[run];
  }

  /** The number of stages. */
  int stages() {
    return stages.length - 1;
  }

  /** How many of them compute values; the others compute adjoints. */
  int forwardStages() {
    return forwardStages;
  }

  /** The first run of a stage; that of the next is its end. */
  int stage(int stage) {
    return stages[stage];
  }

  /** Collects runs in order. */
  static final class Builder {

    private static final int MANY = 1 << 24;

    /** Operations have about so many operands, forward and backward together. */
    private static final int OPERANDS = 6;

    private final IntArrayList code = new IntArrayList();
    private final int expected;
    private final IntArrayList kinds = new IntArrayList();
    private final IntArrayList firstCells = new IntArrayList();
    private final IntArrayList counts = new IntArrayList();
    private final IntArrayList operands = new IntArrayList();
    private final IntArrayList costs = new IntArrayList();
    private final IntArrayList stages = IntArrayList.newListWith(0);
    private boolean[] uniform = new boolean[16];
    private int forwardStages;

    /** For a tape of about so many operations. */
    Builder(int operations) {
      expected = OPERANDS * Math.min(operations, MANY);
    }

    /** Starts a run; its operands follow. */
    void startRun(int kind, int firstCell, int count, boolean isUniform) {
      if (kinds.isEmpty()) {
        code.ensureCapacity(expected);
      }
      if (kinds.size() == uniform.length) {
        uniform = Arrays.copyOf(uniform, 2 * uniform.length);
      }
      uniform[kinds.size()] = isUniform;
      kinds.add(kind);
      firstCells.add(firstCell);
      counts.add(count);
      operands.add(code.size());
      costs.add(Kind.cost(kind));
    }

    /** Says that the steps of the run just started have so many terms all together. */
    void terms(long count) {
      int run = kinds.size() - 1;
      long perStep = count * Kind.cost(kinds.get(run)) / Math.max(1, counts.get(run));
      costs.set(run, (int) Math.min(Integer.MAX_VALUE, 1 + perStep));
    }

    void operand(int cell) {
      code.add(cell);
    }

    /** How many operands there are so far. */
    int size() {
      return code.size();
    }

    /** Ends a stage, if there is anything in it. */
    void endStage() {
      if (stages.getLast() < kinds.size()) {
        stages.add(kinds.size());
      }
    }

    /** Ends the forward stages. */
    void endForward() {
      endStage();
      forwardStages = stages.size() - 1;
    }

    Steps build() {
      endStage();
      return new Steps(this);
    }
  }
}
