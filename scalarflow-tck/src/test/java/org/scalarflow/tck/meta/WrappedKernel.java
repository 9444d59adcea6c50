package org.scalarflow.tck.meta;

import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** A kernel that leaves everything to a sound one; a flaw overrides what it gets wrong. */
class WrappedKernel implements Kernel {

  final Kernel inner;

  WrappedKernel(Kernel inner) {
    this.inner = inner;
  }

  @Override
  public Tape tape() {
    return inner.tape();
  }

  @Override
  public Workspace newWorkspace() {
    return inner.newWorkspace();
  }

  @Override
  public String describe() {
    return inner.describe();
  }

  @Override
  public void evaluate(Workspace workspace, Inputs inputs, int first, int count, double[] values) {
    around(workspace, () -> inner.evaluate(workspace, inputs, first, count, values));
  }

  @Override
  public void differentiate(
      Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
    around(workspace, () -> inner.differentiate(workspace, inputs, first, count, seeds, results));
  }

  /** Runs the sound kernel; for flaws that are the same with and without derivatives. */
  void around(Workspace workspace, Runnable run) {
    run.run();
  }
}
