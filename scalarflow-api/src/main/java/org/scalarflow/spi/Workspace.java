package org.scalarflow.spi;

import org.jspecify.annotations.Nullable;

/**
 * All mutable state of a kernel's runs. Opaque to callers: a kernel extends it with the arrays it
 * needs. It serves one thread at a time, any number of runs, and stays usable after a run that
 * failed or was interrupted.
 */
public abstract class Workspace {

  private final Kernel kernel;
  private @Nullable RowSums rowSums;

  /** A workspace for the runs of one kernel. */
  protected Workspace(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The kernel that this workspace was made by. */
  public final Kernel kernel() {
    return kernel;
  }

  /**
   * Checks that a kernel made this workspace.
   *
   * @throws IllegalArgumentException if another did
   */
  public final void requireOf(Kernel owner) {
    if (kernel != owner) {
      throw new IllegalArgumentException(
          "the workspace belongs to another kernel; use one that newWorkspace() of this kernel made");
    }
  }

  /** The sums of a batch that is run row by row; made at the first batch and kept. */
  final RowSums rowSums() {
    RowSums sums = rowSums;
    if (sums == null) {
      sums = new RowSums(kernel.tape().derivativeCount());
      rowSums = sums;
    }
    return sums;
  }
}
