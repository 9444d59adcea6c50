package org.scalarflow.compiled.runtime;

import org.scalarflow.compiled.ir.BatchLimits;
import org.scalarflow.compiled.ir.Limits;

/**
 * What decides about code: how much of it, in which pieces, and when.
 *
 * @param rows for single rows
 * @param batches for batches
 * @param heating when
 */
public record Settings(Limits rows, BatchLimits batches, Heating heating) {

  /** What was found best. */
  public static final Settings MEASURED =
      new Settings(Limits.MEASURED, BatchLimits.MEASURED, Heating.MEASURED);

  /** The same with other limits for single rows. */
  public Settings with(Limits other) {
    return new Settings(other, batches, heating);
  }

  /** The same with other limits for batches. */
  public Settings with(BatchLimits other) {
    return new Settings(rows, other, heating);
  }

  /** The same at other times. */
  public Settings with(Heating other) {
    return new Settings(rows, batches, other);
  }
}
