package org.scalarflow.compiled;

import static org.assertj.core.api.Assumptions.assumeThat;

/** What tests assume of the JVM that they run in; they are skipped where it is not so. */
public final class JvmAssumptions {

  private JvmAssumptions() {}

  /** It was started with the Vector API. */
  public static void hasVectors() {
    assumeThat(ModuleLayer.boot().findModule("jdk.incubator.vector")).isPresent();
  }

  /** It compiles what is hot, with its second compiler too. */
  public static void compilesWell() {
    assumeThat(System.getProperty("java.vm.info"))
        .contains("mixed mode")
        .doesNotContain("emulated-client");
  }
}
