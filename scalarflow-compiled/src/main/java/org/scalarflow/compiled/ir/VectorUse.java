package org.scalarflow.compiled.ir;

/** Whether batches are run with the Vector API, and with which bits. */
public enum VectorUse {
  /** Without. */
  NONE,
  /** With the bits of the portable code. */
  STRICT,
  /** With other elementary functions, within their bounds. */
  FAST
}
