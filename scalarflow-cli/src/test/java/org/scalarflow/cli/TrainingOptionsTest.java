package org.scalarflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.train.ClassWeights;
import org.scalarflow.ml.train.Clipping;
import org.scalarflow.ml.train.Optimizer;
import org.scalarflow.ml.train.Penalty;
import org.scalarflow.ml.train.Schedule;
import org.scalarflow.ml.validation.Scores;

/** What can be said of a training, and what is told of it. */
class TrainingOptionsTest {

  private static Outcome train(String... arguments) {
    List<String> all = new ArrayList<>(List.of("train"));
    all.addAll(Arrays.asList(arguments));
    return Outcome.of(all.toArray(String[]::new));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> object, String name) {
    return (Map<String, Object>) object.get(name);
  }

  private static Map<String, Object> json(String arguments) throws IOException {
    Outcome outcome = train((arguments + " --json").split(" "));
    assertThat(outcome.exitCode()).as(outcome.err()).isZero();
    return Json.object(outcome.out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"two-clusters", "noisy-xor", "moons", "circles", "spirals", "blobs", "iris"})
  void allDataSetsCanBeLearnt(String name) throws IOException {
    Map<String, Object> object = json("--data " + name + " --model mlp --seed 3");
    // The least that was seen over seeds 1 to 5, less a margin.
    assertThat((Double) part(object, "holdOut").get("accuracy")).isGreaterThan(0.8);
  }

  @Test
  void allIsPassedOn() throws IOException {
    Map<String, Object> object =
        json(
            "--data noisy-xor --model mlp --hidden 4,3 --activation Leaky-ReLU,silu --epochs 3"
                + " --learning-rate 0.01 --batch-size 16 --optimizer nesterov"
                + " --schedule cosine:0.25 --warm-up 0.1 --l1 0.001 --l2 0.002 --clip 2.5"
                + " --class-weights balanced --seed 5 --backend naive");
    Experiment.Result expected =
        Experiment.on(Datasets.noisyXor(5))
            .perceptron(List.of(Activation.LEAKY_RELU, Activation.SILU), 4, 3)
            .training(
                options ->
                    options
                        .withEpochs(3)
                        .withLearningRate(0.01)
                        .withBatchSize(16)
                        .withOptimizer(Optimizer.nesterov(0.9))
                        .withSchedule(Schedule.warmUp(0.1, Schedule.cosine(0.25)))
                        .withPenalty(new Penalty(0.001, 0.002))
                        .withClipping(Clipping.byNorm(2.5))
                        .withClassWeights(ClassWeights.BALANCED))
            .seed(5)
            .run();
    assertThat(object.get("model"))
        .isEqualTo("multilayer perceptron, hidden 4,3 leaky-relu,silu, 31 parameters");
    List<?> epochs = (List<?>) object.get("epochs");
    for (int i = 0; i < 3; i++) {
      assertThat(((Map<?, ?>) epochs.get(i)).get("loss"))
          .isEqualTo(expected.epochs().get(i).loss());
    }
    assertThat(part(object, "options"))
        .containsEntry("optimizer", "nesterov(0.9)")
        .containsEntry("schedule", "warmUp(0.1, cosine(0.25))")
        .containsEntry("l1", 0.001)
        .containsEntry("l2", 0.002)
        .containsEntry("clipping", "byNorm(2.5)")
        .containsEntry("classWeights", "balanced")
        .containsEntry("earlyStopping", null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sgd|descent|0.02",
        "momentum|momentum(0.9)|0.005",
        "rmsprop|rmsProp(0.9, 1.0E-8)|0.002",
        "adam|adam(0.9, 0.999, 1.0E-8)|0.002",
        "AdamW|adamW(0.9, 0.999, 1.0E-8, 0.01)|0.002"
      })
  void optimizersHaveRatesThatSuitThem(String name, String told, double rate) throws IOException {
    Map<String, Object> options =
        part(json("--data iris --epochs 1 --optimizer " + name), "options");
    assertThat(options).containsEntry("optimizer", told).containsEntry("learningRate", rate);
  }

  @ParameterizedTest
  @CsvSource({
    "constant, constant",
    "cosine, cosine(0.0)",
    "Exponential:0.5, exponential(0.5)",
    "exponential, exponential(0.01)",
    "steps, 'steps(3, 0.1)'",
    "steps:4:0.5, 'steps(4, 0.5)'"
  })
  void schedulesHaveNumbers(String said, String told) throws IOException {
    assertThat(part(json("--data iris --epochs 1 --schedule " + said), "options"))
        .containsEntry("schedule", told);
  }

  @Test
  void earlyStoppingIsTold() throws IOException {
    String[] arguments = {
      "--data", "iris", "--epochs", "400", "--learning-rate", "0.5", "--early-stopping", "2"
    };
    Outcome text = train(arguments);
    assertThat(text.exitCode()).isZero();
    assertThat(text.out()).containsPattern("seed 7, ended after [0-9]+ epochs\n");
    Map<String, Object> object = json(String.join(" ", arguments));
    // Of 50 rows a class 13 are held out, and of the other 37 a fifth.
    assertThat(part(part(object, "options"), "earlyStopping"))
        .isEqualTo(Map.of("patience", 2.0, "rows", 21.0));
    List<?> epochs = (List<?>) object.get("epochs");
    assertThat(epochs).hasSizeLessThan(400);
    assertThat(epochs.get(0).toString()).contains("validationLoss=", "validationAccuracy=");
  }

  @Test
  void foldsAreTold() throws IOException {
    Scores expected =
        Experiment.on(Datasets.iris()).epochs(2).seed(7).crossValidate(3, accuracy -> {});
    Outcome text = train("--data", "iris", "--epochs", "2", "--folds", "3");
    assertThat(text.out())
        .contains(
            String.format(
                java.util.Locale.ROOT,
                "3-fold accuracy    %.4f, standard deviation %.4f\n",
                expected.mean(),
                expected.standardDeviation()));
    assertThat(text.err()).contains("fold 1 of 3: accuracy 0.").contains("fold 3 of 3: ");
    Map<String, Object> folds = part(json("--data iris --epochs 2 --folds 3"), "crossValidation");
    assertThat(folds)
        .containsEntry("accuracies", expected.values())
        .containsEntry("mean", expected.mean())
        .containsEntry("standardDeviation", expected.standardDeviation());
  }

  @Test
  void scoresAddUp() throws IOException {
    Map<String, Object> holdOut = part(json("--data breast-cancer --epochs 3"), "holdOut");
    List<?> confusion = (List<?>) holdOut.get("confusion");
    double right = (Double) ((List<?>) confusion.get(1)).get(1);
    double missed = (Double) ((List<?>) confusion.get(1)).get(0);
    double wrong = (Double) ((List<?>) confusion.get(0)).get(1);
    Map<?, ?> malignant = (Map<?, ?>) ((List<?>) holdOut.get("classes")).get(1);
    assertThat(malignant.get("label")).isEqualTo("malignant");
    assertThat(malignant.get("precision")).isEqualTo(right / (right + wrong));
    assertThat(malignant.get("recall")).isEqualTo(right / (right + missed));
    assertThat(malignant.get("f1")).isEqualTo(2 * right / (2 * right + wrong + missed));
    Experiment.Result result = Experiment.on(Datasets.breastCancer()).epochs(3).seed(7).run();
    assertThat(holdOut.get("logLoss")).isEqualTo(result.model().logLoss(result.split().holdOut()));
    assertThat(holdOut.get("rocArea"))
        .isEqualTo(result.model().rocCurve(result.split().holdOut()).area());
    assertThat(holdOut.get("macroF1")).isEqualTo(result.holdOut().macroF1());
    assertThat(part(json("--data iris --epochs 1"), "holdOut")).containsEntry("rocArea", null);
  }

  @Test
  void theReportHasATableOfClasses() {
    Outcome outcome = train("--data", "breast-cancer", "--epochs", "3");
    assertThat(outcome.out())
        .containsPattern("hold-out log loss  0\\.[0-9]{4}\n")
        .containsPattern("hold-out ROC area  0\\.[0-9]{4}\n")
        .containsPattern("class +precision +recall +F1\n")
        .containsPattern("malignant( +[01]\\.[0-9]{4}){3}\n")
        .containsPattern("mean( +[01]\\.[0-9]{4}){3}\n");
  }

  // ------------------------------------------------------------------- texts

  @Test
  void textsAreFeatures(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("fruit.csv"),
            "weight,colour,kind\n"
                + "150,red,apple\n120,yellow,banana\n".repeat(20)
                + "1,odd,apple\n");
    Outcome strict = train("--data", file.toString(), "--seed", "2");
    Outcome lenient = train("--data", file.toString(), "--seed", "2", "--unknown-as-zeros");
    assertThat(lenient.exitCode()).isZero();
    assertThat(lenient.out()).containsPattern("41 rows, 2 columns, [34] features, 2 classes");
    boolean isOddHeldOut = lenient.out().contains("2 columns, 3 features");
    assertThat(strict.exitCode()).isEqualTo(isOddHeldOut ? 2 : 0);
    int failures = 0;
    for (int seed = 1; seed <= 10; seed++) {
      Outcome outcome =
          train("--data", file.toString(), "--epochs", "1", "--seed", String.valueOf(seed));
      if (outcome.exitCode() != 0) {
        failures++;
        assertThat(outcome.err())
            .isEqualTo(
                "scalarflow: fruit.csv: column 'colour' has texts that the rows to learn from"
                    + " lack: odd; take unknown texts as zeros, choose other rows by another seed,"
                    + " or leave the column out\n");
      }
    }
    assertThat(failures).isBetween(1, 9);
  }

  // -------------------------------------------------------------------- help

  @Test
  void helpIsInGroups() {
    assertThat(train("--help").out())
        .startsWith("Usage: scalarflow train --data=DATA [OPTION]...\n")
        .containsSubsequence(
            "--data=DATA",
            "--unknown-as-zeros",
            "\nThe model\n",
            "--activation=",
            "\nThe training\n",
            "--optimizer=NAME",
            "--early-stopping=PATIENCE",
            "\nThe results\n",
            "--save=MODEL.json",
            "--plot=DIR");
  }

  @Test
  void badInputGetsOneLine() {
    assertBadInput("none of sigmoid, tanh, relu, leaky-relu, elu, silu", "--activation", "x");
    assertBadInput("2 hidden layers, but 3 activations", "--activation", "elu,tanh,relu");
    assertBadInput("none of sgd, momentum, nesterov, rmsprop, adam, adamw", "--optimizer", "x");
    assertBadInput("none of constant, cosine[:END]", "--schedule", "cosine:1:2");
    assertBadInput("not a number", "--schedule", "cosine:x");
    assertBadInput("between 0 and 1, not 2.0", "--schedule", "cosine:2");
    assertBadInput("the part is between 0 and 1", "--warm-up", "1");
    assertBadInput("squared weights", "--l2", "-1");
    assertBadInput("absolute weights", "--l1", "NaN");
    assertBadInput("longest gradient", "--clip", "0");
    assertBadInput("none of equal, balanced", "--class-weights", "x");
    assertBadInput("patience is at least 1", "--early-stopping", "0");
    assertBadInput("add it", "--validation-fraction", "0.5");
    assertBadInput(
        "fraction to keep for validation", "--early-stopping", "3", "--validation-fraction", "1");
    assertBadInput("from 2 to 150", "--epochs", "1", "--folds", "1");
  }

  private static void assertBadInput(String line, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--data", "iris", "--model", "mlp"));
    all.addAll(Arrays.asList(arguments));
    Outcome outcome = train(all.toArray(String[]::new));
    assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
    assertThat(outcome.err()).contains("scalarflow: ").contains(line);
    assertThat(outcome.out()).isEmpty();
  }
}
