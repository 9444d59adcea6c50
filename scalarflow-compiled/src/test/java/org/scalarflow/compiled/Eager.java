package org.scalarflow.compiled;

import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.compiled.ir.BatchLimits;
import org.scalarflow.compiled.ir.Limits;
import org.scalarflow.compiled.ir.VectorUse;
import org.scalarflow.compiled.runtime.Settings;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;

/** The compiled backend with one way of compilation, whatever is asked. */
record Eager(CompiledBackend backend, Compilation compilation) implements Backend {

  private static final Settings AT_ONCE = Settings.MEASURED.with(Settings.Vectors.AT_ONCE);

  private Eager(Settings settings, int threads) {
    this(new CompiledBackend(settings, threads), Compilation.EAGER);
  }

  /** As it is used, but at once, with the Vector API too. */
  Eager() {
    this(Limits.MEASURED);
  }

  Eager(Limits limits) {
    this(AT_ONCE.with(limits), 1);
  }

  /** Batches are shared out among threads. */
  static Eager onThreads(int threads) {
    return new Eager(AT_ONCE, threads);
  }

  /** As it is where the JVM has no Vector API. */
  static Eager portable() {
    return new Eager(Settings.MEASURED.with(Settings.Vectors.NEVER), 1);
  }

  /** Loops over the rows of a batch do one operation each. */
  static Eager unfused() {
    BatchLimits limits = new BatchLimits(14, 14, 1, 1, 2, 10_000, 1 << 20, VectorUse.NONE);
    return new Eager(Settings.MEASURED.with(limits), 1);
  }

  /** Everything that can be a loop is one, and methods are small, so that there are many. */
  static Eager rolled() {
    return new Eager(new Limits(0, 600, Integer.MAX_VALUE, 60, 2, 2, 3));
  }

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    Kernel kernel = backend.compile(tape, options.with(compilation));
    if (kernel.describe().contains("could not be generated")) {
      throw new AssertionError(kernel.describe());
    }
    return kernel;
  }

  @Override
  public void close() {
    backend.close();
  }
}
