package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --plugin} with jars that are compiled here. */
class PluginsTest {

  private static final String OPERATOR =
      """
      package plugin;
      public final class Cube implements org.scalarflow.Operator.Unary {
        public String name() { return "cube"; }
        public double value(double x) { return x * x * x; }
        public double partial(double x, double result) { return 3 * x * x; }
      }
      """;

  private static final String BACKEND =
      """
      package plugin;
      import org.scalarflow.CompileOptions;
      import org.scalarflow.spi.*;
      public final class Mine implements Backend {
        public String name() { return "mine"; }
        public int priority() { return 500; }
        public Kernel compile(Tape tape, CompileOptions options) { return new TapeKernel(tape); }
      }
      """;

  @TempDir static Path folder;

  private static String operatorJar = "";
  private static String backendJar = "";
  private static String brokenJar = "";

  @BeforeAll
  static void buildJars() throws IOException {
    operatorJar = jar("operator", "Cube", OPERATOR, "org.scalarflow.Operator", "plugin.Cube");
    backendJar = jar("backend", "Mine", BACKEND, "org.scalarflow.spi.Backend", "plugin.Mine");
    brokenJar = jar("broken", "Mine", BACKEND, "org.scalarflow.spi.Backend", "plugin.Missing");
  }

  private static String jar(
      String name, String className, String source, String service, String provider)
      throws IOException {
    Path sources = Files.createDirectories(folder.resolve(name));
    Path file = Files.writeString(sources.resolve(className + ".java"), source);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-classpath",
                System.getProperty("java.class.path"),
                "-d",
                sources.toString(),
                file.toString());
    assertThat(result).isZero();
    Path jar = folder.resolve(name + ".jar");
    try (OutputStream target = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(target)) {
      out.putNextEntry(new JarEntry("META-INF/services/" + service));
      out.write(provider.getBytes(StandardCharsets.UTF_8));
      out.putNextEntry(new JarEntry("plugin/" + className + ".class"));
      out.write(Files.readAllBytes(sources.resolve("plugin/" + className + ".class")));
    }
    return jar.toString();
  }

  @Test
  void anOperatorCanBeUsed() {
    Outcome outcome = Outcome.of("explain", "cube(x)", "x=2", "--plugin", operatorJar);
    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out()).contains("L      = 8.0\n", "∂L/∂x  = 12.0\n");
    assertThat(Outcome.of("--plugin", operatorJar, "operators").out())
        .containsPattern("\ncube +1 operand +plugin\\.Cube in file:.*operator\\.jar\n");
  }

  @Test
  void aBackendCanBeUsedOrChosen() {
    assertThat(Outcome.of("backends", "--plugin", backendJar).out())
        .containsPattern("mine +500 .* plugin\\.Mine in file:.*backend\\.jar\n")
        .contains("used: mine, highest priority (500)");
    assertThat(Outcome.of("explain", "x", "x=1", "--plugin", backendJar).out())
        .contains("Computed by the backend mine ");
    assertThat(
            Outcome.of("explain", "x", "x=1", "--plugin", backendJar, "--backend", "naive").out())
        .contains("Computed by the backend naive ");
    assertThat(Outcome.of("train", "--data", "iris", "--epochs", "1", "--plugin", backendJar).out())
        .contains("backend   mine ");
  }

  @Test
  void severalPluginsWorkTogetherAndABrokenOneHidesNothing() {
    Outcome outcome =
        Outcome.of(
            List.of(
                    "backends",
                    "--plugin",
                    brokenJar,
                    "--plugin",
                    backendJar,
                    "--plugin",
                    operatorJar)
                .toArray(String[]::new));
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("cannot be used: ", "plugin.Missing")
        .contains("used: mine, highest priority (500)");
  }

  @Test
  void aPluginLeavesNoTrace() {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    Outcome.of("backends", "--plugin", backendJar);
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
    assertThat(Outcome.of("backends").out()).doesNotContain("mine");
  }

  @Test
  void whatIsNotAJarIsBadInput() throws IOException {
    Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
    Outcome outcome = Outcome.of("backends", "--plugin", text.toString());
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("scalarflow: plugin " + text + " is not a jar: ");
    Outcome missing = Outcome.of("operators", "--plugin", folder.resolve("nix.jar").toString());
    assertThat(missing.exitCode()).isEqualTo(2);
    assertThat(missing.err())
        .isEqualTo(
            "scalarflow: there is no plugin '"
                + folder.resolve("nix.jar")
                + "'; --plugin takes the path of a jar\n");
    Outcome empty = Outcome.of("operators", "--plugin", "");
    assertThat(empty.exitCode()).isEqualTo(2);
    assertThat(empty.err()).startsWith("scalarflow: there is no plugin ''; ").hasLineCount(1);
  }
}
