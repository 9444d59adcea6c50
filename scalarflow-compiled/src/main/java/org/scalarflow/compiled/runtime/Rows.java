package org.scalarflow.compiled.runtime;

import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;

/** Makes what runs single rows: generated code, or levels where there would be too much code. */
final class Rows implements Generation.Maker<Kernel> {

  private static final System.Logger LOGGER = System.getLogger(Rows.class.getName());

  private final TapeKernel plain;
  private final CompileOptions options;
  private final Settings settings;
  private final Services services;
  private final @Nullable UnitKernels units;

  /** Why there is no code. */
  private volatile String reason = "";

  /**
   * What makes code for a tape.
   *
   * @param units kernels for units; null if code is to do without
   */
  Rows(
      TapeKernel plain,
      CompileOptions options,
      Settings settings,
      Services services,
      @Nullable UnitKernels units) {
    this.plain = plain;
    this.units = units;
    this.options = options;
    this.settings = settings;
    this.services = services;
  }

  @Override
  public Kernel make() {
    Tape tape = plain.tape();
    PacedThread.start(tape.size());
    try {
      return new GeneratedKernel(tape, settings.rows(), services.emitter(), units);
    } catch (UnsupportedOperationException tooMuch) {
      reason = String.valueOf(tooMuch.getMessage());
      LOGGER.log(System.Logger.Level.DEBUG, "levels are taken {0}: {1}", purpose(), reason);
      Kernel kernel = services.levels().compile(tape, options);
      // A description needs the plan, so that no run has to wait for it.
      kernel.describe();
      return kernel;
    }
  }

  /** Levels are, because their backend goes on plainly where they are not. */
  @Override
  public boolean isWorthwhile(Kernel made) {
    return !(made instanceof GeneratedKernel code)
        || new WarmUp(code, settings.heating()).isWorthwhile(plain);
  }

  @Override
  public String describe(Kernel made) {
    return made instanceof GeneratedKernel
        ? "generated code: " + made.describe()
        : "no generated code, because " + reason + ": " + made.describe();
  }

  @Override
  public String purpose() {
    return "for a " + plain.tape();
  }
}
