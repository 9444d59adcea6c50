package org.scalarflow.ml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.Variable;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Datasets;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.train.Minimum;
import org.scalarflow.ml.train.Penalty;

/** Logistic regression to convergence. */
class MinimizationTest {

  private static double[] weights(Classifier model) {
    return model.parameters().stream().mapToDouble(Variable::value).toArray();
  }

  private static LogisticRegression model(Dataset data, long seed) {
    return LogisticRegression.builder(data).seed(seed).backend(new TapeBackend()).build();
  }

  private static Dataset standardized(Dataset data) {
    return Standardizer.of(data).apply(data);
  }

  /** One feature that is ±1: sigmoid(b ± w) are the shares of each half. */
  @Test
  void theMinimumOfTwoPointsIsTheLogitOfTheirShares() {
    double[][] rows = {{1}, {1}, {1}, {1}, {-1}, {-1}, {-1}, {-1}, {-1}};
    Dataset data =
        Dataset.of(
            "shares",
            List.of("f"),
            List.of("no", "yes"),
            rows,
            new int[] {1, 1, 1, 0, 1, 0, 0, 0, 0});
    LogisticRegression model = model(data, 1);
    Minimum minimum = model.minimize(data, Penalty.NONE, 1e-12);
    assertThat(minimum.isReached()).isTrue();
    double above = Math.log(3.0 / 1.0);
    double below = Math.log(1.0 / 4.0);
    Offset<Double> near = Offset.offset(1e-10);
    assertThat(weights(model)[0]).isCloseTo((above + below) / 2, near);
    assertThat(weights(model)[1]).isCloseTo((above - below) / 2, near);
  }

  /** ½‖w‖² + Σ loss to a gradient of 1e-8, from anywhere. */
  @Test
  void breastCancerConverges() {
    Dataset data = standardized(Datasets.breastCancer());
    double rows = data.rows();
    LogisticRegression model = model(data, 1);
    Minimum minimum = model.minimize(data, Penalty.l2(1 / rows), 1e-8 / rows);
    assertThat(minimum.isReached()).isTrue();
    assertThat(minimum.gradientNorm() * rows).isLessThanOrEqualTo(1e-8);
    LogisticRegression other = model(data, 2);
    Minimum again = other.minimize(data, Penalty.l2(1 / rows), 1e-8 / rows);
    assertThat(again.objective()).isCloseTo(minimum.objective(), Offset.offset(1e-14));
    assertThat(weights(other)).containsExactly(weights(model), Offset.offset(1e-7));
    assertThat(model.score(data).accuracy()).isGreaterThan(0.98);
  }

  @Test
  void severalClassesConverge() {
    Dataset data = standardized(Datasets.iris());
    LogisticRegression model = model(data, 1);
    Minimum minimum = model.minimize(data, Penalty.l2(0.01), 1e-10);
    assertThat(minimum.isReached()).isTrue();
    assertThat(model.score(data).accuracy()).isGreaterThan(0.94);
  }

  /** Classes that can be separated have no minimum without a penalty; it ends far out. */
  @Test
  void whereThereIsNoMinimumItEnds() {
    Dataset data =
        Dataset.of(
            "separable",
            List.of("f"),
            List.of("no", "yes"),
            new double[][] {{1}, {-1}},
            new int[] {1, 0});
    LogisticRegression model = model(data, 1);
    Minimum minimum = model.minimize(data, Penalty.NONE, 1e-300);
    assertThat(minimum.objective()).isBetween(0.0, 1e-9);
    assertThat(minimum.isReached()).isEqualTo(minimum.gradientNorm() <= 1e-300);
    assertThat(weights(model)[1]).isFinite().isGreaterThan(20);
    assertThat(model.score(data).accuracy()).isEqualTo(1);
  }

  /** Sums of such features leave the range, or cannot be solved for. */
  @ParameterizedTest
  @ValueSource(doubles = {1e150, 1e155, 1e300})
  void numbersThatAreTooLargeLeaveTheModelAsItWas(double unit) {
    double[][] rows = {{unit, 2 * unit}, {-unit, unit}, {3 * unit, -unit}};
    Dataset data =
        Dataset.of("large", List.of("f", "g"), List.of("no", "yes"), rows, new int[] {0, 1, 1});
    LogisticRegression model = model(data, 1);
    double[] before = weights(model);
    try {
      model.minimize(data, Penalty.NONE, 1e-8);
      assertThat(weights(model)).doesNotContain(Double.NaN);
    } catch (DataException refused) {
      assertThat(refused).hasMessageContaining("large").hasMessageContaining("standardise");
      assertThat(weights(model)).containsExactly(before);
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    Dataset data = Datasets.iris();
    LogisticRegression model = model(data, 1);
    assertThatThrownBy(() -> model.minimize(data, Penalty.l1(0.1), 1e-8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no derivative at 0");
    for (double tolerance : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> model.minimize(data, Penalty.NONE, tolerance))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("tolerance");
    }
  }
}
