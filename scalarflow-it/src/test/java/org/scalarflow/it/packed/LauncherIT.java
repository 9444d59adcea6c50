package org.scalarflow.it.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the command behind it. */
@TestInstance(Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class LauncherIT {

  private Path elsewhere;
  private Path folder;
  private Launcher launcher;

  @BeforeAll
  void layOut(@TempDir Path folder) throws Exception {
    this.folder = folder;
    launcher = new Launcher(folder.resolve("a clone of ScalarFlow"));
    elsewhere = Files.createDirectory(folder.resolve("some 'other' folder"));
  }

  private Jvm.Result run(String... arguments) throws Exception {
    return launcher.run(elsewhere, Map.of(), arguments);
  }

  @Test
  void itTellsItsVersionFromAnyFolder() throws Exception {
    Jvm.Result result = run("--version");

    assertThat(result.exitCode()).isZero();
    String version = PackedJars.command().getFileName().toString();
    assertThat(version).contains(result.output().lines().findFirst().orElseThrow().split(" ")[1]);
    assertThat(result.errors()).isEmpty();
  }

  @Test
  void argumentsArriveAsTheyAre() throws Exception {
    Jvm.Result result = run("explain", "x * 2", "x=21");

    assertThat(result.errors()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).contains("42");

    String name = "a \"strange\" $HOME * 'name'.csv";
    Jvm.Result lost = run("train", "--data", name);
    assertThat(lost.exitCode()).isEqualTo(2);
    assertThat(lost.output()).isEmpty();
    assertThat(lost.errors()).contains(name).doesNotContain("\tat ");
  }

  @Test
  void filesAreTheCallersOwn() throws Exception {
    assertThat(run("explain", "x * 2", "x=21", "--dot", "my graph.dot").exitCode()).isZero();

    assertThat(elsewhere.resolve("my graph.dot")).content().startsWith("digraph");
  }

  @Test
  void aLinkIsAsGoodAsTheFile() throws Exception {
    Path link =
        Files.createSymbolicLink(elsewhere.resolve("sf"), launcher.home().resolve("scalarflow"));

    Jvm.Result result = Jvm.run(elsewhere, List.of(link.toString(), "--version"), Map.of());
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).isNotEmpty();
  }

  @Test
  void jarsOfYourOwnJoinByOptionAndByVariable() throws Exception {
    Probes probes = new Probes(folder);
    Path backend = probes.backend("alpha", "quick", 500);
    Path operator = probes.operator("beta", "cube");
    Path broken = probes.backendThatThrows("throwing");
    String[] command = {"explain", "cube(x)", "x=2", "--backend", "quick", "--json"};

    Jvm.Result byVariable =
        launcher.run(
            elsewhere,
            Map.of("SCALARFLOW_CLASSPATH", Jvm.path(List.of(backend, operator))),
            command);
    assertThat(byVariable.errors()).isEmpty();
    assertThat(byVariable.exitCode()).isZero();
    assertThat(byVariable.output()).contains("8.0").contains("12.0").contains("\"cube\"");

    Jvm.Result byOption =
        run(
            "explain",
            "cube(x)",
            "x=2",
            "--backend",
            "quick",
            "--json",
            "--plugin",
            backend.toString(),
            "--plugin",
            operator.toString(),
            "--plugin",
            broken.toString());
    assertThat(byOption.output()).isEqualTo(byVariable.output());
    assertThat(byOption.exitCode()).isZero();

    Jvm.Result without = run("explain", "cube(x)", "x=2");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.errors()).contains("cube");

    Jvm.Result list = run("backends", "--plugin", backend.toString());
    assertThat(list.exitCode()).isZero();
    assertThat(list.output()).contains("quick").contains("500").contains("naive");
  }

  @Test
  void theJarRunsByItself() throws Exception {
    Path jar = PackedJars.commandFolder().resolve("scalarflow.jar");

    Jvm.Result result =
        Jvm.java(elsewhere, List.of("-jar", jar.toString()), List.of("explain", "x * 2", "x=21"));
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).contains("42");
  }
}
