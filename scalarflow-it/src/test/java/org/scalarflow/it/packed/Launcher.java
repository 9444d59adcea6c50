package org.scalarflow.it.packed;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of the launcher beside the packed command, as it is after a build: it has nothing to
 * build.
 */
final class Launcher {

  private final Path home;

  /** Lays it out in a new folder. */
  Launcher(Path home) throws IOException {
    this.home = home;
    Files.createDirectories(home);
    Path script = root().resolve("scalarflow");
    Files.copy(script, home.resolve("scalarflow"), COPY_ATTRIBUTES);
    Path target = home.resolve("scalarflow-cli").resolve("target").resolve("launcher");
    Path source = PackedJars.commandFolder();
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    Files.createFile(target.resolve("built"));
  }

  private static Path root() {
    Path folder = PackedJars.command();
    while (!Files.isRegularFile(folder.resolve("scalarflow"))) {
      folder = folder.getParent();
    }
    return folder;
  }

  Path home() {
    return home;
  }

  /** Runs it in a folder with arguments. */
  Jvm.Result run(Path folder, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("scalarflow").toString());
    command.addAll(List.of(arguments));
    return Jvm.run(folder, command, variables);
  }
}
