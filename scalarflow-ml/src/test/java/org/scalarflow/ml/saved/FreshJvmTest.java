package org.scalarflow.ml.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models saved by one JVM and loaded by another, in other places of the world. */
@Timeout(300)
class FreshJvmTest {

  @TempDir private Path folder;

  private List<String> run(String what, String... flags) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(ModelFiles.class.getName(), what, folder.toString()));
    Path errors = folder.resolve("errors.txt");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    byte[] out = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return new String(out, StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void eachKindGivesTheSameBitsInAFreshJvm() throws IOException, InterruptedException {
    List<String> saved = run("save", "-Duser.language=de", "-Dfile.encoding=ISO-8859-1");
    assertThat(saved).hasSameSizeAs(ModelFiles.experiments().keySet());
    List<String> loaded = run("load", "-Duser.language=ar", "-Dfile.encoding=US-ASCII");
    assertThat(loaded).isEqualTo(saved);
    for (String name : ModelFiles.experiments().keySet()) {
      assertThat(folder.resolve(name + "-again.json"))
          .hasSameBinaryContentAs(folder.resolve(name + ".json"));
    }
  }
}
