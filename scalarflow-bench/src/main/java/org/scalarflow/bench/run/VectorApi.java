package org.scalarflow.bench.run;

import java.lang.module.ModuleFinder;
import org.scalarflow.bench.hand.VectorKernels;

/** Whether the Vector API can be used in forks. */
final class VectorApi {

  static final String MODULE = "jdk.incubator.vector";

  private VectorApi() {}

  static boolean hasModule() {
    return ModuleFinder.ofSystem().find(MODULE).isPresent();
  }

  static boolean isUsable() {
    return hasModule() && VectorKernels.isCompiled();
  }

  static String whyNot() {
    return hasModule()
        ? "the benchmarks were built by a JDK without the module " + MODULE
        : "this JVM has no module " + MODULE;
  }
}
