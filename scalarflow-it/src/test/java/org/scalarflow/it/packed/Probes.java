package org.scalarflow.it.packed;

import java.io.IOException;
import java.nio.file.Path;

/** Jars with one provider each, good and bad. */
final class Probes {

  static final String BACKEND = "org.scalarflow.spi.Backend";
  static final String OPERATOR = "org.scalarflow.Operator";

  private static final String BACKEND_CLASS =
      """
      import org.scalarflow.CompileOptions;
      import org.scalarflow.spi.*;

      public final class Provider %s implements Backend {
        public Provider() {
          %s
        }

        public String name() {
          return "%s";
        }

        public int priority() {
          return %d;
        }

        public Kernel compile(Tape tape, CompileOptions options) {
          return new TapeKernel(tape);
        }
      }
      """;

  private static final String OPERATOR_CLASS =
      """
      import org.scalarflow.*;

      public final class Provider %s implements Operator {
        public Provider() {
          %s
        }

        public String name() {
          return "%s";
        }

        public Arity arity() {
          return Arity.UNARY;
        }

        public double value(double[] x) {
          return x[0] * x[0] * x[0];
        }

        public void partials(double[] x, double result, double[] partials) {
          partials[0] = 3 * x[0] * x[0];
        }
      }
      """;

  private static final String FAILING =
      "if (true) throw new IllegalStateException(\"no licence\");";

  private final Path folder;

  Probes(Path folder) {
    this.folder = folder;
  }

  Path backend(String module, String name, int priority) throws IOException {
    return backend(module, BACKEND_CLASS.formatted("", "", name, priority)).in(folder);
  }

  Path backendThatThrows(String module) throws IOException {
    return backend(module, BACKEND_CLASS.formatted("", FAILING, module, 1_000)).in(folder);
  }

  /** Its superclass is not in the jar. */
  Path backendWithoutSuperclass(String module) throws IOException {
    return backend(module, BACKEND_CLASS.formatted("extends Absent", "", module, 1_000))
        .source("Absent", "public class Absent {}")
        .leaveOut("Absent")
        .in(folder);
  }

  /** It is registered, and not in the jar; its package is. */
  Path backendWithoutClass(String module) throws IOException {
    return backend(module, BACKEND_CLASS.formatted("", "", module, 1_000))
        .source("Present", "public class Present {}")
        .leaveOut("Provider")
        .in(folder);
  }

  Path operator(String module, String name) throws IOException {
    return operatorJar(module, OPERATOR_CLASS.formatted("", "", name)).in(folder);
  }

  Path operatorThatThrows(String module) throws IOException {
    return operatorJar(module, OPERATOR_CLASS.formatted("", FAILING, module)).in(folder);
  }

  /** Its superclass is not in the jar. */
  Path operatorWithoutSuperclass(String module) throws IOException {
    return operatorJar(module, OPERATOR_CLASS.formatted("extends Absent", "", module))
        .source("Absent", "public class Absent {}")
        .leaveOut("Absent")
        .in(folder);
  }

  private static JarMaker backend(String module, String code) {
    return new JarMaker(module).source("Provider", code).provides(BACKEND, "Provider");
  }

  private static JarMaker operatorJar(String module, String code) {
    return new JarMaker(module).source("Provider", code).provides(OPERATOR, "Provider");
  }
}
