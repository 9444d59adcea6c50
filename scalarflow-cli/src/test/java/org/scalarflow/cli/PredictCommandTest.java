package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scalarflow.ml.data.CsvData;
import org.scalarflow.ml.data.Table;
import org.scalarflow.ml.saved.SavedModel;

/** {@code scalarflow predict}, on models that {@code train --save} has written. */
class PredictCommandTest {

  @TempDir private static Path folder;

  private static Path model;

  @BeforeAll
  static void train() throws IOException {
    Random random = new Random(1);
    StringBuilder rows = new StringBuilder("weight,colour,kind\n");
    for (int i = 0; i < 60; i++) {
      rows.append(100 + random.nextInt(50)).append(i % 2 == 0 ? ",red," : ",\"light, green\",");
      rows.append(i % 2 == 0 ? "apple\n" : "\"kiwi, \"\"gold\"\"\"\n");
    }
    Path data = Files.writeString(folder.resolve("fruit.csv"), rows);
    model = folder.resolve("model.json");
    Files.writeString(model, "what was here before");
    Outcome outcome =
        Outcome.of(
            "train", "--data", data.toString(), "--label", "kind", "--save", model.toString());
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    assertThat(outcome.err()).endsWith("model saved as " + model + "\n");
  }

  private static Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Outcome predict(Object... arguments) {
    return Outcome.of(
        Stream.concat(Stream.of("predict"), Stream.of(arguments).map(Object::toString))
            .toArray(String[]::new));
  }

  @Test
  void aLineForEachRow() throws IOException {
    // Another order, a column more, and a byte order mark.
    Path data = file("rows.csv", "\uFEFFcolour,id,weight\nred,7,120\n\"light, green\",8,130.5\n");
    Outcome outcome = predict(model, data);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    List<String> lines = outcome.out().lines().toList();
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).isEqualTo("label,p(apple),\"p(kiwi, \"\"gold\"\")\"");
    assertThat(lines.get(1)).startsWith("apple,0.9");
    assertThat(lines.get(2)).startsWith("\"kiwi, \"\"gold\"\"\",0.0");
    double[] expected = SavedModel.load(model).probabilities(List.of("120", "red"));
    assertThat(lines.get(1)).isEqualTo("apple," + expected[0] + "," + expected[1]);
    assertThat(outcome.err())
        .startsWith("2 rows predicted by logistic regression, 4 parameters; backend compiled ")
        .hasLineCount(1);
  }

  @Test
  void manyRowsAreAsTheModelSays() throws IOException {
    StringBuilder rows = new StringBuilder("weight,colour\n");
    for (int i = 0; i < 10_000; i++) {
      rows.append(100 + i * 0.005).append(i % 3 == 0 ? ",red\n" : ",\"light, green\"\n");
    }
    Path data = file("many.csv", rows.toString());
    SavedModel loaded = SavedModel.load(model);
    Table table = CsvData.readTable(data, loaded.encoder());
    double[][] probabilities = loaded.probabilities(table);
    int[] classes = loaded.predict(table);
    List<String> lines = predict(model, data, "--backend", "naive").out().lines().toList();
    assertThat(lines).hasSize(10_001);
    for (int row = 0; row < classes.length; row++) {
      assertThat(lines.get(row + 1))
          .endsWith("," + probabilities[row][0] + "," + probabilities[row][1])
          .startsWith(classes[row] == 0 ? "apple" : "\"kiwi");
    }
  }

  @Test
  void aLabelColumnJudges() throws IOException {
    Path data =
        file(
            "judged.csv",
            "kind,weight,colour\napple,120,red\napple,120,\"light, green\"\n"
                + "\"kiwi, \"\"gold\"\"\",120,\"light, green\"\n");
    for (String label : List.of("kind", "1")) {
      Outcome outcome = predict(model, data, "--label", label);
      assertThat(outcome.exitCode()).as(outcome.err()).isZero();
      assertThat(outcome.out()).hasLineCount(4);
      assertThat(outcome.err())
          .contains("\naccuracy  0.6667  (2 of 3)\n")
          .containsPattern("apple +1\\.0000 +0\\.5000 +0\\.6667\n")
          .contains("actual \\ predicted");
    }
    Outcome json = predict(model, data, "--label", "kind", "--json");
    assertThat(json.err()).hasLineCount(1);
    Map<String, Object> object = Json.object(json.out());
    assertThat(object)
        .containsEntry("rows", 3.0)
        .containsEntry("backend", "compiled")
        .containsEntry("labels", List.of("apple", "kiwi, \"gold\""));
    assertThat((Map<?, ?>) object.get("score")).extracting("accuracy").isEqualTo(2.0 / 3);
    List<?> predictions = (List<?>) object.get("predictions");
    assertThat(predictions).hasSize(3);
    double[] expected = SavedModel.load(model).probabilities(List.of("120", "red"));
    assertThat(predictions.get(0))
        .isEqualTo(Map.of("label", "apple", "probabilities", List.of(expected[0], expected[1])));
    assertThat(Json.object(predict(model, data, "--json").out())).doesNotContainKey("score");
  }

  @Test
  void aFileIsReplacedWhenAllIsWritten() throws IOException {
    Path data = file("rows.csv", "colour,weight\nred,120\n");
    Path out = file("out.csv", "before");
    assertThat(predict(model, data, "--out", folder.resolve("none").resolve("x")).exitCode())
        .isEqualTo(2);
    assertThat(predict(model, file("bad.csv", "colour,weight\nblue,1\n"), "--out", out).exitCode())
        .isEqualTo(2);
    assertThat(out).hasContent("before");
    Outcome outcome = predict(model, data, "--out", out);
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out()).isEmpty();
    assertThat(Files.readString(out)).isEqualTo(predict(model, data, "--out", "-").out());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  @Test
  void nothingIsWrittenUnlessAllRowsAreRight() throws IOException {
    StringBuilder rows = new StringBuilder("weight,colour\n");
    rows.append("120,red\n".repeat(9_000)).append("120,Red\n");
    assertBadInput(
        "many-bad.csv, line 9002, column 'colour': 'Red' is not a category that was seen before;"
            + " known are light, green, red",
        model,
        file("many-bad.csv", rows.toString()));
    assertBadInput(
        "bad.csv, line 3, column 2 ('weight'): 'x' is not a number",
        model,
        file("bad.csv", "colour,weight\nred,1\nred,x\n"));
  }

  @Test
  void badInputGetsOneLine() throws IOException {
    Path data = file("rows.csv", "colour,weight,kind\nred,120,pear\n");
    assertBadInput("there is no file " + folder.resolve("none"), folder.resolve("none"), data);
    assertBadInput(folder + " is a folder", folder, data);
    assertBadInput("there is no file none.csv", model, "none.csv");
    assertBadInput("no backend named 'nix'", model, data, "--backend", "nix");
    assertBadInput("'pear' is not a label that was seen before", model, data, "--label", "kind");
    assertBadInput("there is no column 'x' for the label", model, data, "--label", "x");
    assertBadInput("the column 'colour' is a feature", model, data, "--label", "colour");
    assertBadInput(
        "empty.csv, line 1: there are no columns 'colour', 'weight'; columns are a",
        model,
        file("empty.csv", "a\n1\n"));
    assertBadInput("Missing required parameter: 'DATA.csv'", model);
    String text = Files.readString(model);
    assertBadInput(
        "is no saved model, or was changed since: its checksum is not right",
        file("changed.json", text.replace("apple", "Apple")),
        data);
    assertBadInput("is no saved model", file("no.json", "{}"), data);
    assertBadInput("no data", data, data);
  }

  private static void assertBadInput(String line, Object... arguments) {
    Outcome outcome = predict(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("scalarflow: ").hasLineCount(1);
    if (!line.equals("no data")) {
      assertThat(outcome.err()).contains(line);
    }
    assertThat(outcome.out()).isEmpty();
  }

  // ---------------------------------------------------------------- endings

  /** A reader who has seen enough after some bytes. */
  private static final class Pipe extends OutputStream {

    private int writes;

    @Override
    public void write(int b) throws IOException {
      writes++;
      throw new IOException("Broken pipe");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      write(0);
    }
  }

  @Test
  void aReaderWhoHasSeenEnoughIsNoFailure() throws IOException {
    Path data = file("long.csv", "weight,colour\n" + "120,red\n".repeat(50_000));
    for (List<String> more : List.of(List.<String>of(), List.of("--json"))) {
      Pipe pipe = new Pipe();
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      List<String> arguments =
          new ArrayList<>(List.of("predict", model.toString(), data.toString()));
      arguments.addAll(more);
      int exitCode =
          Main.run(
              new Console(pipe, err, Map.of(), false, false), arguments.toArray(String[]::new));
      assertThat(exitCode).as(err.toString(StandardCharsets.UTF_8)).isZero();
      assertThat(pipe.writes).isEqualTo(1);
    }
  }

  @Test
  void anInterruptionLeavesTheFileAsItWas() throws IOException {
    Path data = file("rows.csv", "colour,weight\nred,120\n");
    Path out = file("kept.csv", "before");
    Thread.currentThread().interrupt();
    try {
      assertThat(predict(model, data, "--out", out).exitCode()).isEqualTo(130);
    } finally {
      Thread.interrupted();
    }
    assertThat(out).hasContent("before");
  }
}
