package org.scalarflow.ml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.LongToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.train.Optimizer;
import org.scalarflow.ml.train.TrainingOptions;

/** Models predict rows they have not seen, on the mean over twenty seeds. */
class HoldOutAccuracyTest {

  private static final int SEEDS = 20;

  private static double mean(LongToDoubleFunction accuracyBySeed) {
    return LongStream.rangeClosed(1, SEEDS).mapToDouble(accuracyBySeed).average().orElseThrow();
  }

  private static double accuracy(Experiment experiment, long seed) {
    return experiment.backend(new TapeBackend()).seed(seed).run().holdOut().accuracy();
  }

  @Test
  void logisticRegressionOnBreastCancer() {
    Dataset data = Datasets.breastCancer();
    assertThat(mean(seed -> accuracy(Experiment.on(data).logistic(), seed)))
        .isGreaterThanOrEqualTo(0.965);
  }

  @Test
  void logisticRegressionWithThreeClassesOnIris() {
    Dataset data = Datasets.iris();
    assertThat(mean(seed -> accuracy(Experiment.on(data).logistic(), seed)))
        .isGreaterThanOrEqualTo(0.94);
  }

  @Test
  void tenHiddenUnitsOnNoisyXor() {
    assertThat(
            mean(
                seed ->
                    accuracy(
                        Experiment.on(Datasets.load("noisy-xor", null, seed))
                            .perceptron(Activation.RELU, 10),
                        seed)))
        .isGreaterThanOrEqualTo(0.97);
  }

  /** Two arms of three half turns, 400 points, noise 0.02. */
  @Test
  void twoHiddenLayersOnSpirals() {
    TrainingOptions options =
        TrainingOptions.DEFAULT
            .withEpochs(60)
            .withBatchSize(8)
            .withOptimizer(Optimizer.adam())
            .withLearningRate(0.01);
    assertThat(mean(seed -> spirals(seed, options))).isGreaterThanOrEqualTo(0.97);
  }

  private static double spirals(long seed, TrainingOptions options) {
    Split split = Split.stratified(Datasets.load("spirals", null, seed), 0.25, seed);
    Standardizer standardizer = Standardizer.of(split.training());
    Dataset training = standardizer.apply(split.training());
    MultilayerPerceptron model =
        MultilayerPerceptron.builder(training)
            .hidden(32, 32)
            .seed(seed)
            .backend(new TapeBackend())
            .build();
    model.fit(training, options.withSeed(seed));
    return model.score(standardizer.apply(split.holdOut())).accuracy();
  }
}
