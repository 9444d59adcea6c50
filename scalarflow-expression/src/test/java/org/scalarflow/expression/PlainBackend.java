package org.scalarflow.expression;

import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/** Runs parsed formulas with the plain kernel. */
final class PlainBackend implements Backend {

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return new TapeKernel(tape);
  }
}
