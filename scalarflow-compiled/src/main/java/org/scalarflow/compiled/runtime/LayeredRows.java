package org.scalarflow.compiled.runtime;

import org.scalarflow.CompileOptions;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.TapeKernel;

/** Makes code for single rows with vectors for units, to take over from code without. */
final class LayeredRows implements Generation.Maker<Kernel> {

  private final TapeKernel plain;
  private final CompileOptions.Precision precision;
  private final Settings settings;
  private final Services services;
  private final Generation<Kernel> portable;

  LayeredRows(
      TapeKernel plain,
      CompileOptions.Precision precision,
      Settings settings,
      Services services,
      Generation<Kernel> portable) {
    this.plain = plain;
    this.precision = precision;
    this.settings = settings;
    this.services = services;
    this.portable = portable;
  }

  @Override
  public Kernel make() {
    if (portable.code() instanceof GeneratedKernel before && before.mayHaveLayers()) {
      PacedThread.start(plain.tape().size());
      UnitKernels units = VectorKernels.ofThisMachine().units(precision);
      GeneratedKernel made =
          new GeneratedKernel(plain.tape(), settings.rows(), services.emitter(), units);
      if (made.hasLayers()) {
        return made;
      }
    }
    throw new UnsupportedOperationException("there are no layers of units in it");
  }

  @Override
  public boolean isWorthwhile(Kernel made) {
    GeneratedKernel code = (GeneratedKernel) made;
    if (!(portable.code() instanceof GeneratedKernel before)) {
      return false;
    }
    long end = System.nanoTime() + settings.heating().mostNanos();
    FunctionRehearsal rehearsal = new FunctionRehearsal(VectorKernels.ofThisMachine().functions());
    code.functions().forEach(function -> rehearsal.rehearse(function, end));
    return new WarmUp(code, settings.heating()).isBetterThan(before);
  }

  @Override
  public String describe(Kernel made) {
    return "generated code: " + made.describe();
  }

  @Override
  public String purpose() {
    return "for a " + plain.tape();
  }

  @Override
  public String otherwise() {
    return "portable code goes on";
  }
}
