package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own: locales, pipes and signals. */
@Timeout(300)
class ProcessTest {

  private static final int INTERRUPTED = 130;
  private static final int SIGINT = 2;

  private static ProcessBuilder command(List<String> jvmFlags, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmFlags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }

  private static String output(List<String> jvmFlags, String... arguments)
      throws IOException, InterruptedException {
    Process process =
        command(jvmFlags, arguments).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    byte[] bytes = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-US", "tr-TR", "ar-EG-u-nu-arab", "hi-IN-u-nu-deva"})
  void theLocaleAndCharsetChangeNoByte(String tag) throws IOException, InterruptedException {
    String[] parts = tag.split("-", 3);
    List<String> flags =
        new ArrayList<>(
            List.of(
                "-Duser.language=" + parts[0],
                "-Duser.country=" + parts[1],
                "-Dfile.encoding=US-ASCII",
                "-Dstdout.encoding=US-ASCII"));
    if (parts.length > 2) {
      flags.add("-Duser.extensions=" + parts[2]);
    }
    assertThat(output(flags, "explain", "sin(i*x) - 1e-5", "i=1.5", "x=-2000.25"))
        .isEqualTo(Outcome.of("explain", "sin(i*x) - 1e-5", "i=1.5", "x=-2000.25").out());
    assertThat(output(flags, "train", "--data", "iris", "--epochs", "2"))
        .isEqualTo(Outcome.of("train", "--data", "iris", "--epochs", "2").out());
  }

  /** Whoever started this JVM may have had Ctrl-C ignored; then all its children ignore it too. */
  private static boolean isInterruptIgnored() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) >> (SIGINT - 1) & 1) == 1);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void ctrlCEndsWith130() throws IOException, InterruptedException {
    assumeFalse(isInterruptIgnored(), "interrupts are ignored here");
    Process process =
        command(List.of(), "train", "--data", "breast-cancer", "--epochs", "100000").start();
    try (BufferedReader err =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      // After a tenth of the epochs comes the first line: it is training.
      assertThat(err.readLine()).contains("10000");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor()).isEqualTo(INTERRUPTED);
      assertThat(err.lines().toList()).last().isEqualTo("scalarflow: interrupted");
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aStudyGoesOnAfterCtrlC(@TempDir Path folder) throws IOException, InterruptedException {
    assumeFalse(isInterruptIgnored(), "interrupts are ignored here");
    String[] study = {
      "study",
      "vanishing-gradient",
      "--depths",
      "1,2",
      "--activations",
      "relu",
      "--inits",
      "he",
      "--seeds",
      "30",
      "--epochs",
      "100",
      "--width",
      "4",
      "--out"
    };
    Process process = command(List.of(), with(study, folder.resolve("interrupted"))).start();
    try (BufferedReader err =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      assertThat(err.readLine()).startsWith("training 6 of 60: ");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor()).isEqualTo(INTERRUPTED);
      assertThat(err.lines().toList())
          .endsWith(
              "What is finished is kept in "
                  + folder.resolve("interrupted")
                  + "; the same command goes on with it.",
              "scalarflow: interrupted");
    }
    Outcome on = Outcome.of(with(study, folder.resolve("interrupted")));
    assertThat(on.exitCode()).isZero();
    assertThat(on.err()).contains(" of 60 trainings are in ").doesNotContain("training 6 of 60");
    Outcome whole = Outcome.of(with(study, folder.resolve("whole")));
    assertThat(whole.exitCode()).isZero();
    for (String name : List.of("trials.csv", "epochs.csv")) {
      assertThat(folder.resolve("interrupted").resolve(name))
          .hasSameTextualContentAs(folder.resolve("whole").resolve(name));
    }
  }

  private static String[] with(String[] arguments, Path last) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(last.toString());
    return all.toArray(new String[0]);
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aClosedPipeEndsQuietly() throws IOException, InterruptedException {
    Process process = command(List.of(), "operators").start();
    process.getInputStream().close();
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(err).isEmpty();
  }
}
