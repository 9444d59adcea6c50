package org.scalarflow.ml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandardizerTest {

  /** Rounding of a mean of a few hundred numbers near 1, with room. */
  private static final double ROUNDING = 1e-13;

  private static Dataset column(double... values) {
    double[][] rows = new double[values.length][];
    for (int row = 0; row < rows.length; row++) {
      rows[row] = new double[] {values[row]};
    }
    return Dataset.of("column", List.of("v"), List.of("a", "b"), rows, new int[values.length]);
  }

  @Test
  void takesMeanAndDeviationOfTheTrainingRowsOnly() {
    Standardizer standardizer = Standardizer.of(column(1, 3));
    assertThat(standardizer.means()).containsExactly(2);
    assertThat(standardizer.deviations()).containsExactly(1);
    assertThat(standardizer.apply(column(2, 5, -1)).column(0)).containsExactly(0, 3, -3);
    assertThat(standardizer.apply(4.5)).containsExactly(2.5);
  }

  @Test
  void trainingRowsGetMeanZeroAndDeviationOne() {
    Dataset data = Datasets.breastCancer();
    Dataset scaled = Standardizer.of(data).apply(data);
    for (int i = 0; i < scaled.featureCount(); i++) {
      assertThat(Math.abs(StatUtils.mean(scaled.column(i)))).isLessThan(ROUNDING);
      assertThat(Math.abs(StatUtils.populationVariance(scaled.column(i)) - 1)).isLessThan(ROUNDING);
    }
    assertThat(scaled.classCounts()).containsExactly(data.classCounts());
  }

  @Test
  void aConstantFeatureIsOnlyShifted() {
    // Three times 0.1 has a mean that is not 0.1 when it is rounded.
    Standardizer standardizer = Standardizer.of(column(0.1, 0.1, 0.1));
    assertThat(standardizer.apply(column(0.1, 1.1)).column(0)).containsExactly(0, 1);
  }

  /** 0.1 + 0.2 is not 0.3, but nothing that a model should learn from. */
  @Test
  void aFeatureThatIsConstantButForRoundingIsOnlyShifted() {
    double[] thirds = new double[30];
    Arrays.setAll(thirds, i -> i % 3 == 0 ? 0.1 + 0.2 : 0.3);
    Standardizer standardizer = Standardizer.of(column(thirds));
    assertThat(standardizer.deviations()).containsExactly(1);
    assertThat(standardizer.apply(0.31)[0]).isCloseTo(0.01, within(1e-15));
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-320, 1e-200, 1e-162, 1, 1e200, 5e307})
  void theUnitOfAFeatureDoesNotMatter(double unit) {
    double[] scaled = column(1, 2, 3).column(0);
    Dataset data = column(unit * scaled[0], unit * scaled[1], unit * scaled[2]);
    double[] standardized = Standardizer.of(data).apply(data).column(0);
    double far = Math.sqrt(1.5);
    assertThat(standardized).containsExactly(new double[] {-far, 0, far}, within(1e-3));
  }

  @Test
  void aDeviationThatVanishesDividesByNothing() {
    Standardizer standardizer = Standardizer.of(column(0, 0, 0, 0, 0, Double.MIN_VALUE));
    assertThat(standardizer.deviations()).containsExactly(1);
  }

  @Test
  void numbersThatAreTooFarAreNamed() {
    Standardizer narrow = Standardizer.of(column(0, 1e-150));
    assertThatThrownBy(() -> narrow.apply(column(1e200)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("features must be finite");
  }

  @Test
  void theNumberOfFeaturesMustAgree() {
    assertThatThrownBy(() -> Standardizer.of(column(1, 2)).apply(1, 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("2 features were given, but 1 were standardised");
  }

  @Test
  void givesOutCopies() {
    Standardizer standardizer = Standardizer.of(column(1, 3));
    standardizer.means()[0] = 9;
    standardizer.deviations()[0] = 9;
    assertThat(standardizer.apply(3.0)).containsExactly(1);
  }

  @Test
  void isBuiltAgainFromItsNumbers() {
    Standardizer fitted = Standardizer.of(Datasets.iris());
    double[] means = fitted.means();
    Standardizer again = Standardizer.of(means, fitted.deviations());
    means[0] = 9;
    assertThat(again).isEqualTo(fitted).hasSameHashCodeAs(fitted);
    assertThat(again.apply(5, 3, 4, 1)).containsExactly(fitted.apply(5, 3, 4, 1));
    assertThat(again)
        .isNotEqualTo(Standardizer.of(means, fitted.deviations()))
        .isNotEqualTo(Standardizer.of(fitted.means(), new double[] {1, 1, 1, 1}))
        .isNotEqualTo(null);
  }

  @Test
  void numbersThatAreNoScaleAreRefused() {
    refused(new double[0], new double[0], "for each feature, not 0 and 0");
    refused(new double[2], new double[] {1}, "for each feature, not 2 and 1");
    refused(new double[] {Double.NaN}, new double[] {1}, "mean 0 is NaN; it must be finite");
    for (double deviation : new double[] {0, -0.0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused(
          new double[2],
          new double[] {1, deviation},
          "deviation 1 is " + deviation + "; it must be positive and finite");
    }
  }

  private static void refused(double[] means, double[] deviations, String message) {
    assertThatThrownBy(() -> Standardizer.of(means, deviations))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
