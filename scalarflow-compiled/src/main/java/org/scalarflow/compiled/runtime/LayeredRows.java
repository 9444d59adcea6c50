package org.scalarflow.compiled.runtime;

import org.scalarflow.compiled.emit.LayerCode;
import org.scalarflow.compiled.ir.PacedThread;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.TapeKernel;

/** Makes code for single rows with vectors for layers, to take over from code without. */
final class LayeredRows implements Generation.Maker<Kernel> {

  private final TapeKernel plain;
  private final Settings settings;
  private final Services services;
  private final LayerCode layers;
  private final Generation<Kernel> portable;

  LayeredRows(
      TapeKernel plain,
      Settings settings,
      Services services,
      LayerCode layers,
      Generation<Kernel> portable) {
    this.plain = plain;
    this.settings = settings;
    this.services = services;
    this.layers = layers;
    this.portable = portable;
  }

  @Override
  public Kernel make() {
    if (portable.code() instanceof GeneratedKernel before && before.mayHaveLayers()) {
      PacedThread.start(plain.tape().size());
      GeneratedKernel made =
          new GeneratedKernel(plain.tape(), settings.rows(), services.emitter(), layers);
      if (made.hasLayers()) {
        return made;
      }
    }
    throw new UnsupportedOperationException("there are no layers in it");
  }

  @Override
  public boolean isWorthwhile(Kernel made) {
    Kernel before = portable.code();
    return new WarmUp((GeneratedKernel) made, settings.heating())
        .isWorthwhile(before == null ? plain : before);
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
