package org.scalarflow.naive;

import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/** The backend {@code naive}: recursive and memoised in both directions, made to be read. */
public final class NaiveBackend implements Backend {

  /** The backend; it has no state. */
  public NaiveBackend() {}

  @Override
  public String name() {
    return "naive";
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return new NaiveKernel(tape);
  }
}
