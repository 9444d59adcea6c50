package org.scalarflow.tck;

import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/** The kit passes on the plain tape kernel. */
class TapeKernelVerificationTest extends BackendVerification {

  @Override
  protected Backend createBackend() {
    return new TapeBackend();
  }

  static final class TapeBackend implements Backend {

    @Override
    public String name() {
      return "tape";
    }

    @Override
    public Kernel compile(Tape tape, CompileOptions options) {
      return new TapeKernel(tape);
    }
  }
}
