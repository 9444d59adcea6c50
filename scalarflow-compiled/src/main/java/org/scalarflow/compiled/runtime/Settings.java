package org.scalarflow.compiled.runtime;

import org.scalarflow.compiled.ir.BatchLimits;
import org.scalarflow.compiled.ir.Limits;

/**
 * What decides about code: how much of it, in which pieces, and when.
 *
 * @param rows for single rows
 * @param batches for batches
 * @param vectors when programs go over to the Vector API, where it is
 * @param heating when
 */
public record Settings(Limits rows, BatchLimits batches, Vectors vectors, Heating heating) {

  /** What was found best. */
  public static final Settings MEASURED =
      new Settings(Limits.MEASURED, BatchLimits.MEASURED, Vectors.WHEN_WARM, Heating.MEASURED);

  /** When batches and single rows go over to the Vector API. */
  public enum Vectors {
    /** When its code has become faster than portable code, which runs until then. */
    WHEN_WARM,
    /** Portable code is not made. */
    AT_ONCE,
    /** Never. */
    NEVER
  }

  /** The same with other limits for single rows. */
  public Settings with(Limits other) {
    return new Settings(other, batches, vectors, heating);
  }

  /** The same with other limits for batches. */
  public Settings with(BatchLimits other) {
    return new Settings(rows, other, vectors, heating);
  }

  /** The same with another moment for the Vector API. */
  public Settings with(Vectors other) {
    return new Settings(rows, batches, other, heating);
  }

  /** The same at other times. */
  public Settings with(Heating other) {
    return new Settings(rows, batches, vectors, other);
  }
}
