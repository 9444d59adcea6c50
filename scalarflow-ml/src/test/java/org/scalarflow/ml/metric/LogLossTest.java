package org.scalarflow.ml.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LogLossTest {

  /** A few hundred roundings of numbers near 1. */
  private static final double ROUNDING = 1e-12;

  private static final int[] ACTUAL = {0, 1};

  @Test
  void probabilitiesByHand() {
    double[][] given = {{0.5, 0.5}, {0.75, 0.25}};
    assertThat(LogLoss.ofProbabilities(ACTUAL, given))
        .isCloseTo((Math.log(2) + Math.log(4)) / 2, within(ROUNDING));
    double[][] sure = {{1, 0, 0}, {0, 1, 0}};
    assertThat(LogLoss.ofProbabilities(ACTUAL, sure)).isEqualTo(0.0);
    double[][] even = {{0.2, 0.2, 0.2, 0.2, 0.2}};
    assertThat(LogLoss.ofProbabilities(new int[] {4}, even))
        .isCloseTo(Math.log(5), within(ROUNDING));
  }

  @Test
  void aSureWrongAnswerIsInfinitelyBadUnlessClipped() {
    double[][] given = {{1, 0}, {1, 0}};
    assertThat(LogLoss.ofProbabilities(ACTUAL, given)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(LogLoss.ofProbabilities(ACTUAL, given, 1e-15))
        .isCloseTo(15 * Math.log(10) / 2, within(ROUNDING));
    assertThat(LogLoss.ofProbabilities(ACTUAL, given, 1)).isEqualTo(0);
    double[][] better = {{0.5, 0.5}, {0.5, 0.5}};
    assertThat(LogLoss.ofProbabilities(ACTUAL, better, 1e-15))
        .isEqualTo(LogLoss.ofProbabilities(ACTUAL, better));
  }

  @Test
  void logitsAgreeWithTheirProbabilities() {
    Random random = new Random(5);
    int rows = 200;
    int[] three = random.ints(rows, 0, 3).toArray();
    int[] two = random.ints(rows, 0, 2).toArray();
    double[][] logits = new double[rows][];
    double[][] probabilities = new double[rows][];
    double[] single = random.doubles(rows, -20, 20).toArray();
    double[][] ofTwo = new double[rows][];
    double[][] pairs = new double[rows][];
    for (int row = 0; row < rows; row++) {
      logits[row] = random.doubles(3, -5, 5).toArray();
      double sum = Arrays.stream(logits[row]).map(Math::exp).sum();
      probabilities[row] = Arrays.stream(logits[row]).map(z -> Math.exp(z) / sum).toArray();
      double odds = Math.exp(single[row]);
      ofTwo[row] = new double[] {1 / (1 + odds), odds / (1 + odds)};
      pairs[row] = new double[] {0, single[row]};
    }
    assertThat(LogLoss.ofLogits(three, logits))
        .isCloseTo(LogLoss.ofProbabilities(three, probabilities), within(ROUNDING));
    assertThat(LogLoss.ofLogits(two, single))
        .isCloseTo(LogLoss.ofProbabilities(two, ofTwo), within(ROUNDING))
        .isCloseTo(LogLoss.ofLogits(two, pairs), within(ROUNDING));
  }

  @Test
  void logitsKeepWhatProbabilitiesLose() {
    assertThat(LogLoss.ofLogits(ACTUAL, new double[] {800, 800})).isEqualTo(400);
    assertThat(LogLoss.ofLogits(ACTUAL, new double[][] {{0, 800}, {0, 800}})).isEqualTo(400);
    assertThat(LogLoss.ofLogits(new int[] {1}, new double[] {40}))
        .isCloseTo(Math.exp(-40), within(1e-30));
  }

  @Test
  void refusesWhatIsNoPrediction() {
    int[] none = {};
    refused(() -> LogLoss.ofLogits(none, new double[0]), "there are no rows to take the mean of");
    refused(
        () -> LogLoss.ofProbabilities(none, new double[0][]),
        "there are no rows to take the mean of");
    refused(
        () -> LogLoss.ofProbabilities(ACTUAL, new double[][] {{1, 0}}), "1 predictions for 2 rows");
    refused(() -> LogLoss.ofLogits(ACTUAL, new double[1]), "1 predictions for 2 rows");
    refused(
        () -> LogLoss.ofProbabilities(ACTUAL, new double[][] {{1, 0}, {0.6, 0.5}}),
        "the probabilities of row 1 add up to 1.1, not to 1");
    refused(
        () -> LogLoss.ofProbabilities(ACTUAL, new double[][] {{1, 0}, {1.5, -0.5}}),
        "a probability of row 1 is 1.5; probabilities are from 0 to 1");
    refused(
        () -> LogLoss.ofProbabilities(ACTUAL, new double[][] {{Double.NaN, 0}, {1, 0}}),
        "a probability of row 0 is NaN; probabilities are from 0 to 1");
    refused(
        () -> LogLoss.ofLogits(ACTUAL, new double[] {0, Double.NaN}),
        "a logit of row 1 is NaN; logits must be finite");
    refused(
        () -> LogLoss.ofLogits(ACTUAL, new double[][] {{0, Double.POSITIVE_INFINITY}, {0, 0}}),
        "a logit of row 0 is Infinity; logits must be finite");
    for (double least : new double[] {-1e-9, 1.1, Double.NaN}) {
      refused(
          () -> LogLoss.ofProbabilities(ACTUAL, new double[][] {{1, 0}, {0, 1}}, least),
          "the least probability is from 0 to 1, not " + least);
    }
    int[] outside = {2};
    assertThatThrownBy(() -> LogLoss.ofProbabilities(outside, new double[][] {{1, 0}}))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> LogLoss.ofLogits(outside, new double[][] {{1, 0}}))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> LogLoss.ofLogits(outside, new double[] {1}))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> LogLoss.ofLogits(new int[] {0}, new double[][] {{}}))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void refused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }
}
