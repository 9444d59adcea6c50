package org.scalarflow.compiled.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.scalarflow.CompileOptions;
import org.scalarflow.compiled.emit.LayerCode;
import org.scalarflow.compiled.ir.VectorUse;

/**
 * What is compiled with the Vector API: apart from all other code, and only by JDKs that have the
 * incubator module, so that it is known here by name alone.
 *
 * @param tiles parts of dense layers
 * @param functions elementary functions
 * @param layers sums of layers of single rows
 * @param fastLayers the same, fused and in other orders
 * @param methods a class with a static method for each rule that loops over rows can be made of
 */
record VectorKernels(
    TileCode tiles,
    FunctionCode functions,
    LayerCode layers,
    LayerCode fastLayers,
    Class<?> methods) {

  private static final System.Logger LOG = System.getLogger(VectorKernels.class.getName());
  private static final String MODULE = "jdk.incubator.vector";
  private static final String PACKAGE = "org.scalarflow.compiled.vector.";

  /** Loaded when they are first asked for, as that takes some tenths of a second. */
  private static final class Found {

    static final @Nullable VectorKernels KERNELS = load();

    private Found() {}
  }

  /** Null where the JVM was started without the module. */
  static @Nullable VectorKernels find() {
    return Found.KERNELS;
  }

  /** Those for code that is made with vectors at once; else null. */
  static @Nullable VectorKernels atOnce(Settings settings) {
    return settings.vectors() == Settings.Vectors.AT_ONCE ? find() : null;
  }

  /** Whether code with vectors may take over later. Loads nothing. */
  static boolean mayTakeOver(Settings settings) {
    return settings.vectors() == Settings.Vectors.WHEN_WARM
        && ModuleLayer.boot().findModule(MODULE).isPresent();
  }

  /**
   * Those for code that takes over later.
   *
   * @throws UnsupportedOperationException if there are none that are fast on this machine
   */
  static VectorKernels ofThisMachine() {
    VectorKernels found = find();
    if (found == null || !found.tiles.isOfThisMachine()) {
      throw new UnsupportedOperationException("this machine has no vectors of 256 bits");
    }
    return found;
  }

  /** The kernels for units of single rows. */
  UnitKernels units(CompileOptions.Precision precision) {
    return precision == CompileOptions.Precision.FAST
        ? new UnitKernels(VectorUse.FAST, fastLayers, functions)
        : new UnitKernels(VectorUse.STRICT, layers, functions);
  }

  private static @Nullable VectorKernels load() {
    Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
    if (module.isEmpty()) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "code is made without the Vector API, since the JVM was started without"
              + " --add-modules "
              + MODULE);
      return null;
    }
    try {
      VectorKernels.class.getModule().addReads(module.get());
      return new VectorKernels(
          make(TileCode.class, "VectorTiles"),
          make(FunctionCode.class, "VectorFunctions"),
          make(LayerCode.class, "VectorLayers"),
          make(LayerCode.class, "FusedLayers"),
          Class.forName(PACKAGE + "VectorRules"));
    } catch (ReflectiveOperationException | LinkageError missing) {
      LOG.log(System.Logger.Level.DEBUG, "code is made without the Vector API", missing);
      return null;
    }
  }

  private static <T> T make(Class<T> type, String name) throws ReflectiveOperationException {
    return type.cast(Class.forName(PACKAGE + name).getConstructor().newInstance());
  }
}
