package org.scalarflow.it.packed;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import org.eclipse.collections.api.RichIterable;
import org.eclipse.collections.impl.list.mutable.FastList;
import org.objectweb.asm.ClassWriter;
import org.scalarflow.Graph;
import org.scalarflow.cli.Main;
import org.scalarflow.compiled.CompiledBackend;
import org.scalarflow.expression.Expressions;
import org.scalarflow.ml.Experiment;
import org.scalarflow.naive.NaiveBackend;
import org.scalarflow.parallel.ParallelBackend;
import org.scalarflow.report.Picture;
import org.scalarflow.tck.BackendVerification;

/** Where this build put its jars: from {@code package} on, they are on the tests' class path. */
final class PackedJars {

  private PackedJars() {}

  static Path api() {
    return jarOf(Graph.class);
  }

  static Path naive() {
    return jarOf(NaiveBackend.class);
  }

  static Path parallel() {
    return jarOf(ParallelBackend.class);
  }

  static Path compiled() {
    return jarOf(CompiledBackend.class);
  }

  /** The library with which the compiled backend writes class files. */
  static Path asm() {
    return jarOf(ClassWriter.class);
  }

  static Path command() {
    return jarOf(Main.class);
  }

  /** The folder that the launcher runs: {@code scalarflow.jar}, and {@code lib} beside it. */
  static Path commandFolder() {
    return command().resolveSibling("command");
  }

  /** The jars that others may use in their programs. */
  static List<Path> libraries() {
    return List.of(
        api(),
        naive(),
        parallel(),
        compiled(),
        jarOf(Expressions.class),
        jarOf(BackendVerification.class),
        jarOf(Experiment.class),
        jarOf(Picture.class));
  }

  /** What a program needs to use graphs: the API and what stands behind it, and no backend. */
  static List<Path> apiWithDependencies() {
    return List.of(api(), jarOf(RichIterable.class), jarOf(FastList.class));
  }

  private static Path jarOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      Path place = Path.of(source.getLocation().toURI());
      if (!Files.isRegularFile(place)) {
        throw new IllegalStateException(
            place + " is not a packed jar; run this test with 'mvn verify'");
      }
      return place;
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
