package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Pictures on machines without a screen, and without fonts. */
class HeadlessTest {

  @TempDir Path folder;

  /** What the other JVMs run. */
  static final class Program {

    private Program() {}

    public static void main(String[] arguments) {
      try {
        for (Map.Entry<String, Picture> one : Examples.all().entrySet()) {
          int bytes = one.getValue().png(PictureSize.DEFAULT).length;
          System.out.println(one.getKey() + " " + (bytes > 5_000));
        }
      } catch (ReportException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @Test
  void noScreenIsNeeded() throws Exception {
    assertThat(run(Map.of("DISPLAY", ":99"), "-Djava.awt.headless=true"))
        .containsExactly(
            "bands true",
            "confusion true",
            "dots true",
            "learning true",
            "log true",
            "norms true",
            "roc true",
            "surface true",
            "weights true");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void missingFontsAreToldInOneException() throws Exception {
    Path configuration = folder.resolve("fonts.conf");
    Files.writeString(
        configuration, "<?xml version=\"1.0\"?>\n<fontconfig><dir>/none</dir></fontconfig>\n");

    assertThat(
            run(
                Map.of("FONTCONFIG_FILE", configuration.toString()),
                "-Djava.awt.headless=true",
                // Java keeps what it found there before.
                "-Duser.home=" + folder))
        .singleElement()
        .asString()
        .startsWith("refused: no letters can be drawn: Java finds no fonts on this machine")
        .contains("install fontconfig and a font");
  }

  private List<String> run(Map<String, String> environment, String... flags)
      throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"));
    builder.command().addAll(List.of(flags));
    builder.command().add(Program.class.getName());
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
