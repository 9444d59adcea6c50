package org.scalarflow.compiled.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the kernels with the Vector API. They are compiled apart from all other code, and only by
 * JDKs that have the incubator module, so they are known here by name alone.
 */
final class VectorApi {

  private static final System.Logger LOG = System.getLogger(VectorApi.class.getName());
  private static final String MODULE = "jdk.incubator.vector";
  private static final String TILES = "org.scalarflow.compiled.vector.VectorTiles";

  private static final @Nullable TileCode KERNELS = find();

  private VectorApi() {}

  /** The kernels, or null where the module is missing. */
  static @Nullable TileCode tiles() {
    return KERNELS;
  }

  private static @Nullable TileCode find() {
    Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
    if (module.isEmpty()) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "batches are run without the Vector API, since the JVM was started without"
              + " --add-modules "
              + MODULE);
      return null;
    }
    try {
      VectorApi.class.getModule().addReads(module.get());
      return (TileCode) Class.forName(TILES).getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError missing) {
      LOG.log(System.Logger.Level.DEBUG, "batches are run without the Vector API", missing);
      return null;
    }
  }
}
