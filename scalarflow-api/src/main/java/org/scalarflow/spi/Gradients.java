package org.scalarflow.spi;

import org.jspecify.annotations.Nullable;

/**
 * Where a run that differentiates puts its results. The arrays belong to the caller; none of them
 * may be one of {@link Inputs} or {@link Seeds}, because a run writes while it reads.
 *
 * @param values the values, row after row, {@link Tape#valueCount()} numbers each
 * @param sums the derivatives summed over the rows, {@link Tape#derivativeCount()} numbers
 * @param perRow the derivatives of each row, row after row, {@link Tape#derivativeCount()} numbers
 *     each; null when they are not wanted
 */
public record Gradients(double[] values, double[] sums, double @Nullable [] perRow) {

  /** Fresh arrays for runs of {@code rows} rows of a tape. */
  public static Gradients of(Tape tape, int rows, boolean perRow) {
    return new Gradients(
        new double[Math.multiplyExact(rows, tape.valueCount())],
        new double[tape.derivativeCount()],
        perRow ? new double[Math.multiplyExact(rows, tape.derivativeCount())] : null);
  }
}
