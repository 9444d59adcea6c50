package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code scalarflow train}. */
class TrainCommandTest {

  private static final String CSV = "a,kind,b\n" + "1,yes,2\n3,no,-1\n".repeat(20);

  /** With the defaults, most splits of the data reach it. */
  private static final double GOOD_ACCURACY = 0.97;

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> object, String name) {
    return (Map<String, Object>) object.get(name);
  }

  private static Map<String, Object> json(String... arguments) throws IOException {
    Outcome outcome = Outcome.of(arguments);
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return Json.object(outcome.out());
  }

  @Test
  void theDefaultsAreGood() throws IOException {
    Map<String, Object> object = json("train", "--data", "breast-cancer", "--json");
    assertThat((Double) part(object, "holdOut").get("accuracy"))
        .isGreaterThanOrEqualTo(GOOD_ACCURACY);
    assertThat(object.get("backend")).isEqualTo("compiled");
    assertThat(object.get("model")).isEqualTo("logistic regression, 31 parameters");
    assertThat(part(object, "data"))
        .isEqualTo(Map.of("name", "breast-cancer", "rows", 569.0, "features", 30.0));
    assertThat(part(object, "options").get("epochs")).isEqualTo(40.0);
    assertThat((List<?>) object.get("epochs")).hasSize(40);
  }

  @Test
  void theConfusionMatrixAddsUp() throws IOException {
    Map<String, Object> holdOut =
        part(json("train", "--data", "iris", "--epochs", "5", "--json"), "holdOut");
    assertThat(holdOut.get("labels")).isEqualTo(List.of("setosa", "versicolor", "virginica"));
    double total = 0;
    double correct = 0;
    List<?> rows = (List<?>) holdOut.get("confusion");
    for (int actual = 0; actual < rows.size(); actual++) {
      for (Object count : (List<?>) rows.get(actual)) {
        total += (Double) count;
      }
      correct += (Double) ((List<?>) rows.get(actual)).get(actual);
    }
    assertThat(correct / total).isEqualTo(holdOut.get("accuracy"));
  }

  @Test
  void reportsOnStandardOutputAndProgressOnStandardError() {
    Outcome outcome =
        Outcome.of(
            "train",
            "--data",
            "noisy-xor",
            "--model",
            "mlp",
            "--hidden",
            "4,3",
            "--activation",
            "sigmoid",
            "--epochs",
            "20",
            "--learning-rate",
            "0.5",
            "--batch-size",
            "8",
            "--test-fraction",
            "0.5",
            "--seed",
            "3",
            "--backend",
            "naive");
    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.out())
        .contains("data      noisy-xor: 400 rows, 2 features, 2 classes; 200 rows held out\n")
        .contains("model     multilayer perceptron, hidden 4,3 sigmoid, 31 parameters\n")
        .contains("training  20 epochs, learning rate 0.5, batch size 8, seed 3\n")
        .contains("backend   naive ")
        .containsPattern("hold-out accuracy  [01]\\.[0-9]{4}  \\([0-9]+ of 200\\)\n")
        .contains("actual \\ predicted");
    assertThat(outcome.err()).hasLineCount(10);
    assertThat(outcome.err())
        .startsWith("epoch 2 of 20: loss ")
        .containsPattern("epoch 20 of 20: loss [0-9.e-]+, accuracy [01]\\.[0-9]{4}\n$");
  }

  @Test
  void theSeedDecidesEverything() {
    Outcome first = Outcome.of("train", "--data", "iris", "--epochs", "3", "--seed", "5", "--json");
    assertThat(
            Outcome.of("train", "--data", "iris", "--epochs", "3", "--seed", "5", "--json").out())
        .isEqualTo(first.out());
    assertThat(
            Outcome.of("train", "--data", "iris", "--epochs", "3", "--seed", "6", "--json").out())
        .isNotEqualTo(first.out());
  }

  @Test
  void aBarIsDrawnOnATerminal() {
    Outcome outcome =
        Outcome.of(Map.of("TERM", "xterm"), true, "train", "--data", "iris", "--epochs", "3");
    assertThat(outcome.err()).contains("\rTraining 100% [").contains("3/3").endsWith("\n");
    assertThat(outcome.err().replace("\r", "\n").lines().mapToInt(String::length).max().orElse(0))
        .isLessThan(80);
    Outcome dumb =
        Outcome.of(Map.of("TERM", "dumb"), true, "train", "--data", "iris", "--epochs", "3");
    assertThat(dumb.err()).startsWith("epoch 1 of 3: ").doesNotContain("\r");
  }

  @ParameterizedTest
  @CsvSource({"kind", "2"})
  void trainsOnAFile(String label, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("points.csv"), CSV);
    Map<String, Object> object =
        json("train", "--data", file.toString(), "--label", label, "--json");
    assertThat(part(object, "holdOut").get("labels")).isEqualTo(List.of("no", "yes"));
    assertThat(part(object, "holdOut").get("accuracy")).isEqualTo(1.0);
  }

  @Test
  void aBadFileIsBadInput(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("points.csv"), "a,b\n1,x\noops,y\n");
    assertBadInput("oops", "train", "--data", file.toString());
    assertBadInput("line 3", "train", "--data", file.toString());
  }

  @Test
  void badInputGetsOneLine() {
    assertBadInput("Missing required option: '--data=DATA'", "train");
    assertBadInput("there is no data set and no file 'nix'", "train", "--data", "nix");
    assertBadInput("none of logistic, mlp", "train", "--data", "iris", "--model", "forest");
    assertBadInput("at least 1, not 0", "train", "--data", "iris", "--epochs", "0");
    assertBadInput("not -1.0", "train", "--data", "iris", "--learning-rate", "-1");
    assertBadInput("batch size", "train", "--data", "iris", "--batch-size", "0");
    assertBadInput("between 0 and 1", "train", "--data", "iris", "--test-fraction", "1");
    assertBadInput("--model mlp", "train", "--data", "iris", "--hidden", "3");
    assertBadInput("--model mlp", "train", "--data", "iris", "--activation", "relu");
    assertBadInput("layer", "train", "--data", "iris", "--model", "mlp", "--hidden", "0");
    assertBadInput("--hidden", "train", "--data", "iris", "--model", "mlp", "--hidden", "a,b");
    assertBadInput(
        "too many for a graph of scalars",
        "train",
        "--data",
        "iris",
        "--model",
        "mlp",
        "--hidden",
        "9999,9999");
    assertBadInput("no file ''", "train", "--data", "");
    assertBadInput("--seed", "train", "--data", "iris", "--seed", "x");
    assertBadInput("no backend named 'nix'", "train", "--data", "iris", "--backend", "nix");
    assertBadInput("label", "train", "--data", "iris", "--label", "species");
  }

  @Test
  void aModelThatIsTooLargeIsBadInput(@TempDir Path folder) throws IOException {
    assertBadInput(
        "scalarflow: a model of 4 features, hidden layers [1000000] and 3 outputs has more than",
        "train",
        "--data",
        "iris",
        "--model",
        "mlp",
        "--hidden",
        "1000000");
    int columns = 2_000;
    int classes = 600;
    StringBuilder wide = new StringBuilder("c1");
    for (int column = 2; column <= columns; column++) {
      wide.append(",c").append(column);
    }
    for (int row = 0; row < classes; row++) {
      wide.append('\n').append("0,".repeat(columns - 1)).append('k').append(row);
    }
    Path file = Files.writeString(folder.resolve("wide.csv"), wide);
    assertBadInput("a model of 1999 features", "train", "--data", file.toString());
  }

  @Test
  void aFileWhoseNameBeginsWithAnAtSignIsData() {
    assertBadInput("no file '@rows.csv'", "train", "--data", "@rows.csv");
    assertBadInput("no file '@/dev/null'", "train", "--data", "@/dev/null");
  }

  private static void assertBadInput(String line, String... arguments) {
    Outcome outcome = Outcome.of(arguments);
    assertThat(outcome.exitCode()).isEqualTo(2);
    assertThat(outcome.err()).startsWith("scalarflow: ").contains(line).hasLineCount(1);
    assertThat(outcome.out()).isEmpty();
  }

  @Test
  void aLearningRateThatBreaksTheModelIsAFailure() {
    Outcome outcome =
        Outcome.of(
            "train",
            "--data",
            "two-clusters",
            "--model",
            "mlp",
            "--learning-rate",
            "1e308",
            "--epochs",
            "1");
    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.err()).startsWith("scalarflow: ").contains("epoch 1").hasLineCount(1);
  }

  @Test
  void anInterruptionEndsTheTraining() {
    Thread.currentThread().interrupt();
    try {
      Outcome outcome = Outcome.of("train", "--data", "breast-cancer");
      assertThat(outcome.exitCode()).isEqualTo(130);
      assertThat(outcome.err()).isEqualTo("scalarflow: interrupted\n");
      assertThat(outcome.out()).isEmpty();
    } finally {
      Thread.interrupted();
    }
  }
}
