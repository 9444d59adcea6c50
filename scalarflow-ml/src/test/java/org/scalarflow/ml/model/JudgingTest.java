package org.scalarflow.ml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.metric.LogLoss;
import org.scalarflow.ml.metric.RocCurve;
import org.scalarflow.ml.train.TrainingOptions;

/** What a classifier says of many rows at once, against what it says of each. */
class JudgingTest {

  /** Probabilities are rounded where logits are not. */
  private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

  private static Dataset rows(String name) {
    Dataset data = Datasets.load(name, null, 1);
    return Standardizer.of(data).apply(data);
  }

  private static Classifier trained(Dataset data) {
    Classifier model =
        MultilayerPerceptron.builder(data).hidden(4).backend(new TapeBackend()).build();
    model.fit(data, TrainingOptions.DEFAULT.withEpochs(2));
    return model;
  }

  @ParameterizedTest
  @ValueSource(strings = {"iris", "noisy-xor"})
  void manyRowsAreAsEachAlone(String name) {
    Dataset data = rows(name);
    Classifier model = trained(data);
    double[][] features = new double[data.rows()][];
    Arrays.setAll(features, data::features);
    double[][] probabilities = model.probabilities(features);
    int[] classes = model.predict(features);
    assertThat(classes).containsExactly(model.predict(data));
    int[] actual = new int[data.rows()];
    for (int row = 0; row < features.length; row++) {
      assertThat(probabilities[row]).containsExactly(model.probabilities(features[row]));
      assertThat(classes[row]).isEqualTo(model.predict(features[row]));
      actual[row] = data.classOf(row);
    }
    assertThat(model.logLoss(data))
        .isCloseTo(LogLoss.ofProbabilities(actual, probabilities), ROUNDING);
    assertThat(model.predict(new double[0][])).isEmpty();
    assertThat(model.probabilities(new double[0][])).isEmpty();
  }

  @Test
  void theRocCurveIsThatOfTheProbabilities() {
    Dataset data = rows("breast-cancer");
    Classifier model = LogisticRegression.builder(data).backend(new TapeBackend()).build();
    int[] actual = new int[data.rows()];
    double[] second = new double[data.rows()];
    for (int row = 0; row < actual.length; row++) {
      actual[row] = data.classOf(row);
      second[row] = model.probabilities(data.features(row))[1];
    }
    assertThat(model.rocCurve(data).area()).isCloseTo(RocCurve.of(actual, second).area(), ROUNDING);
    Dataset iris = rows("iris");
    Classifier three = trained(iris);
    assertThatThrownBy(() -> three.rocCurve(iris))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a ROC curve is of two classes, but this model has 3");
  }

  @Test
  void aSureAndWrongAnswerHasAFiniteLogLoss() {
    Dataset data =
        Dataset.of("d", List.of("x"), List.of("a", "b"), new double[][] {{1}}, new int[] {0});
    Classifier model = LogisticRegression.builder(data).backend(new TapeBackend()).build();
    model.parameters().get(0).assign(0);
    model.parameters().get(1).assign(5000);
    assertThat(model.probabilities(1)).containsExactly(0, 1);
    assertThat(model.logLoss(data)).isEqualTo(5000);
  }

  @Test
  void rowsThatDoNotFitAreRefused() {
    Classifier model = trained(rows("iris"));
    assertThatThrownBy(() -> model.predict(new double[][] {{1, 2, 3, 4}, {1, 2, 3}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the model takes 4 features, not 3");
    assertThatThrownBy(() -> model.probabilities(new double[][] {{1, 2, Double.NaN, 4}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("feature 3 is NaN; features must be finite");
  }
}
