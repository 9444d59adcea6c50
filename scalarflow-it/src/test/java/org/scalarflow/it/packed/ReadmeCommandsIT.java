package org.scalarflow.it.packed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.it.documents.Page;

/** Each command that the README shows, typed as it stands there but for one that takes long. */
@TestInstance(Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the README's commands are for a Unix shell")
class ReadmeCommandsIT {

  /** Names that stand for a file of the reader's. */
  private static final String READERS_FILE = ".*\\bmy\\.\\w+.*";

  /** The study takes minutes; a smaller one writes the same files. */
  private static final String SMALLER = " --depths 1,2 --seeds 2 --epochs 2";

  private Launcher launcher;

  @BeforeAll
  void layOut(@TempDir Path folder) throws Exception {
    launcher = new Launcher(folder.resolve("clone"));
  }

  static List<String> commands() throws IOException {
    return all().stream().filter(line -> !line.matches(READERS_FILE)).toList();
  }

  private static List<String> all() throws IOException {
    return Page.of("README.md").blocks("sh").stream()
        .flatMap(block -> block.lines().stream())
        .filter(line -> line.startsWith("./scalarflow"))
        .toList();
  }

  @Test
  void mostCommandsNeedNoFile() throws IOException {
    assertThat(commands()).hasSizeGreaterThanOrEqualTo(7).contains("./scalarflow");
    assertThat(all()).hasSizeLessThanOrEqualTo(commands().size() + 2);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theCommandDoesWhatItSays(String command) throws Exception {
    String typed =
        command.startsWith("./scalarflow study")
            ? command.replaceFirst("( *#.*)?$", SMALLER)
            : command;
    Jvm.Result result = Jvm.run(launcher.home(), List.of("sh", "-c", typed), Map.of());

    assertThat(result.exitCode()).as(result.errors()).isZero();
    assertThat(result.output()).isNotBlank();
    if (command.contains("--out depth")) {
      assertThat(launcher.home().resolve("depth/report.html")).isNotEmptyFile();
    }
    if (command.contains("--dot graph.dot")) {
      assertThat(Files.readString(launcher.home().resolve("graph.dot"))).startsWith("digraph");
    }
    if (command.contains("--save iris.json")) {
      assertThat(Files.readString(launcher.home().resolve("iris.json"))).startsWith("{\n");
    }
    if (command.contains("--plot pictures")) {
      assertThat(launcher.home().resolve("pictures").resolve("decision-surface.png")).exists();
      assertThat(launcher.home().resolve("pictures").resolve("report.html")).exists();
    }
  }
}
