package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scalarflow study vanishing-gradient}. */
class VanishingGradientCommandTest {

  @TempDir Path folder;

  /** 12 trainings that take no time. */
  private static String[] small(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "study",
                "vanishing-gradient",
                "--depths",
                "1,3",
                "--width",
                "3",
                "--activations",
                "sigmoid,relu",
                "--inits",
                "he",
                "--seeds",
                "3",
                "--epochs",
                "2",
                "--out",
                out.toString()));
    arguments.addAll(List.of(more));
    return arguments.toArray(new String[0]);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(
            file.getFileName().toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }

  @Test
  void writesReportPicturesAndNumbers() throws IOException {
    Path out = folder.resolve("deep/er");
    Outcome outcome = Outcome.of(small(out));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("Sigmoid with He weights ")
        .contains("At depth 3 with He weights, ")
        .contains("times that of the last")
        .endsWith("\nreport  " + out.resolve("report.html") + "\n");
    assertThat(outcome.err()).hasLineCount(11).endsWith("drawing the report\n");
    assertThat(outcome.err())
        .containsPattern(
            "training 12 of 12: (sigmoid|relu), he, depth [13], seed [123]; about 0 s left\n");
    assertThat(contents(out))
        .containsOnlyKeys(
            "accuracy-he.png",
            "epochs.csv",
            "gradient-norms-start-he.png",
            "gradient-norms-training-he.png",
            "gradient-ratio-he.png",
            "loss-he.png",
            "report.html",
            "settings.csv",
            "study.lock",
            "surface-relu-he-depth-1-seed-1.png",
            "surface-relu-he-depth-3-seed-1.png",
            "surface-sigmoid-he-depth-1-seed-1.png",
            "surface-sigmoid-he-depth-3-seed-1.png",
            "trials.csv");
    assertThat(Files.readAllLines(out.resolve("trials.csv"))).hasSize(13);
    assertThat(Files.readString(out.resolve("settings.csv")))
        .contains("\nbackend,compiled ")
        .contains("\ndata,noisy-xor\n")
        .contains("\nlearning-rate,0.1\n");
  }

  @Test
  void theSameCommandGoesOnAndChangesNothing() throws IOException {
    Outcome.of(small(folder));
    Map<String, String> whole = contents(folder);

    Outcome again = Outcome.of(small(folder));
    assertThat(again.err())
        .isEqualTo("12 of 12 trainings are in " + folder + " already\ndrawing the report\n");
    assertThat(contents(folder)).isEqualTo(whole);

    String trials = Files.readString(folder.resolve("trials.csv"));
    Files.writeString(
        folder.resolve("trials.csv"), trials.substring(0, trials.lastIndexOf("relu") + 20));
    Files.delete(folder.resolve("report.html"));
    Outcome on = Outcome.of(small(folder, "--threads", "1"));
    assertThat(on.err()).startsWith("11 of 12 trainings are in ").contains("training 12 of 12");
    assertThat(on.out()).isEqualTo(again.out());
    assertThat(contents(folder)).isEqualTo(whole);
  }

  @Test
  void theKeptCommandRepeatsTheStudy() throws IOException {
    Path first = folder.resolve("it's first");
    Outcome.of(small(first, "--data", "moons", "--batch-size", "16", "--learning-rate", "0.05"));
    String command =
        Files.readAllLines(first.resolve("settings.csv")).stream()
            .filter(line -> line.startsWith("command,"))
            .findFirst()
            .orElseThrow();
    assertThat(command).endsWith(" --out '" + folder + "/it'\\''s first'\"");
    String[] words =
        command.replaceFirst("command,\"scalarflow ", "").split(" --out ")[0].split(" ");
    Path second = folder.resolve("second");
    List<String> repeated = new ArrayList<>(List.of(words));
    repeated.addAll(List.of("--out", second.toString()));
    assertThat(Outcome.of(repeated.toArray(new String[0])).exitCode()).isZero();
    for (String name : List.of("trials.csv", "epochs.csv")) {
      assertThat(second.resolve(name)).hasSameTextualContentAs(first.resolve(name));
    }
  }

  @Test
  void otherSettingsAreRefused() throws IOException {
    Outcome.of(small(folder));
    Map<String, String> before = contents(folder);
    assertBadInput("holds a study with other settings: seeds 3 there, 2 now", "--seeds", "2");
    assertBadInput("; repeat those settings to go on with it, or choose another", "--seeds", "2");
    assertBadInput("backend compiled ", "--backend", "naive");
    assertThat(contents(folder)).isEqualTo(before);
    Files.writeString(folder.resolve("trials.csv"), "x\ny\n");
    assertBadInput("line 1: it names the columns 'x', not 'activation,");
  }

  @Test
  void badInputGetsOneLine() throws IOException {
    assertBadInput("there is no activation 'relo'; there are sigmoid", "--activations", "relo");
    assertBadInput("there is no initialization 'xavier'", "--inits", "he,xavier");
    assertBadInput("--depths is '3-1'; write a range such as 1-10", "--depths", "3-1");
    assertBadInput("a depth is within 1 and 50, not 51", "--depths", "1-51");
    assertBadInput("depth twice", "--depths", "1,1-2");
    assertBadInput("within 1 and 100, not 0", "--width", "0");
    assertBadInput("at most 10000 trainings, not 40000", "--seeds", "10000");
    assertBadInput("'iris' is not made from one; choose one of blobs", "--data", "iris");
    assertBadInput("epochs is within 1 and 10000", "--epochs", "0");
    assertBadInput("positive and finite", "--learning-rate", "-1");
    assertBadInput("batch size", "--batch-size", "0");
    assertBadInput("--threads is within 1 and 64, not 0", "--threads", "0");
    assertBadInput("no backend named 'nix'", "--backend", "nix");
    assertThat(contents(folder)).isEmpty();
    Path file = Files.writeString(folder.resolve("file"), "");
    Outcome outcome = Outcome.of(small(file));
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).contains("which is no folder; name another one").hasLineCount(1);
    Outcome without = Outcome.of("study", "vanishing-gradient");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.err()).contains("Missing required option: '--out=DIR'");
    Outcome nothing = Outcome.of("study");
    assertThat(nothing.exitCode()).isEqualTo(2);
    assertThat(nothing.err()).contains("name the study: scalarflow study vanishing-gradient");
  }

  private void assertBadInput(String line, String... more) {
    List<String> arguments = new ArrayList<>(List.of(small(folder)));
    for (int i = 0; i < more.length; i += 2) {
      int at = arguments.indexOf(more[i]);
      if (at >= 0) {
        arguments.set(at + 1, more[i + 1]);
      } else {
        arguments.addAll(List.of(more[i], more[i + 1]));
      }
    }
    Outcome outcome = Outcome.of(arguments.toArray(new String[0]));
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("scalarflow: ").contains(line).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aBarIsDrawnOnATerminal() {
    Outcome outcome = Outcome.of(Map.of("TERM", "xterm"), true, small(folder));
    assertThat(outcome.err())
        .contains("\rTraining 100% [")
        .contains("12/12")
        .endsWith("\ndrawing the report\n");
    assertThat(outcome.err().replace("\r", "\n").lines().mapToInt(String::length).max().orElse(0))
        .isLessThan(80);
  }

  @Test
  void trainingsThatDivergeAreReported() throws IOException {
    Outcome outcome = Outcome.of(small(folder, "--learning-rate", "1e300"));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.out()).containsPattern("[0-9]+ of 12 trainings diverged and have no part");
    assertThat(Files.readString(folder.resolve("report.html"))).contains("trainings diverged");
  }

  @Test
  void anInterruptionKeepsWhatIsFinished() {
    Thread.currentThread().interrupt();
    try {
      Outcome outcome = Outcome.of(small(folder));
      assertThat(outcome.exitCode()).isEqualTo(130);
      assertThat(outcome.err())
          .isEqualTo(
              "What is finished is kept in "
                  + folder
                  + "; the same command goes on with it.\nscalarflow: interrupted\n");
      assertThat(outcome.out()).isEmpty();
    } finally {
      Thread.interrupted();
    }
    assertThat(Outcome.of(small(folder)).exitCode()).isZero();
  }

  @Test
  void theHelpNamesTheDefaults() {
    Outcome outcome = Outcome.of("study", "vanishing-gradient", "--help");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("1-10 unless said")
        .contains("noisy-xor unless said")
        .contains("150 unless said")
        .contains("8 unless said");
    assertThat(Outcome.of("study", "--help").out()).contains("vanishing-gradient");
  }

  @Test
  void wholeNumbersAreRangesAndLists() {
    assertThat(WholeNumbers.parse("--depths", "1-3, 8,10-10")).containsExactly(1, 2, 3, 8, 10);
    assertThat(WholeNumbers.format(List.of(1, 2, 3))).isEqualTo("1-3");
    assertThat(WholeNumbers.format(List.of(1, 3))).isEqualTo("1,3");
    assertThat(WholeNumbers.format(List.of(7))).isEqualTo("7");
    for (String wrong : List.of("", "a", "1,", "-1", "1-", "2-1", "1-99999", "1--2", "1.5")) {
      assertThatThrownBy(() -> WholeNumbers.parse("--depths", wrong))
          .as(wrong)
          .isInstanceOf(UsageException.class)
          .hasMessageStartingWith("--depths is '" + wrong + "'; write a range");
    }
  }
}
