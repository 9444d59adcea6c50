package org.scalarflow.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Variable;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.FeatureEncoder;
import org.scalarflow.ml.data.NumberEncoding;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.TrainingOptions;

/** The whole way, judged by rows held out. Bounds are what was measured, less a margin. */
class ExperimentTest {

  private static TrainingOptions options(
      int epochs, double rate, int batchSize, boolean shuffled, long seed) {
    return TrainingOptions.DEFAULT
        .withEpochs(epochs)
        .withLearningRate(rate)
        .withBatchSize(batchSize)
        .withShuffling(shuffled)
        .withSeed(seed);
  }

  /** Hold-out accuracies over seeds 1, 2, …, with the defaults unless the experiment says more. */
  private static SummaryStatistics accuracies(int seeds, LongFunction<Experiment> experiment) {
    SummaryStatistics accuracies = new SummaryStatistics();
    for (long seed = 1; seed <= seeds; seed++) {
      Experiment one = experiment.apply(seed).seed(seed).backend(new TapeBackend());
      accuracies.addValue(one.run().holdOut().accuracy());
    }
    return accuracies;
  }

  @Test
  void logisticRegressionTellsTumoursApart() {
    // Measured over seeds 1 to 20: mean 0.9750, least 0.9225.
    SummaryStatistics accuracies = accuracies(20, seed -> Experiment.on(Datasets.breastCancer()));
    assertThat(accuracies.getMean()).isGreaterThanOrEqualTo(0.965);
    assertThat(accuracies.getMin()).isGreaterThan(0.90);
  }

  @Test
  void logisticRegressionTellsSpeciesApart() {
    // Measured over seeds 1 to 20: mean 0.9487, least 0.8462.
    SummaryStatistics accuracies = accuracies(20, seed -> Experiment.on(Datasets.iris()));
    assertThat(accuracies.getMean()).isGreaterThan(0.93);
    assertThat(accuracies.getMin()).isGreaterThan(0.80);
  }

  @ParameterizedTest
  @EnumSource
  void aPerceptronLearnsExclusiveOr(Activation activation) {
    // Measured over seeds 1 to 20: mean 0.9760 with relu, 0.9610 with sigmoid.
    SummaryStatistics accuracies =
        accuracies(20, seed -> Experiment.on(Datasets.noisyXor(seed)).perceptron(activation, 10));
    assertThat(accuracies.getMean()).isGreaterThanOrEqualTo(0.95);
  }

  @Test
  void logisticRegressionCannotLearnExclusiveOr() {
    assertThat(accuracies(5, seed -> Experiment.on(Datasets.noisyXor(seed))).getMean())
        .isBetween(0.3, 0.7);
  }

  @Test
  void logisticRegressionTellsClustersApart() {
    // Measured over seeds 1 to 20: mean 0.9895; no rule can do better than 0.9908.
    assertThat(accuracies(20, seed -> Experiment.on(Datasets.twoClusters(seed))).getMean())
        .isGreaterThan(0.98);
  }

  @Test
  void aPerceptronOfThreeClassesInBatchesLearns() {
    SummaryStatistics accuracies =
        accuracies(
            5,
            seed ->
                Experiment.on(Datasets.iris())
                    .perceptron(Activation.RELU, 8)
                    .batchSize(8)
                    .learningRate(0.1));
    assertThat(accuracies.getMean()).isGreaterThan(0.9);
  }

  @Test
  void theResultHoldsTheParts() {
    List<Epoch> heard = new ArrayList<>();
    Dataset data = Datasets.iris();
    Experiment.Result result =
        Experiment.on(data)
            .testFraction(0.4)
            .epochs(3)
            .batchSize(4)
            .learningRate(0.25)
            .seed(8)
            .backend(new TapeBackend())
            .listener(heard::add)
            .run();
    assertThat(result.options()).isEqualTo(options(3, 0.25, 4, true, 8));
    assertThat(result.epochs()).hasSize(3).isEqualTo(heard);
    assertThat(result.split().training().rows()).isEqualTo(90);
    assertThat(result.split().holdOut().rows()).isEqualTo(60);
    assertThat(result.training().total()).isEqualTo(90);
    assertThat(result.holdOut().total()).isEqualTo(60);
    assertThat(result.holdOut()).isEqualTo(result.model().score(result.split().holdOut()));
    // Means of the training rows, not of all.
    Split raw = Split.stratified(data, 0.4, 8);
    assertThat(result.encoder())
        .isEqualTo(FeatureEncoder.of(data.featureNames(), Standardizer.of(raw.training())));
    assertThat(((NumberEncoding) result.encoder().columns().get(0)).mean())
        .isEqualTo(StatUtils.mean(raw.training().column(0)));
    assertThat(result.rows().rows()).isEqualTo(90);
    assertThat(result.rows().features().columns().get(0).numbers())
        .containsExactly(raw.training().column(0));
    assertThat(result.split().holdOut().features(7))
        .containsExactly(result.encoder().encode(raw.holdOut().features(7)));
    assertThat(result.model().backendName()).isEqualTo("tape-for-tests");
  }

  @Test
  void theModelIsTheOneAskedFor() {
    Experiment experiment = Experiment.on(Datasets.iris()).epochs(1).backend(new TapeBackend());
    assertThat(experiment.run().model()).isInstanceOf(LogisticRegression.class);
    experiment.perceptron(Activation.SIGMOID, 3, 2);
    assertThat(experiment.run().model())
        .isInstanceOfSatisfying(
            MultilayerPerceptron.class,
            model -> {
              assertThat(model.hidden()).containsExactly(3, 2);
              assertThat(model.activations()).containsOnly(Activation.SIGMOID);
            });
    assertThat(experiment.logistic().run().model()).isInstanceOf(LogisticRegression.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void oneSeedDecidesEverything(int batchSize) {
    double[] first = weights(7, batchSize);
    assertThat(weights(7, batchSize)).containsExactly(first);
    assertThat(weights(8, batchSize)).isNotEqualTo(first);
  }

  private static double[] weights(long seed, int batchSize) {
    return Experiment.on(Datasets.iris())
        .seed(seed)
        .epochs(2)
        .batchSize(batchSize)
        .backend(new TapeBackend())
        .run()
        .model()
        .parameters()
        .stream()
        .mapToDouble(Variable::value)
        .toArray();
  }

  @Test
  void defaultsDependOnTheModel() {
    Experiment experiment = Experiment.on(Datasets.iris());
    assertThat(experiment.options()).isEqualTo(options(40, 0.02, 1, true, 1));
    assertThat(experiment.perceptron(Activation.RELU, 10).options())
        .isEqualTo(options(60, 0.05, 1, true, 1));
    assertThat(experiment.epochs(3).options()).isEqualTo(options(3, 0.05, 1, true, 1));
  }

  @Test
  void settingsAreCheckedWhenTheyAreMade() {
    Experiment experiment = Experiment.on(Datasets.iris());
    assertThatThrownBy(() -> experiment.testFraction(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> experiment.epochs(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> experiment.learningRate(-1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> experiment.batchSize(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> experiment.perceptron(Activation.RELU))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> experiment.perceptron(Activation.RELU, -3))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
