package org.scalarflow.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.locks.LockSupport;
import org.scalarflow.CompileOptions;
import org.scalarflow.CompileOptions.Compilation;
import org.scalarflow.compiled.runtime.Heating;
import org.scalarflow.compiled.runtime.Settings;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/**
 * The compiled backend in its tiers, each of them soon: the first run of a kernel is the plain
 * kernel's, then code is made, and all other runs are done by it, with the same workspace.
 */
final class Swapped implements Backend {

  /** Everything is hot, and all code is fast enough. */
  static final Heating AT_ONCE = new Heating(0, Double.POSITIVE_INFINITY, 0, 1, 1_000_000_000);

  /** The same after many runs of the plain kernel, and some of the code that nobody asked for. */
  static final Heating AFTER_A_WHILE =
      new Heating(1_000_000, Double.POSITIVE_INFINITY, 1_000_000, 20_000, 20_000_000_000L);

  private final CompiledBackend backend = new CompiledBackend(Settings.MEASURED.with(AT_ONCE), 1);

  @Override
  public String name() {
    return backend.name();
  }

  @Override
  public Kernel compile(Tape tape, CompileOptions options) {
    return new Swapping(backend.compile(tape, options.with(Compilation.TIERED)));
  }

  @Override
  public void close() {
    backend.close();
  }

  private static final long LOOK_NANOS = 100_000;

  /** Waits after a run until nothing is being generated any more. */
  private record Swapping(Kernel kernel) implements Kernel {

    @Override
    public Tape tape() {
      return kernel.tape();
    }

    @Override
    public Workspace newWorkspace() {
      return kernel.newWorkspace();
    }

    @Override
    public String describe() {
      return kernel.describe();
    }

    @Override
    public void evaluate(
        Workspace workspace, Inputs inputs, int first, int count, double[] values) {
      kernel.evaluate(workspace, inputs, first, count, values);
      await();
    }

    @Override
    public void differentiate(
        Workspace workspace, Inputs inputs, int first, int count, Seeds seeds, Gradients results) {
      kernel.differentiate(workspace, inputs, first, count, seeds, results);
      await();
    }

    private void await() {
      while (kernel.describe().contains("is being generated")) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
      assertThat(kernel.describe()).doesNotContain("could not be");
    }
  }
}
