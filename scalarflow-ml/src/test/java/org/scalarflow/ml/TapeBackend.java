package org.scalarflow.ml;

import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/** A backend of the plain tape kernel, given by instance; others are discovered. */
public final class TapeBackend implements Backend {

  @Override
  public String name() {
    return "tape-for-tests";
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return new TapeKernel(tape);
  }
}
