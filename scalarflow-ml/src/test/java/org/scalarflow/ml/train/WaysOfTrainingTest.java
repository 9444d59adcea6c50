package org.scalarflow.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Variable;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.model.MultilayerPerceptron;

/** What options change, against steps by hand and properties that follow from their formulas. */
class WaysOfTrainingTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-14);

  private static final Dataset ROWS =
      Dataset.of(
          "rows",
          List.of("f"),
          List.of("no", "yes"),
          new double[][] {{1.0}, {-2.0}, {0.5}, {0.25}},
          new int[] {1, 0, 0, 0});

  private static final TrainingOptions ONE_STEP =
      TrainingOptions.DEFAULT
          .withEpochs(1)
          .withLearningRate(0.5)
          .withBatchSize(4)
          .withShuffling(false);

  private static double[] weights(Classifier model) {
    return model.parameters().stream().mapToDouble(Variable::value).toArray();
  }

  /** The bias, then the weight. */
  private static LogisticRegression logistic(double bias, double weight) {
    LogisticRegression model = LogisticRegression.builder(ROWS).backend(new TapeBackend()).build();
    model.parameters().get(0).assign(bias);
    model.parameters().get(1).assign(weight);
    return model;
  }

  private static double[] after(TrainingOptions options) {
    LogisticRegression model = logistic(0.25, -0.5);
    model.fit(ROWS, options);
    return weights(model);
  }

  /** The gradient of the mean loss at (0.25, −0.5), rows weighted by class. */
  private static double[] gradient(double ofNo, double ofYes) {
    double[] x = {1.0, -2.0, 0.5, 0.25};
    int[] y = {1, 0, 0, 0};
    double[] g = new double[2];
    for (int row = 0; row < 4; row++) {
      double weight = y[row] == 1 ? ofYes : ofNo;
      double delta = weight * (1 / (1 + Math.exp(-(0.25 - 0.5 * x[row]))) - y[row]) / 4;
      g[0] += delta;
      g[1] += delta * x[row];
    }
    return g;
  }

  private static double[] stepped(double[] g) {
    return new double[] {0.25 - 0.5 * g[0], -0.5 - 0.5 * g[1]};
  }

  @Test
  void squaresOfWeightsPullThemToZeroAndLeaveBiases() {
    double[] g = gradient(1, 1);
    g[1] += 0.3 * -0.5;
    assertThat(after(ONE_STEP.withPenalty(Penalty.l2(0.3)))).containsExactly(stepped(g), ROUNDING);
  }

  @Test
  void absoluteValuesPullByTheSameAmount() {
    double[] g = gradient(1, 1);
    g[1] -= 0.3;
    assertThat(after(ONE_STEP.withPenalty(Penalty.l1(0.3)))).containsExactly(stepped(g), ROUNDING);
  }

  @Test
  void longGradientsAreScaled() {
    double[] g = gradient(1, 1);
    double norm = Math.hypot(g[0], g[1]);
    double[] half = {g[0] / 2, g[1] / 2};
    assertThat(after(ONE_STEP.withClipping(Clipping.byNorm(norm / 2))))
        .containsExactly(stepped(half), ROUNDING);
    assertThat(after(ONE_STEP.withClipping(Clipping.byNorm(2 * norm))))
        .containsExactly(after(ONE_STEP));
  }

  /** Their squares would be infinite, or 0. */
  @ParameterizedTest
  @ValueSource(doubles = {1e200, 1e-200})
  void gradientsOfAnySizeKeepTheirDirection(double size) {
    double[] gradient = {3 * size, 4 * size};
    Clipping.byNorm(size).clip(gradient);
    assertThat(gradient[0] / size).isCloseTo(0.6, ROUNDING);
    assertThat(gradient[1] / size).isCloseTo(0.8, ROUNDING);
  }

  @Test
  void largeDerivativesAreCut() {
    double[] g = gradient(1, 1);
    double least = Math.min(Math.abs(g[0]), Math.abs(g[1]));
    double[] cut = {Math.copySign(least, g[0]), Math.copySign(least, g[1])};
    assertThat(after(ONE_STEP.withClipping(Clipping.byValue(least))))
        .containsExactly(stepped(cut), ROUNDING);
  }

  @Test
  void classesCountByTheirWeights() {
    ClassWeights weights = ClassWeights.of(Map.of("no", 0.5, "yes", 3.0));
    assertThat(after(ONE_STEP.withClassWeights(weights)))
        .containsExactly(stepped(gradient(0.5, 3.0)), ROUNDING);
    // Four rows, two classes: 4/(2·3) and 4/(2·1).
    assertThat(after(ONE_STEP.withClassWeights(ClassWeights.BALANCED)))
        .containsExactly(stepped(gradient(4.0 / 6, 2)), ROUNDING);
  }

  @Test
  void balancedWeightsAreOfTheClassesThatOccur() {
    double[][] rows = {{1}, {2}, {3}, {4}};
    Dataset data =
        Dataset.of("rare", List.of("f"), List.of("a", "b", "c"), rows, new int[] {0, 0, 0, 1});
    assertThat(ClassWeights.BALANCED.of(data)).containsExactly(4.0 / (2 * 3), 4.0 / (2 * 1), 1);
  }

  @Test
  void functionsOfTheUserAreChecked() {
    for (double[] wrong : new double[][] {{1}, {1, -1}, {Double.NaN, 1}}) {
      assertThatThrownBy(() -> after(ONE_STEP.withClassWeights(data -> wrong)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("rows");
    }
    for (double factor : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> after(ONE_STEP.withSchedule(progress -> factor)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gave " + factor);
    }
  }

  @Test
  void weightsOfOtherClassesAreRefused() {
    ClassWeights weights = ClassWeights.of(Map.of("no", 1.0));
    assertThatThrownBy(() -> after(ONE_STEP.withClassWeights(weights)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("[no]")
        .hasMessageContaining("[no, yes]");
    assertThatThrownBy(() -> ClassWeights.of(Map.of("no", -1.0)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theScheduleIsAskedForTheShareOfStepsDone() {
    List<Double> asked = new ArrayList<>();
    Schedule schedule =
        progress -> {
          asked.add(progress);
          return 0;
        };
    double[] unchanged = after(ONE_STEP.withEpochs(2).withBatchSize(3).withSchedule(schedule));
    assertThat(asked).containsExactly(0.0, 0.25, 0.5, 0.75);
    assertThat(unchanged).containsExactly(0.25, -0.5);
  }

  @Test
  void gradientNormsAreThoseOfTheSteps() {
    double[] g = gradient(1, 1);
    LogisticRegression model = logistic(0.25, -0.5);
    Epoch epoch =
        model
            .fit(ROWS, ONE_STEP.withGradientNorms(true).withClipping(Clipping.byNorm(1e-3)))
            .get(0);
    assertThat(epoch.gradientNorms()).hasSize(1);
    assertThat(epoch.gradientNorms().get(0)).isCloseTo(Math.hypot(g[0], g[1]), ROUNDING);
    assertThat(logistic(0, 0).fit(ROWS, ONE_STEP).get(0).gradientNorms()).isEmpty();
  }

  /** All layers together have the norm of the whole gradient; each has its own. */
  @Test
  void gradientNormsAreByLayer() {
    MultilayerPerceptron model =
        MultilayerPerceptron.builder(ROWS)
            .hidden(3, 2)
            .activation(Activation.TANH, Activation.SIGMOID)
            .backend(new TapeBackend())
            .build();
    double[] before = weights(model);
    Epoch epoch = model.fit(ROWS, ONE_STEP.withGradientNorms(true)).get(0);
    double[] after = weights(model);
    int[] ends = {6, 14, 17};
    int from = 0;
    for (int layer = 0; layer < 3; layer++) {
      double squares = 0;
      for (int i = from; i < ends[layer]; i++) {
        squares += Math.pow((before[i] - after[i]) / 0.5, 2);
      }
      from = ends[layer];
      assertThat(epoch.gradientNorms().get(layer)).isCloseTo(Math.sqrt(squares), ROUNDING);
    }
  }

  @Test
  void trainingEndsWhenValidationGetsNoBetterAndKeepsTheBest() {
    // What is learnt is the opposite of what is asked: the first epoch is the best one.
    Dataset opposite =
        Dataset.of(
            "opposite",
            List.of("f"),
            List.of("no", "yes"),
            new double[][] {{1.0}, {-2.0}},
            new int[] {0, 1});
    TrainingOptions options =
        ONE_STEP.withEpochs(50).withEarlyStopping(new EarlyStopping(opposite, 3));
    LogisticRegression model = logistic(0, 0);
    List<Epoch> epochs = model.fit(ROWS, options);
    assertThat(epochs).hasSize(4);
    assertThat(epochs.get(0).of()).isEqualTo(50);
    for (Epoch epoch : epochs) {
      assertThat(epoch.validation()).isNotNull();
      assertThat(epoch.validation().loss())
          .isGreaterThanOrEqualTo(epochs.get(0).validation().loss());
    }
    LogisticRegression once = logistic(0, 0);
    once.fit(ROWS, ONE_STEP);
    assertThat(weights(model)).containsExactly(weights(once));
  }

  @Test
  void trainingGoesOnWhileValidationGetsBetter() {
    TrainingOptions options = ONE_STEP.withEpochs(30).withEarlyStopping(new EarlyStopping(ROWS, 1));
    LogisticRegression model = logistic(0, 0);
    List<Epoch> epochs = model.fit(ROWS, options);
    assertThat(epochs).hasSize(30);
    LogisticRegression without = logistic(0, 0);
    without.fit(ROWS, ONE_STEP.withEpochs(30));
    assertThat(weights(model)).containsExactly(weights(without));
    // A gain that must be large ends it at once.
    TrainingOptions strict = options.withEarlyStopping(new EarlyStopping(ROWS, 2, 10));
    LogisticRegression hasty = logistic(0, 0);
    assertThat(hasty.fit(ROWS, strict)).hasSize(3);
    // Small gains do not count, but their weights are the best all the same.
    LogisticRegression three = logistic(0, 0);
    three.fit(ROWS, ONE_STEP.withEpochs(3));
    assertThat(weights(hasty)).containsExactly(weights(three));
  }

  /** The loss of each row is finite, but not their sum. */
  @Test
  void aMeanLossThatIsNotFiniteEndsTheTraining() {
    double[][] rows = {{1e307}, {1e307}, {1e307}, {1e307}};
    Dataset data =
        Dataset.of("huge", List.of("f"), List.of("no", "yes"), rows, new int[] {1, 1, 1, 1});
    LogisticRegression model = logistic(0, -8);
    assertThatThrownBy(() -> model.fit(data, ONE_STEP))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("epoch 1: the mean loss of huge became Infinity");
    assertThat(weights(model)).containsExactly(0, -8);
  }

  @Test
  void validationRowsOfAnotherModelAreRefused() {
    double[][] rows = {{1.0}};
    for (Dataset other :
        List.of(
            Dataset.of("turned", List.of("f"), List.of("yes", "no"), rows, new int[] {0}),
            Dataset.of(
                "wide", List.of("f", "g"), ROWS.labels(), new double[][] {{1, 2}}, new int[] {0}),
            Dataset.of("three", List.of("f"), List.of("no", "yes", "x"), rows, new int[] {2}))) {
      assertThatThrownBy(() -> after(ONE_STEP.withEarlyStopping(new EarlyStopping(other, 1))))
          .isInstanceOf(DataException.class)
          .hasMessageContaining(other.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyActivationLearnsTheNoisyXor(Activation activation) {
    Dataset data = Datasets.load("noisy-xor", null, 1);
    MultilayerPerceptron model =
        MultilayerPerceptron.builder(data)
            .hidden(10)
            .activation(activation)
            .backend(new TapeBackend())
            .build();
    model.fit(
        data,
        TrainingOptions.DEFAULT
            .withEpochs(60)
            .withBatchSize(16)
            .withOptimizer(Optimizer.adam())
            .withLearningRate(0.02));
    assertThat(model.score(data).accuracy()).isGreaterThan(0.95);
  }

  @Test
  void optionsTellEverything() {
    TrainingOptions options =
        TrainingOptions.DEFAULT
            .withOptimizer(Optimizer.adam())
            .withSchedule(Schedule.cosine(0.1))
            .withPenalty(Penalty.l2(0.01))
            .withClipping(Clipping.byNorm(1));
    assertThat(options)
        .isEqualTo(
            TrainingOptions.DEFAULT
                .withClipping(Clipping.byNorm(1))
                .withPenalty(new Penalty(0, 0.01))
                .withSchedule(Schedule.cosine(0.1))
                .withOptimizer(Optimizer.adam()))
        .isNotEqualTo(options.withEpochs(3))
        .isNotEqualTo(options.withOptimizer(Optimizer.adamW(0.1)));
    assertThat(TrainingOptions.DEFAULT.optimizer()).isEqualTo(Optimizer.descent());
    assertThat(options.toString()).contains("adam(0.9, 0.999, 1.0E-8)", "cosine(0.1)");
  }

  @Test
  void asManyActivationsAsLayersAreNeeded() {
    MultilayerPerceptron.Builder builder =
        MultilayerPerceptron.builder(ROWS)
            .hidden(2, 2, 2)
            .activation(Activation.RELU, Activation.TANH);
    assertThatThrownBy(builder::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are 3 hidden layers, but 2 activations: [RELU, TANH]");
    assertThat(Arrays.asList(Activation.values())).hasSize(6);
  }
}
