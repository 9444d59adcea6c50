package org.scalarflow.spi;

/**
 * Where the inputs of runs stand. The arrays belong to the caller, who may change their contents
 * between runs.
 *
 * @param uniform the uniform inputs in tape order, one value for all rows
 * @param rows the row inputs in tape order, row-major: row {@code r} starts at {@code r · stride}
 * @param stride the distance between two rows, at least the tape's number of row inputs
 */
public record Inputs(double[] uniform, double[] rows, int stride) {

  /** No uniform input, no row input. */
  public static final Inputs NONE = new Inputs(new double[0], new double[0], 0);
}
