package org.scalarflow.compiled;

import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/** The compiled backend with one way of compilation, whatever is asked. */
record Eager(CompiledBackend backend, Compilation compilation) implements Backend {

  Eager() {
    this(new CompiledBackend(), Compilation.EAGER);
  }

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return backend.compile(tape, options.with(compilation));
  }

  @Override
  public void close() {
    backend.close();
  }
}
