package org.scalarflow.spi;

import java.util.Arrays;

/**
 * Adjoint seeds: the weights of the outputs in the sum that is differentiated. A seed of 0 is an
 * ordinary contribution.
 *
 * @param values one seed for each output; row {@code r} of a run starts at {@code r · stride}
 * @param stride the number of outputs when every row has its own seeds, 0 when all share the same
 */
public record Seeds(double[] values, int stride) {

  /** Seeds of 1 for all outputs of a tape, in every row. */
  public static Seeds ones(Tape tape) {
    double[] ones = new double[tape.outputCount()];
    Arrays.fill(ones, 1.0);
    return new Seeds(ones, 0);
  }
}
