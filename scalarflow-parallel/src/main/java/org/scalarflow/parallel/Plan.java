package org.scalarflow.parallel;

import org.scalarflow.spi.Tape;

/**
 * A tape made into {@link Steps}, and the cells where inputs go in and results come out.
 *
 * <p>The leaves of the tape have the first cells, in tape order; then come the operations that are
 * computed, three constants, one seed for each output, and what the backward sweep needs.
 *
 * @param tape the tape
 * @param steps what computes the cells
 * @param cells the number of cells
 * @param valueCells by tape node the cell of its value; -1 if it has none
 * @param constants the cells of 0, 1 and −1, in a row
 * @param seeds the cell of the first output's seed
 * @param delivered the cells of the values that are delivered
 * @param derivatives the cells of the adjoints that are delivered
 * @param levels the number of levels
 */
record Plan(
    Tape tape,
    Steps steps,
    int cells,
    int[] valueCells,
    int constants,
    int seeds,
    int[] delivered,
    int[] derivatives,
    int levels) {

  /** How many constants there are. */
  static final int CONSTANTS = 3;

  static Plan of(Tape tape) {
    return new Assembly(tape, () -> {}).plan();
  }

  /** The cell of 0. */
  int zero() {
    return constants;
  }

  /** The cell of 1. */
  int one() {
    return constants + 1;
  }

  /** The cell of −1. */
  int minusOne() {
    return constants + 2;
  }
}
