package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code scalarflow train --plot}. */
class TrainingPicturesTest {

  @TempDir private Path folder;

  private List<String> plot(String... arguments) throws IOException {
    Path pictures = folder.resolve("deep").resolve("pictures");
    List<String> all =
        Stream.concat(
                Stream.of("train", "--epochs", "3", "--plot", pictures.toString()),
                Stream.of(arguments))
            .toList();
    Outcome outcome = Outcome.of(all.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).endsWith("pictures are in " + pictures.resolve("report.html") + "\n");
    assertThat(outcome.err()).doesNotContain("no picture");
    try (Stream<Path> files = Files.list(pictures)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String read(String file) throws IOException {
    return Files.readString(folder.resolve("deep").resolve("pictures").resolve(file));
  }

  private static List<String> files(String... names) {
    return Stream.concat(
            Stream.of(names).flatMap(name -> Stream.of(name + ".png", name + ".svg")),
            Stream.of("report.html"))
        .sorted()
        .toList();
  }

  @Test
  void twoFeaturesAndClassesHaveAllPictures() throws Exception {
    assertThat(plot("--data", "noisy-xor", "--model", "mlp", "--early-stopping", "3"))
        .isEqualTo(
            files(
                "confusion-matrix",
                "decision-surface",
                "gradient-norms",
                "learning-curves",
                "roc",
                "weights"));
    for (String name : List.of("decision-surface", "roc", "weights", "learning-curves")) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(folder.resolve("deep/pictures/" + name + ".svg").toFile());
      byte[] png = Files.readAllBytes(folder.resolve("deep/pictures/" + name + ".png"));
      assertThat(new String(png, 1, 3, java.nio.charset.StandardCharsets.US_ASCII))
          .isEqualTo("PNG");
    }
    // In the units of the data: points are in squares around 0 and 1.
    assertThat(read("decision-surface.svg")).contains(">1.5</text>").contains(">-0.5</text>");
    assertThat(read("learning-curves.svg")).contains("validation rows");
    assertThat(read("weights.svg")).contains("1 (relu)", "2 (relu)", "logits");
    assertThat(read("gradient-norms.svg")).contains("epoch 1", "epoch 2", "epoch 3");
    assertThat(read("report.html"))
        .contains("noisy-xor: 400 rows, 2 features, 2 classes; 100 rows held out")
        .contains("hold-out area under the ROC curve")
        .contains("Figure 6")
        .contains("backend")
        .doesNotContain("<script")
        .doesNotContain("src=\"http");
  }

  @Test
  void otherDataHaveThoseThatMakeSense() throws IOException {
    assertThat(plot("--data", "iris"))
        .isEqualTo(files("confusion-matrix", "learning-curves", "weights"));
    assertThat(read("report.html")).contains("Figure 3").doesNotContain("Figure 4");
  }

  @Test
  void textsAreNoPlaces() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("<b>.csv"),
            "size,colour,<i>\n" + "1,red,<script>\n2,\"a & b\",\"\u202E\"\n".repeat(10));
    assertThat(plot("--data", file.toString()))
        .isEqualTo(files("confusion-matrix", "learning-curves", "roc", "weights"));
    assertThat(read("report.html"))
        .contains("&lt;script&gt;")
        .doesNotContain("<script>")
        .doesNotContain("\u202E");
  }

  @Test
  void placesAreCheckedBeforeTheWork() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertRefused("--plot: " + file + " is a file", "--plot", file.toString());
    assertRefused("--plot takes a path", "--plot", "");
    assertRefused("--save: " + folder + " is a folder", "--save", folder.toString());
    Path none = folder.resolve("none");
    assertRefused(
        "--save: there is no folder " + none, "--save", none.resolve("model.json").toString());
  }

  private static void assertRefused(String line, String option, String value) {
    Outcome outcome = Outcome.of("train", "--data", "iris", option, value);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("scalarflow: " + line).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }
}
