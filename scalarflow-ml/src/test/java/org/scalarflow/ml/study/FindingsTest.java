package org.scalarflow.ml.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Initialization;

class FindingsTest {

  private static final Activation SIGMOID = Activation.SIGMOID;
  private static final Activation RELU = Activation.RELU;
  private static final Initialization HE = Initialization.HE_UNIFORM;

  /** Rounding of a few operations on numbers near 1. */
  private static final double ROUNDING = 1e-12;

  /** Tables of Student's distribution give so many digits. */
  private static final double TABLE = 5e-4;

  @Test
  void anIntervalIsThatOfTheTables() {
    Estimate estimate = Estimate.of(1, 2, 3, 4, Double.NaN, 5);
    assertThat(estimate.count()).isEqualTo(5);
    assertThat(estimate.mean()).isEqualTo(3);
    double half = 2.776 * Math.sqrt(2.5 / 5);
    assertThat(estimate.low()).isCloseTo(3 - half, within(TABLE));
    assertThat(estimate.high()).isCloseTo(3 + half, within(TABLE));
    assertThat(Estimate.quantile(9)).isCloseTo(2.262, within(TABLE));
    assertThat(Estimate.quantile(1)).isCloseTo(12.706, within(TABLE));
  }

  @Test
  void fewNumbersHaveNoInterval() {
    assertThat(Estimate.of()).isEqualTo(new Estimate(0, Double.NaN, Double.NaN, Double.NaN));
    assertThat(Estimate.of(0.7)).isEqualTo(new Estimate(1, 0.7, Double.NaN, Double.NaN));
    assertThat(Estimate.of(0.7).excludesZero()).isFalse();
    assertThat(Estimate.of(0.5, 0.5)).isEqualTo(new Estimate(2, 0.5, 0.5, 0.5));
    assertThat(Estimate.of(0.5, 0.5).excludesZero()).isTrue();
    assertThat(Estimate.of(-0.5, -0.5).excludesZero()).isTrue();
    assertThat(Estimate.of(-1, 1).excludesZero()).isFalse();
  }

  private static Findings findings(double... accuraciesBySeed) {
    StudySettings settings = Trials.SMALL.withSeeds(accuraciesBySeed.length);
    List<Trial> trials = new ArrayList<>();
    for (int i = 0; i < accuraciesBySeed.length; i++) {
      trials.add(Trials.trial(Trials.sigmoid(3, i + 1), accuraciesBySeed[i], 0.25, 3, 2, 1));
    }
    return new Findings(settings, trials);
  }

  @Test
  void verdictsFollowTheNumbers() {
    assertThat(findings(0.97, 0.98, 0.99).verdict(SIGMOID, HE, 3)).isEqualTo(Verdict.LEARNS);
    assertThat(findings(0.5, 0.51, 0.49).verdict(SIGMOID, HE, 3)).isEqualTo(Verdict.FAILS);
    assertThat(findings(0.5, 0.5).verdict(SIGMOID, HE, 3)).isEqualTo(Verdict.FAILS);
    assertThat(findings(0.7, 0.71, 0.69).verdict(SIGMOID, HE, 3)).isEqualTo(Verdict.BETWEEN);
    assertThat(findings(0.5, 1, 0.75).verdict(SIGMOID, HE, 3)).isEqualTo(Verdict.BETWEEN);
    assertThat(findings(0.97).verdict(SIGMOID, HE, 3)).isEqualTo(Verdict.UNKNOWN);
    assertThat(findings(0.97, 0.99).verdict(RELU, HE, 3)).isEqualTo(Verdict.UNKNOWN);
  }

  @Test
  void differencesAreOfTheSameSeed() {
    Findings findings =
        new Findings(
            Trials.SMALL.withSeeds(3),
            List.of(
                Trials.trial(Trials.sigmoid(3, 1), 0.5, 1, 1),
                Trials.trial(Trials.sigmoid(3, 2), 0.6, 1, 1),
                Trials.diverged(Trials.sigmoid(3, 3)),
                Trials.trial(Trials.relu(3, 1), 0.9, 1, 1),
                Trials.trial(Trials.relu(3, 2), 1.0, 1, 1),
                Trials.trial(Trials.relu(3, 3), 0.2, 1, 1)));
    Estimate difference = findings.difference(RELU, SIGMOID, HE, 3);
    assertThat(difference.count()).isEqualTo(2);
    assertThat(difference.mean()).isCloseTo(0.4, within(ROUNDING));
    assertThat(difference.low()).isCloseTo(0.4, within(ROUNDING));
    assertThat(findings.diverged(SIGMOID, HE, 3)).isEqualTo(1);
    assertThat(findings.diverged(RELU, HE, 3)).isZero();
    assertThat(findings.accuracy(SIGMOID, HE, 3).mean()).isCloseTo(0.55, within(ROUNDING));
    assertThat(findings.gain(SIGMOID, HE, 3).mean()).isCloseTo(0.05, within(ROUNDING));
    assertThat(findings.guessing()).isEqualTo(0.5);
  }

  @Test
  void ratiosAreGeometricMeansAndLeaveOutZeros() {
    Findings findings =
        new Findings(
            Trials.SMALL.withSeeds(3),
            List.of(
                Trials.trial(Trials.sigmoid(3, 1), 0.5, 0.01, 1, 1, 1),
                Trials.trial(Trials.sigmoid(3, 2), 0.5, 0.0001, 1, 1, 1),
                Trials.trial(Trials.sigmoid(3, 3), 0.5, 0, 1, 1, 1)));
    Estimate ratio = findings.firstRatio(SIGMOID, HE, 3);
    assertThat(ratio.count()).isEqualTo(2);
    assertThat(ratio.mean()).isCloseTo(0.001, within(ROUNDING));
    double half = 12.706 * Math.sqrt(2) / Math.sqrt(2);
    assertThat(Math.log10(ratio.high())).isCloseTo(-3 + half, within(TABLE));
    assertThat(findings.firstNorms(SIGMOID, HE, 3)[0]).isCloseTo(0.001, within(ROUNDING));
    assertThat(findings.trainingNorms(SIGMOID, HE, 3)[0]).isCloseTo(0.001, within(ROUNDING));
    assertThat(findings.trainingNorms(SIGMOID, HE, 3)[3]).isEqualTo(1);
    assertThat(findings.firstNorms(RELU, HE, 3)).containsOnly(Double.NaN);
  }

  @Test
  void theDecayIsTheSlope() {
    List<Trial> trials = new ArrayList<>();
    for (int depth : new int[] {1, 3}) {
      trials.add(Trials.trial(Trials.sigmoid(depth, 1), 0.5, Math.pow(0.25, depth), 1));
      trials.add(Trials.trial(Trials.sigmoid(depth, 2), 0.5, Math.pow(0.25, depth), 1));
    }
    Findings findings = new Findings(Trials.SMALL, trials);
    assertThat(findings.decay(SIGMOID, HE).factor()).isCloseTo(0.25, within(ROUNDING));
    assertThat(findings.decay(SIGMOID, HE).low()).isCloseTo(0.25, within(1e-6));
    assertThat(findings.decay(RELU, HE).factor()).isNaN();
  }

  @Test
  void lossesAreThoseOfWholeTrainings() {
    Findings findings =
        new Findings(
            Trials.SMALL.withSeeds(3),
            List.of(
                Trials.trial(Trials.sigmoid(3, 1), 0.5, 1, 3, 2, 1),
                Trials.trial(Trials.sigmoid(3, 2), 0.5, 1, 5, 4, 3),
                Trials.diverged(Trials.sigmoid(3, 3))));
    assertThat(findings.losses(SIGMOID, HE, 3))
        .extracting(Estimate::mean)
        .containsExactly(4.0, 3.0, 2.0);
    assertThat(findings.losses(RELU, HE, 3)).extracting(Estimate::count).containsOnly(0);
  }

  @Test
  void aTrialHasANormForEachLayer() {
    assertThatThrownBy(
            () -> new Trial(Trials.relu(3, 1), 0.5, 1, 0, List.of(), List.of(1.0, 1.0), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("relu, he, depth 3, seed 1")
        .hasMessageContaining("4 layers");
  }
}
