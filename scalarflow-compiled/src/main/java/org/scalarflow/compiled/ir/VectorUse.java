package org.scalarflow.compiled.ir;

/** Whether batches and single rows are run with the Vector API, and with which bits. */
public enum VectorUse {
  /** Without. */
  NONE,
  /** With the bits of the portable code. */
  STRICT,
  /**
   * With fused operations, other orders of sums, and other elementary functions, within their
   * bounds.
   */
  FAST
}
