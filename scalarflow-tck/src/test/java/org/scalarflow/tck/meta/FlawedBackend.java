package org.scalarflow.tck.meta;

import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/**
 * A backend whose kernels make one mistake.
 *
 * @param flaw the mistake
 */
record FlawedBackend(SweepFlaw flaw) implements Backend {

  @Override
  public String name() {
    return "flawed";
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return new FlawedKernel(tape, flaw);
  }
}
