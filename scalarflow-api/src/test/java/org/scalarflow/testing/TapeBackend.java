package org.scalarflow.testing;

import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/** Runs every request on the plain tape kernel. */
public final class TapeBackend implements Backend {

  @Override
  public String name() {
    return "tape";
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return new TapeKernel(tape);
  }
}
