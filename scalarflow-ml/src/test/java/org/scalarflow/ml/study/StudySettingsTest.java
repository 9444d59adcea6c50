package org.scalarflow.ml.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;

class StudySettingsTest {

  private static final StudySettings DEFAULT = StudySettings.DEFAULT;

  @Test
  void theDefaultsAreThoseThatAreDocumented() {
    assertThat(DEFAULT.trainings()).isEqualTo(600);
    assertThat(DEFAULT.combinations()).hasSize(600).doesNotHaveDuplicates();
    assertThat(DEFAULT.shallowest()).isEqualTo(1);
    assertThat(DEFAULT.deepest()).isEqualTo(10);
  }

  @Test
  void combinationsGoNetworkByNetwork() {
    assertThat(Trials.SMALL.combinations())
        .containsExactly(
            Trials.sigmoid(1, 1),
            Trials.sigmoid(1, 2),
            Trials.sigmoid(3, 1),
            Trials.sigmoid(3, 2),
            Trials.relu(1, 1),
            Trials.relu(1, 2),
            Trials.relu(3, 1),
            Trials.relu(3, 2));
  }

  @Test
  void allDataIsMadeFromASeed() {
    for (String name : StudySettings.generatedData()) {
      assertThat(Datasets.names()).contains(name);
      assertThat(Datasets.load(name, null, 1).column(0))
          .isNotEqualTo(Datasets.load(name, null, 2).column(0));
      assertThat(DEFAULT.withData(name).data()).isEqualTo(name);
    }
  }

  @Test
  void limitsAreNamed() {
    refused("within 1 and 50, not 51", () -> DEFAULT.withDepths(List.of(51)));
    refused("within 1 and 50, not 0", () -> DEFAULT.withDepths(List.of(1, 0)));
    refused("there is no depth", () -> DEFAULT.withDepths(List.of()));
    refused("depth twice: [2, 2]", () -> DEFAULT.withDepths(List.of(2, 2)));
    refused("there is no activation", () -> DEFAULT.withActivations(List.of()));
    refused("there is no initialization", () -> DEFAULT.withInitializations(List.of()));
    refused("the width is within 1 and 100, not 101", () -> DEFAULT.withWidth(101));
    refused("seeds is within 1 and 10000, not 0", () -> DEFAULT.withSeeds(0));
    refused("at most 10000 trainings, not 10020", () -> DEFAULT.withSeeds(167));
    refused("epochs is within 1 and 10000, not 10001", () -> DEFAULT.withEpochs(10_001));
    refused("at most 10000000 losses and norms, not 13500000", () -> DEFAULT.withEpochs(3000));
    refused("batch size is at least 1, not 0", () -> DEFAULT.withBatchSize(0));
    refused("positive and finite, not NaN", () -> DEFAULT.withLearningRate(Double.NaN));
    refused("positive and finite, not 0.0", () -> DEFAULT.withLearningRate(0));
    refused(
        "positive and finite, not Infinity",
        () -> DEFAULT.withLearningRate(Double.POSITIVE_INFINITY));
    refused("'iris' is not made from one; choose one of blobs,", () -> DEFAULT.withData("iris"));
    refused("'../x.csv' is not made", () -> DEFAULT.withData("../x.csv"));
  }

  @Test
  void theLimitsThemselvesAreAllowed() {
    assertThat(
            DEFAULT
                .withEpochs(1)
                .withDepths(IntStream.rangeClosed(1, 50).boxed().toList())
                .withWidth(100)
                .withSeeds(33)
                .trainings())
        .isEqualTo(9_900);
  }

  private static void refused(String message, ThrowingCallable making) {
    assertThatThrownBy(making)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @EnumSource
  void activationsReadBack(Activation activation) {
    assertThat(StudyNames.activation(StudyNames.of(activation))).isEqualTo(activation);
    assertThat(StudyNames.activation(activation.name())).isEqualTo(activation);
  }

  @ParameterizedTest
  @EnumSource
  void initializationsReadBack(Initialization initialization) {
    assertThat(StudyNames.initialization(StudyNames.of(initialization))).isEqualTo(initialization);
    assertThat(StudyNames.initialization(initialization.name())).isEqualTo(initialization);
  }

  @Test
  void unknownNamesAreToldWithThoseThereAre() {
    assertThat(StudyNames.initialization("Glorot")).isEqualTo(Initialization.GLOROT_UNIFORM);
    refused(
        "there is no activation 'relo'; there are sigmoid, tanh, relu, leaky-relu",
        () -> StudyNames.activation("relo"));
    refused(
        "there is no initialization 'xavier'; there are glorot, glorot-normal, he, he-normal",
        () -> StudyNames.initialization("xavier"));
  }
}
