package org.scalarflow.compiled.ir;

import java.util.Arrays;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * Where the numbers of formulas stand while a block of rows is run: a lane for what differs from
 * row to row, used again when nobody needs it any more, and a cell for what is uniform.
 */
final class BlockPlaces {

  private final Formulas formulas;
  private final int mostLanes;

  /** By formula, how many others and results still need it. */
  private final int[] uses;

  /** By formula, its lane, or its cell if it is uniform. */
  private final int[] places;

  private final IntArrayList freeLanes = new IntArrayList();
  private int laneCount;
  private int cellCount;
  private int ones = BatchPlan.NONE;
  private int waste = BatchPlan.NONE;
  private int nothing = BatchPlan.NONE;

  /**
   * No places yet.
   *
   * @param mostLanes how many lanes there may be
   */
  BlockPlaces(Formulas formulas, int mostLanes) {
    this.formulas = formulas;
    this.mostLanes = mostLanes;
    uses = new int[formulas.size()];
    places = new int[formulas.size()];
    Arrays.fill(places, BatchPlan.NONE);
  }

  // -------------------------------------------------------------------- uses

  /** Counts a use of a formula, if there is one. */
  void use(int formula) {
    if (formula != Formulas.NONE) {
      uses[formula]++;
    }
  }

  /** How often a formula is still needed. */
  int uses(int formula) {
    return uses[formula];
  }

  /** By formula, how often it is still needed; not to be changed. */
  int[] uses() {
    return uses;
  }

  /** Has a formula that is needed not be computed, because who needs it computes it. */
  void leaveOut(int formula) {
    uses[formula] = 0;
  }

  /** Takes uses of a formula back; the last one gives its lane free. */
  void release(int formula, int count) {
    if (formula != Formulas.NONE) {
      uses[formula] -= count;
      if (uses[formula] == 0 && !formulas.isUniform(formula) && places[formula] != BatchPlan.NONE) {
        freeLanes.add(places[formula]);
      }
    }
  }

  // ------------------------------------------------------------------- places

  /** Gives a formula a cell. */
  void addCell(int formula) {
    places[formula] = cellCount++;
  }

  /**
   * Gives a formula a lane that nobody needs any more, or a new one.
   *
   * @throws UnsupportedOperationException if there would be more than there may be
   */
  int addLane(int formula) {
    places[formula] =
        freeLanes.isEmpty() ? newLane() : freeLanes.removeAtIndex(freeLanes.size() - 1);
    return places[formula];
  }

  private int newLane() {
    if (laneCount == mostLanes) {
      throw new UnsupportedOperationException(
          "more than " + laneCount + " numbers are kept for each row");
    }
    return laneCount++;
  }

  /** The lane of a formula, or its cell if it is uniform; {@link BatchPlan#NONE} if it has none. */
  int number(int formula) {
    return places[formula];
  }

  /** The same where both may stand, see {@link BatchPlan#isCell}. */
  int place(int formula) {
    return formulas.isUniform(formula) ? BatchPlan.placeOfCell(places[formula]) : places[formula];
  }

  /** The lane that holds 1 in each row. */
  int ones() {
    if (ones == BatchPlan.NONE) {
      ones = newLane();
    }
    return ones;
  }

  /** The same if anybody has asked for it; else {@link BatchPlan#NONE}. */
  int onesIfAny() {
    return ones;
  }

  /** The lane for what nobody reads. */
  int waste() {
    if (waste == BatchPlan.NONE) {
      waste = newLane();
    }
    return waste;
  }

  /** The cell that holds −0.0, to which a first product can be added as it is. */
  int nothing() {
    if (nothing == BatchPlan.NONE) {
      nothing = cellCount++;
    }
    return nothing;
  }

  /** How many lanes there are. */
  int laneCount() {
    return laneCount;
  }

  /** Numbers for all cells, with {@link #nothing} in its place. */
  double[] cells() {
    double[] cells = new double[cellCount];
    if (nothing != BatchPlan.NONE) {
      cells[nothing] = -0.0;
    }
    return cells;
  }
}
