package org.scalarflow.parallel;

import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Seeds;

/** A run of many rows, as its caller asked for it. The object is used again for the next run. */
final class Job {

  private static final double[] NONE = {};

  private Inputs inputs = Inputs.NONE;
  private int first;
  private int count;
  private double[] values = NONE;
  private @Nullable Seeds seeds;
  private double @Nullable [] perRow;

  /** Sets the rows and where their values go. */
  void set(Inputs from, int firstRow, int rows, double[] into) {
    inputs = from;
    first = firstRow;
    count = rows;
    values = into;
  }

  /** Asks for derivatives, and for those of each row unless {@code rows} is null. */
  void differentiate(Seeds by, double @Nullable [] rows) {
    seeds = by;
    perRow = rows;
  }

  /** Lets go of the caller's arrays. */
  void clear() {
    set(Inputs.NONE, 0, 0, NONE);
    seeds = null;
    perRow = null;
  }

  Inputs inputs() {
    return inputs;
  }

  /** The first row. */
  int first() {
    return first;
  }

  /** The number of rows. */
  int count() {
    return count;
  }

  /** Receives the values. */
  double[] values() {
    return values;
  }

  /** The seeds; null if no derivatives are asked for. */
  @Nullable Seeds seeds() {
    return seeds;
  }

  /** Receives the derivatives of each row; null if they are not asked for. */
  double @Nullable [] perRow() {
    return perRow;
  }
}
