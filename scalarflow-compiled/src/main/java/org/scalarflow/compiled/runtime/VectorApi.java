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
  private static final String PACKAGE = "org.scalarflow.compiled.vector.";

  private static final boolean PRESENT = isPresent();
  private static final @Nullable TileCode TILES = find(TileCode.class, "VectorTiles");
  private static final @Nullable FunctionCode FUNCTIONS =
      find(FunctionCode.class, "VectorFunctions");

  private VectorApi() {}

  /** Parts of dense layers, or null where the module is missing. */
  static @Nullable TileCode tiles() {
    return TILES;
  }

  /** Elementary functions, or null where the module is missing. */
  static @Nullable FunctionCode functions() {
    return FUNCTIONS;
  }

  private static boolean isPresent() {
    Optional<Module> module = ModuleLayer.boot().findModule(MODULE);
    if (module.isEmpty()) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "batches are run without the Vector API, since the JVM was started without"
              + " --add-modules "
              + MODULE);
      return false;
    }
    VectorApi.class.getModule().addReads(module.get());
    return true;
  }

  private static <T> @Nullable T find(Class<T> type, String name) {
    if (!PRESENT) {
      return null;
    }
    try {
      return type.cast(Class.forName(PACKAGE + name).getConstructor().newInstance());
    } catch (ReflectiveOperationException | LinkageError missing) {
      LOG.log(System.Logger.Level.DEBUG, "batches are run without the Vector API", missing);
      return null;
    }
  }
}
