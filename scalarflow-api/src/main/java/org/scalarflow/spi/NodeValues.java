package org.scalarflow.spi;

/**
 * Where the values of tape nodes are read from, for kernels that do not keep them in one array in
 * tape order.
 */
@FunctionalInterface
public interface NodeValues {

  /** The value of a tape node in the run, and the row, that is under way. */
  double of(int node);
}
