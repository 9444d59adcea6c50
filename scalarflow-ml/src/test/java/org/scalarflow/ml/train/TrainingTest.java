package org.scalarflow.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Backends;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.Feed;
import org.scalarflow.Variable;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.spi.Backend;

class TrainingTest {

  private static TrainingOptions options(
      int epochs, double rate, int batchSize, boolean shuffled, long seed) {
    return TrainingOptions.DEFAULT
        .withEpochs(epochs)
        .withLearningRate(rate)
        .withBatchSize(batchSize)
        .withShuffling(shuffled)
        .withSeed(seed);
  }

  /** A few roundings of numbers near 1. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-15);

  private static final TrainingOptions ONE_EPOCH = options(1, 0.5, 1, false, 1);

  private static final Dataset THREE_ROWS =
      Dataset.of(
          "three",
          List.of("f"),
          List.of("no", "yes"),
          new double[][] {{1.0}, {-2.0}, {0.5}},
          new int[] {1, 0, 0});

  private static double[] weights(Classifier model) {
    return model.parameters().stream().mapToDouble(Variable::value).toArray();
  }

  /** One weight and one bias, both at a given value. */
  private static LogisticRegression logistic(double bias, double weight) {
    LogisticRegression model =
        LogisticRegression.builder(THREE_ROWS).backend(new TapeBackend()).build();
    model.parameters().get(0).assign(bias);
    model.parameters().get(1).assign(weight);
    return model;
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  // ---------------------------------------------------------- steps by hand

  @Test
  void oneStepBySampleIsTheClosedForm() {
    LogisticRegression model = logistic(0.25, -0.5);
    model.fit(THREE_ROWS.select(0), ONE_EPOCH);
    // z = 0.25 − 0.5·1, ∂z = sigmoid(z) − 1, ∂b = ∂z, ∂w = ∂z·1.
    double delta = sigmoid(-0.25) - 1;
    assertThat(weights(model)[0]).isCloseTo(0.25 - 0.5 * delta, ROUNDING);
    assertThat(weights(model)[1]).isCloseTo(-0.5 - 0.5 * delta, ROUNDING);
  }

  @Test
  void sampleBySampleEachRowSeesTheStepBefore() {
    LogisticRegression model = logistic(0, 0);
    List<Epoch> epochs = model.fit(THREE_ROWS, ONE_EPOCH);
    double b = 0;
    double w = 0;
    double loss = 0;
    int[] y = {1, 0, 0};
    double[] x = {1.0, -2.0, 0.5};
    for (int row = 0; row < 3; row++) {
      double p = sigmoid(b + w * x[row]);
      loss -= Math.log(y[row] == 1 ? p : 1 - p);
      b -= 0.5 * (p - y[row]);
      w -= 0.5 * (p - y[row]) * x[row];
    }
    assertThat(weights(model)[0]).isCloseTo(b, ROUNDING);
    assertThat(weights(model)[1]).isCloseTo(w, ROUNDING);
    assertThat(epochs).hasSize(1);
    assertThat(epochs.get(0).loss()).isCloseTo(loss / 3, ROUNDING);
    // Row 0: z = 0, so "no" (wrong). Row 1: z = 0.25 − 0.5 < 0 (right). Row 2: see b and w above.
    assertThat(epochs.get(0).accuracy()).isEqualTo(1.0 / 3);
  }

  @Test
  void aBatchMakesOneStepOfTheMeanGradient() {
    LogisticRegression model = logistic(0.25, -0.5);
    model.fit(THREE_ROWS, ONE_EPOCH.withBatchSize(3));
    double db = (sigmoid(-0.25) - 1) + sigmoid(1.25) + sigmoid(0);
    double dw = (sigmoid(-0.25) - 1) * 1.0 + sigmoid(1.25) * -2.0 + sigmoid(0) * 0.5;
    assertThat(weights(model)[0]).isCloseTo(0.25 - 0.5 * db / 3, ROUNDING);
    assertThat(weights(model)[1]).isCloseTo(-0.5 - 0.5 * dw / 3, ROUNDING);
  }

  @Test
  void theLastBatchIsDividedByItsOwnSize() {
    LogisticRegression model = logistic(0, 0);
    model.fit(THREE_ROWS, ONE_EPOCH.withBatchSize(2));
    LogisticRegression inTwoParts = logistic(0, 0);
    inTwoParts.fit(THREE_ROWS.select(0, 1), ONE_EPOCH.withBatchSize(2));
    inTwoParts.fit(THREE_ROWS.select(2), ONE_EPOCH);
    assertThat(weights(model)).containsExactly(weights(inTwoParts));
  }

  @Test
  void aBatchLargerThanTheDataIsAllOfIt() {
    LogisticRegression model = logistic(0, 0);
    model.fit(THREE_ROWS, ONE_EPOCH.withBatchSize(Integer.MAX_VALUE));
    LogisticRegression other = logistic(0, 0);
    other.fit(THREE_ROWS, ONE_EPOCH.withBatchSize(3));
    assertThat(weights(model)).containsExactly(weights(other));
  }

  @Test
  void theGradientOfABatchIsTheCanonicalSumOfBlocks() {
    Dataset data = Datasets.twoClusters(150, 0.3, 3);
    LogisticRegression model = LogisticRegression.builder(data).backend(new TapeBackend()).build();
    double before = model.parameters().get(1).value();
    double[] perRow = new double[150];
    for (int row = 0; row < 150; row++) {
      LogisticRegression one = LogisticRegression.builder(data).backend(new TapeBackend()).build();
      perRow[row] =
          one.graph()
              .gradient(
                  one.loss(),
                  Feed.of(one.inputs().get(0), data.feature(row, 0))
                      .and(one.inputs().get(1), data.feature(row, 1))
                      .and(one.targets().get(0), data.classOf(row)))
              .derivative(one.parameters().get(1));
    }
    double total = 0.0;
    for (int block = 0; block < 150; block += 64) {
      double sum = 0.0;
      for (int row = block; row < Math.min(150, block + 64); row++) {
        sum += perRow[row];
      }
      total += sum;
    }
    model.fit(data, ONE_EPOCH.withBatchSize(150));
    assertThat(model.parameters().get(1).value()).isEqualTo(before - 0.5 / 150 * total);
  }

  // ------------------------------------------------------------ determinism

  static Stream<Backend> backends() {
    return Stream.concat(
        Stream.of(new TapeBackend()),
        Backends.discover().found().stream().map(Backends.Found::backend));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100})
  void theSameSeedsGiveTheSameBitsOnEveryBackend(int batchSize) {
    double[] expected = trained(new TapeBackend(), batchSize, 3);
    assertThat(backends())
        .extracting(Backend::name)
        .contains("tape-for-tests", "naive", "parallel");
    backends()
        .forEach(
            backend ->
                assertThat(trained(backend, batchSize, 3))
                    .as(backend.name())
                    .containsExactly(expected));
    assertThat(trained(new TapeBackend(), batchSize, 4)).isNotEqualTo(expected);
  }

  private static double[] trained(Backend backend, int batchSize, long orderSeed) {
    Dataset data = Datasets.noisyXor(120, 2);
    MultilayerPerceptron model =
        MultilayerPerceptron.builder(data)
            .hidden(5, 3)
            .activation(Activation.SIGMOID)
            .seed(9)
            .backend(backend)
            .build();
    model.fit(data, options(4, 0.3, batchSize, true, orderSeed));
    return weights(model);
  }

  @Test
  void withoutShufflingTheSeedOfTheOrderDoesNotMatter() {
    LogisticRegression first = logistic(0, 0);
    LogisticRegression second = logistic(0, 0);
    first.fit(THREE_ROWS, ONE_EPOCH.withSeed(1));
    second.fit(THREE_ROWS, ONE_EPOCH.withSeed(2));
    assertThat(weights(first)).containsExactly(weights(second));
  }

  @Test
  void trainingGoesOnFromThePresentWeights() {
    LogisticRegression twice = logistic(0, 0);
    twice.fit(THREE_ROWS, ONE_EPOCH);
    twice.fit(THREE_ROWS, ONE_EPOCH);
    LogisticRegression once = logistic(0, 0);
    once.fit(THREE_ROWS, ONE_EPOCH.withEpochs(2));
    assertThat(weights(twice)).containsExactly(weights(once));
  }

  // --------------------------------------------------------------- progress

  @Test
  void theListenerHearsOfEveryEpoch() {
    List<Epoch> heard = new ArrayList<>();
    List<Epoch> returned = logistic(0, 0).fit(THREE_ROWS, ONE_EPOCH.withEpochs(5), heard::add);
    assertThat(heard).isEqualTo(returned).hasSize(5);
    assertThat(heard).extracting(Epoch::number).containsExactly(1, 2, 3, 4, 5);
    assertThat(heard).extracting(Epoch::of).containsOnly(5);
    assertThat(heard.get(4).loss()).isLessThan(heard.get(0).loss());
  }

  @Test
  void aListenerThatThrowsEndsTheTrainingAndChangesNothing() {
    LogisticRegression model = logistic(0.25, -0.5);
    assertThatThrownBy(
            () ->
                model.fit(
                    THREE_ROWS,
                    ONE_EPOCH,
                    epoch -> {
                      throw new IllegalStateException("enough");
                    }))
        .hasMessage("enough");
    assertThat(weights(model)).containsExactly(0.25, -0.5);
  }

  @Test
  void interruptionEndsTheTrainingAndChangesNothing() {
    LogisticRegression model = logistic(0.25, -0.5);
    try {
      assertThatThrownBy(
              () ->
                  model.fit(
                      THREE_ROWS,
                      ONE_EPOCH.withEpochs(Integer.MAX_VALUE),
                      epoch -> {
                        if (epoch.number() == 3) {
                          Thread.currentThread().interrupt();
                        }
                      }))
          .isInstanceOf(EvaluationInterruptedException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(weights(model)).containsExactly(0.25, -0.5);
    model.fit(THREE_ROWS, ONE_EPOCH);
    assertThat(weights(model)).doesNotContain(-0.5);
  }

  // ---------------------------------------------------------- out of bounds

  @Test
  void aLossThatIsNotFiniteNamesEpochAndRow() {
    Dataset steep =
        Dataset.of(
            "steep",
            List.of("f"),
            List.of("no", "yes"),
            new double[][] {{1e200}, {-1e200}},
            new int[] {0, 0});
    LogisticRegression model = LogisticRegression.builder(steep).backend(new TapeBackend()).build();
    double[] before = weights(model);
    // The first step makes a weight of about −1e200 (or, if the row was right, the second does).
    assertThatThrownBy(() -> model.fit(steep, ONE_EPOCH.withEpochs(3)))
        .isInstanceOfSatisfying(
            TrainingException.class,
            failure -> {
              assertThat(failure.epoch()).isBetween(1, 2);
              assertThat(failure)
                  .hasMessageMatching(
                      "epoch "
                          + failure.epoch()
                          + ": the loss of row [01] of steep became Infinity, since in the logits,"
                          + " layer 1, 'z' became Infinity; a learning rate below 0.5 or standardised features may help");
            });
    assertThat(weights(model)).containsExactly(before);
  }

  @Test
  void aWeightThatIsNotFiniteIsNamed() {
    Dataset one =
        Dataset.of("one", List.of("f"), List.of("no", "yes"), new double[][] {{10}}, new int[] {0});
    LogisticRegression model = LogisticRegression.builder(one).backend(new TapeBackend()).build();
    model.parameters().get(1).assign(0);
    assertThatThrownBy(() -> model.fit(one, ONE_EPOCH.withLearningRate(1e308)))
        .isInstanceOf(TrainingException.class)
        .hasMessageStartingWith("epoch 1: 'w_1_1' became -Infinity; a learning rate below 1.0E308");
    assertThat(weights(model)).containsExactly(0, 0);
  }

  @Test
  void dataOfAnotherShapeIsRefused() {
    LogisticRegression model = logistic(0, 0);
    for (Dataset other : List.of(Datasets.iris(), Datasets.twoClusters(1))) {
      String message = "the model takes 1 features and labels [no, yes], but " + other.name();
      assertThatThrownBy(() -> model.fit(other, ONE_EPOCH))
          .isInstanceOf(DataException.class)
          .hasMessageStartingWith(message);
      assertThatThrownBy(() -> model.score(other)).hasMessageStartingWith(message);
      assertThatThrownBy(() -> model.predict(other)).hasMessageStartingWith(message);
    }
  }

  @Test
  void optionsAreChecked() {
    TrainingOptions options = TrainingOptions.DEFAULT;
    for (double rate : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> options.withLearningRate(rate))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("the learning rate is positive and finite, not " + rate);
    }
    assertThatThrownBy(() -> options.withEpochs(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the number of epochs is at least 1, not 0");
    assertThatThrownBy(() -> options.withBatchSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the batch size is at least 1, not 0");
    assertThat(options.withShuffling(false).withSeed(5)).isEqualTo(options(40, 0.02, 1, false, 5));
  }

  // ------------------------------------------------------------- prediction

  @Test
  void predictionsFollowTheLogit() {
    LogisticRegression model = logistic(-1, 2);
    assertThat(model.predict(1.0)).isEqualTo(1);
    assertThat(model.predict(0.0)).isZero();
    assertThat(model.predict(0.5)).as("a tie goes to the first class").isZero();
    assertThat(model.predictLabel(1.0)).isEqualTo("yes");
    assertThat(model.predict(THREE_ROWS)).containsExactly(1, 0, 0);
    assertThat(model.score(THREE_ROWS).accuracy()).isEqualTo(1);
  }

  @Test
  void predictionsOfSeveralClassesTakeTheLargest() {
    Dataset iris = Datasets.iris();
    LogisticRegression model =
        LogisticRegression.builder(iris).backend(new TapeBackend()).seed(4).build();
    int[] all = model.predict(iris);
    for (int row = 0; row < iris.rows(); row++) {
      double[] p = model.probabilities(iris.features(row));
      int largest = IntStream.range(0, 3).reduce(0, (a, b) -> p[b] > p[a] ? b : a);
      assertThat(all[row]).isEqualTo(largest);
      assertThat(model.predict(iris.features(row))).isEqualTo(largest);
      assertThat(Arrays.stream(p).sum()).isCloseTo(1, ROUNDING);
    }
  }

  @Test
  void featuresOfAPredictionAreChecked() {
    LogisticRegression model = logistic(0, 1);
    assertThatThrownBy(() -> model.predict(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model takes 1 features, not 2");
    assertThatThrownBy(() -> model.probabilities(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature 1 is NaN; features must be finite");
  }
}
