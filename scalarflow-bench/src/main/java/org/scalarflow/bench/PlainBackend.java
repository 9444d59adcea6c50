package org.scalarflow.bench;

import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/** The plain tape kernel as a backend: what every real backend is also measured against. */
final class PlainBackend implements Backend {

  static final String NAME = "plain";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return new TapeKernel(tape);
  }
}
