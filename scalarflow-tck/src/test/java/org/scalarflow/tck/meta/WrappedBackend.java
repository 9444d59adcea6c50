package org.scalarflow.tck.meta;

import java.util.function.UnaryOperator;
import org.scalarflow.CompileOptions;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.tck.example.ExampleBackend;

/** The example backend with its kernels wrapped; a flaw overrides what it gets wrong. */
class WrappedBackend implements Backend {

  private final Backend inner = new ExampleBackend();
  private final UnaryOperator<Kernel> wrapper;

  WrappedBackend() {
    this(UnaryOperator.identity());
  }

  WrappedBackend(UnaryOperator<Kernel> wrapper) {
    this.wrapper = wrapper;
  }

  @Override
  public String name() {
    return "wrapped";
  }

  @Override
  public int priority() {
    return inner.priority();
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return wrapper.apply(inner.compile(tape, options));
  }

  @Override
  public void close() {
    inner.close();
  }
}
