package org.scalarflow.compiled.ir;

import java.util.List;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * How a block of rows is run: loops over the rows in order, each with the arrays that it reads and
 * writes. Such an array, a <i>lane</i>, holds one number for each row; a <i>cell</i> is a number
 * that is the same in all rows and is computed once in a run.
 *
 * <p>Derivatives are added up over the rows in the end. One that is a product and nothing else
 * needs is multiplied only then.
 *
 * <p>Many runs read the arrays; nobody may write to them.
 *
 * @param laneCount how many lanes there are
 * @param cells the cells as they are before a run: the first are the uniform inputs, constants have
 *     their numbers
 * @param uniform what is computed for all rows: an operator, three cells or {@link #NONE}, the
 *     result's cell
 * @param runs what is done in a block: a loop, where its first instance stands in the table, how
 *     many do
 * @param table what the instances of loops read and write
 * @param inputs the lane of each row input, {@link #NONE} if nothing reads it
 * @param seeds the lane of each output's seed, {@link #NONE} if nothing reads it
 * @param delivered the place of each value that is delivered
 * @param packed cells whose numbers tiles read side by side
 * @param panel how many lanes stand in the panel at most
 * @param ones a lane that holds nothing but 1, or {@link #NONE}
 * @param derivatives two places for each derivative: its own and {@link #NONE}, or those of two
 *     factors; {@link #NONE} twice if it is 0
 * @param sumCount how many sums over the rows there are
 * @param sums by derivative, which sum it is; {@link #NONE} if it is 0
 */
@SuppressWarnings("ArrayRecordComponent")
public record BatchPlan(
    int laneCount,
    double[] cells,
    int[] uniform,
    int[] runs,
    int[] table,
    int[] inputs,
    int[] seeds,
    int[] delivered,
    int[] packed,
    int panel,
    int ones,
    int[] derivatives,
    int sumCount,
    int[] sums) {

  /** There is no such lane or cell. */
  public static final int NONE = -1;

  /** The entries of a run: a loop, where its first instance stands in the table, how many. */
  public static final int RUN = 3;

  /**
   * The plans of a tape: for values, and for values and derivatives.
   *
   * @param loops the loops of both, by their numbers
   */
  public record Pair(BatchPlan values, BatchPlan gradient, List<RowLoop> loops) {

    /** How often fixed kernels work on a block of rows whose derivatives are wanted. */
    public int tiles() {
      int tiles = 0;
      for (int run = 0; run < gradient.runs.length; run += RUN) {
        tiles += Tile.isTile(gradient.runs[run]) ? 1 : 0;
      }
      return tiles;
    }

    /** By loop, how many entries of the table an instance has. */
    public int[] widths() {
      return loops.stream().mapToInt(RowLoop::width).toArray();
    }
  }

  /**
   * The plans of a tape.
   *
   * @throws UnsupportedOperationException if its rows are better run one by one; the message says
   *     why
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted, since the
   *     first batch may have to wait for the plans
   */
  public static Pair of(Tape tape, BatchLimits limits) {
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      int opcode = tape.opcode(node);
      if (!Opcode.isUnary(opcode) && !Opcode.isBinary(opcode) && opcode != Opcode.SELECT) {
        throw new UnsupportedOperationException(
            "operator '" + tape.operator(node).name() + "' is called for each row");
      }
    }
    if (tape.isSelective()) {
      throw new UnsupportedOperationException("what is differentiated differs from row to row");
    }
    try {
      return pair(tape, limits);
    } catch (DistinctLoops.TooMany withSeveralOperationsEach) {
      return pair(tape, limits.single());
    }
  }

  private static Pair pair(Tape tape, BatchLimits limits) {
    DistinctLoops loops = new DistinctLoops(limits.loops());
    BatchPlan values = BatchPlanner.plan(tape, false, limits, loops);
    BatchPlan gradient = BatchPlanner.plan(tape, true, limits, loops);
    return new Pair(values, gradient, loops.all());
  }

  /** What stands for a cell where lanes may stand as well. */
  static int placeOfCell(int cell) {
    return -2 - cell;
  }

  /** Whether what stands for a place is a cell. */
  public static boolean isCell(int place) {
    return place < NONE;
  }

  /** The cell that a place stands for. */
  public static int cell(int place) {
    return -2 - place;
  }
}
