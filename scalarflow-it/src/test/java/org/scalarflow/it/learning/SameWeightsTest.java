package org.scalarflow.it.learning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.Variable;
import org.scalarflow.compiled.CompiledBackend;
import org.scalarflow.ml.data.Blobs;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.NoisyXor;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.train.EarlyStopping;
import org.scalarflow.ml.train.Optimizer;
import org.scalarflow.ml.train.Penalty;
import org.scalarflow.ml.train.TrainingOptions;
import org.scalarflow.naive.NaiveBackend;
import org.scalarflow.parallel.ParallelBackend;
import org.scalarflow.spi.Backend;

/** The same seed gives the same weights, bit for bit, on every backend and number of threads. */
class SameWeightsTest {

  private static final Dataset TWO_CLASSES = NoisyXor.DEFAULT.withPoints(150).generate(1);
  private static final Dataset MORE_CLASSES =
      standardized(Blobs.DEFAULT.withPoints(150).generate(1));

  private static final TrainingOptions SAMPLE_BY_SAMPLE =
      TrainingOptions.DEFAULT.withEpochs(3).withLearningRate(0.05);

  private static Dataset standardized(Dataset data) {
    return Standardizer.of(data).apply(data);
  }

  /** Ways of training that take all of what a backend offers. */
  static Stream<TrainingOptions> ways() {
    return Stream.of(
        SAMPLE_BY_SAMPLE,
        SAMPLE_BY_SAMPLE
            .withLearningRate(0.005)
            .withOptimizer(Optimizer.nesterov(0.9))
            .withPenalty(Penalty.l2(1e-3)),
        SAMPLE_BY_SAMPLE.withBatchSize(7).withOptimizer(Optimizer.adam()).withGradientNorms(true),
        SAMPLE_BY_SAMPLE.withBatchSize(Integer.MAX_VALUE).withEpochs(20));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void onEveryBackendAndNumberOfThreads(TrainingOptions way) {
    for (Dataset data : List.of(TWO_CLASSES, MORE_CLASSES)) {
      TrainingOptions options = way.withEarlyStopping(new EarlyStopping(data, 3));
      for (Activation activation : Activation.values()) {
        List<Long> expected = bits(new NaiveBackend(), data, activation, options);
        for (Backend backend : others()) {
          assertThat(bits(backend, data, activation, options))
              .as("%s on %s with %s", backend.name(), data.name(), activation)
              .isEqualTo(expected);
        }
      }
    }
  }

  private static List<Backend> others() {
    List<Backend> backends = new ArrayList<>();
    for (int threads : new int[] {1, 2, 3}) {
      backends.add(new ParallelBackend(threads));
      backends.add(new CompiledBackend(threads));
    }
    return backends;
  }

  private static List<Long> bits(
      Backend backend, Dataset data, Activation activation, TrainingOptions options) {
    try (backend) {
      MultilayerPerceptron model =
          MultilayerPerceptron.builder(data)
              .hidden(5, 4)
              .activation(activation)
              .seed(3)
              .backend(backend)
              .build();
      model.fit(data, options);
      return model.parameters().stream()
          .map(Variable::value)
          .map(Double::doubleToLongBits)
          .toList();
    }
  }
}
