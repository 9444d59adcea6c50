package org.scalarflow.ml.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.Variable;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.random.RandomStream;
import org.scalarflow.ml.train.TrainingOptions;

class InitializationTest {

  private static final int IN = 12;
  private static final int OUT = 18;
  private static final int DRAWS = 40_000;

  private static double[] draws(Initialization initialization) {
    double[] draws = new double[DRAWS];
    var random = RandomStream.WEIGHTS.generator(11);
    Arrays.setAll(draws, i -> initialization.draw(random, IN, OUT));
    return draws;
  }

  @ParameterizedTest
  @CsvSource({
    "GLOROT_UNIFORM, 0.06666666666666667", // 2 / (12 + 18)
    "GLOROT_NORMAL, 0.06666666666666667",
    "HE_UNIFORM, 0.16666666666666666", // 2 / 12
    "HE_NORMAL, 0.16666666666666666",
  })
  void hasTheVarianceOfItsPaper(Initialization initialization, double variance) {
    double[] draws = draws(initialization);
    double deviation = Math.sqrt(variance);
    // Six standard errors; that of a variance is at most σ²·√(2/n).
    assertThat(Math.abs(StatUtils.mean(draws))).isLessThan(6 * deviation / Math.sqrt(DRAWS));
    assertThat(Math.abs(StatUtils.variance(draws) / variance - 1))
        .isLessThan(6 * Math.sqrt(2.0 / DRAWS));
  }

  @Test
  void uniformOnesHaveTheirLimit() {
    assertThat(StatUtils.max(draws(Initialization.GLOROT_UNIFORM)))
        .isBetween(0.99 * Math.sqrt(6.0 / 30), Math.sqrt(6.0 / 30));
    assertThat(StatUtils.min(draws(Initialization.HE_UNIFORM)))
        .isBetween(-Math.sqrt(6.0 / 12), -0.99 * Math.sqrt(6.0 / 12));
    assertThat(StatUtils.max(draws(Initialization.HE_NORMAL))).isGreaterThan(1.2);
  }

  @ParameterizedTest
  @EnumSource
  void theSeedFixesEveryBit(Initialization initialization) {
    List<Double> weights = weights(initialization, 5);
    assertThat(weights(initialization, 5)).isEqualTo(weights);
    assertThat(weights(initialization, 6)).isNotEqualTo(weights);
  }

  @Test
  void biasesStartAtZeroAndWeightsAreScaledByTheirLayer() {
    MultilayerPerceptron model =
        MultilayerPerceptron.builder(NetworkTest.data(2, 2))
            .hidden(300, 2)
            .initialization(Initialization.HE_UNIFORM)
            .build();
    double largest = 0;
    for (Variable parameter : model.parameters()) {
      if (parameter.name().startsWith("b_")) {
        assertThat(parameter.value()).isZero();
      } else if (parameter.name().startsWith("w_2_")) {
        largest = Math.max(largest, Math.abs(parameter.value()));
      }
    }
    assertThat(largest).isBetween(0.98 * Math.sqrt(6.0 / 300), Math.sqrt(6.0 / 300));
  }

  @Test
  void activationsHaveTheirOwn() {
    assertThat(Activation.SIGMOID.initialization()).isEqualTo(Initialization.GLOROT_UNIFORM);
    assertThat(Activation.RELU.initialization()).isEqualTo(Initialization.HE_UNIFORM);
  }

  private static List<Double> weights(Initialization initialization, long seed) {
    return LogisticRegression.builder(NetworkTest.data(4, 3))
        .initialization(initialization)
        .seed(seed)
        .backend(new TapeBackend())
        .build()
        .parameters()
        .stream()
        .map(Variable::value)
        .toList();
  }

  /** A model that is drawn anew is like a new one of that seed. */
  @Test
  void weightsCanBeDrawnAnew() {
    Dataset data = Datasets.iris();
    MultilayerPerceptron.Builder builder =
        MultilayerPerceptron.builder(data)
            .hidden(4, 3)
            .activation(Activation.SIGMOID, Activation.RELU)
            .backend(new TapeBackend());
    MultilayerPerceptron model = builder.seed(1).build();
    double[] before = weights(model);
    model.fit(data, TrainingOptions.DEFAULT.withEpochs(2));
    model.initialize(1);
    assertThat(weights(model)).containsExactly(before);
    model.initialize(5);
    assertThat(weights(model)).containsExactly(weights(builder.seed(5).build()));
    model.initialize(Initialization.HE_NORMAL, 5);
    assertThat(weights(model))
        .containsExactly(weights(builder.initialization(Initialization.HE_NORMAL).seed(5).build()));
  }

  private static double[] weights(Classifier model) {
    return model.parameters().stream().mapToDouble(Variable::value).toArray();
  }
}
