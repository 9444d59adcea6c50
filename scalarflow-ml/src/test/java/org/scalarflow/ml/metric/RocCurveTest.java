package org.scalarflow.ml.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scalarflow.ml.metric.RocCurve.Point;

class RocCurveTest {

  /** A few hundred roundings of numbers up to 1. */
  private static final double ROUNDING = 1e-13;

  @Test
  void aCurveByHand() {
    RocCurve curve =
        RocCurve.of(new int[] {0, 1, 0, 1, 1}, new double[] {0.1, 0.4, 0.4, 0.35, 0.8});
    assertThat(curve.points())
        .containsExactly(
            new Point(Double.POSITIVE_INFINITY, 0, 0),
            new Point(0.8, 0, 1 / 3.0),
            new Point(0.4, 0.5, 2 / 3.0),
            new Point(0.35, 0.5, 1),
            new Point(0.1, 1, 1));
    // Of six pairs, four are in order, one is tied, one is not.
    assertThat(curve.area()).isEqualTo(4.5 / 6);
  }

  @Test
  void extremes() {
    int[] actual = {0, 0, 1, 1};
    assertThat(RocCurve.of(actual, new double[] {1, 2, 3, 4}).area()).isEqualTo(1);
    assertThat(RocCurve.of(actual, new double[] {3, 4, 1, 2}).area()).isEqualTo(0);
    RocCurve tied = RocCurve.of(actual, new double[] {0.0, -0.0, 0.0, -0.0});
    assertThat(tied.area()).isEqualTo(0.5);
    assertThat(tied.points())
        .containsExactly(new Point(Double.POSITIVE_INFINITY, 0, 0), new Point(0, 1, 1));
    double[] largest = {-Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MAX_VALUE};
    assertThat(RocCurve.of(actual, largest).area()).isEqualTo(0.5);
  }

  /** Few different scores make many ties, many make none. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 1_000_000})
  void isTheStatisticOfMannAndWhitney(int differentScores) {
    for (long seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      int[] actual = new int[2 + random.nextInt(60)];
      double[] scores = new double[actual.length];
      for (int row = 0; row < actual.length; row++) {
        actual[row] = row < 2 ? row : random.nextInt(2);
        scores[row] = (random.nextInt(differentScores) - differentScores / 2) / 8.0;
      }
      double[] given = scores.clone();
      RocCurve curve = RocCurve.of(actual, scores);
      assertThat(scores).containsExactly(given);
      assertThat(curve.area()).as("seed %d", seed).isEqualTo(pairsInOrder(actual, scores));
      assertThat(trapezoids(curve.points())).isCloseTo(curve.area(), within(ROUNDING));
      double[] first = ofClass(actual, scores, 0);
      double[] second = ofClass(actual, scores, 1);
      double larger = new MannWhitneyUTest().mannWhitneyU(first, second);
      assertThat(Math.max(curve.area(), 1 - curve.area()) * first.length * second.length)
          .isCloseTo(larger, within(1e-9));
      for (Point point : curve.points()) {
        assertThat(point.falsePositiveRate()).isEqualTo(partFrom(first, point.threshold()));
        assertThat(point.truePositiveRate()).isEqualTo(partFrom(second, point.threshold()));
      }
      assertThat(curve.points()).hasSize(1 + (int) Arrays.stream(scores).distinct().count());
    }
  }

  private static double pairsInOrder(int[] actual, double[] scores) {
    double sum = 0;
    double pairs = 0;
    for (int i = 0; i < actual.length; i++) {
      for (int j = 0; j < actual.length; j++) {
        if (actual[i] == 1 && actual[j] == 0) {
          sum += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
          pairs++;
        }
      }
    }
    return sum / pairs;
  }

  private static double trapezoids(List<Point> points) {
    double area = 0;
    for (int i = 1; i < points.size(); i++) {
      Point from = points.get(i - 1);
      Point to = points.get(i);
      area +=
          (to.falsePositiveRate() - from.falsePositiveRate())
              * (to.truePositiveRate() + from.truePositiveRate())
              / 2;
    }
    return area;
  }

  private static double[] ofClass(int[] actual, double[] scores, int wanted) {
    return IntStream.range(0, actual.length)
        .filter(row -> actual[row] == wanted)
        .mapToDouble(row -> scores[row])
        .toArray();
  }

  private static double partFrom(double[] scores, double threshold) {
    return (double) Arrays.stream(scores).filter(score -> score >= threshold).count()
        / scores.length;
  }

  @Test
  void onlyTheOrderCounts() {
    Random random = new Random(8);
    int[] actual = IntStream.range(0, 500).map(row -> row % 2).toArray();
    double[] logits = random.doubles(500, -3, 3).toArray();
    double[] cubes = Arrays.stream(logits).map(z -> z * z * z).toArray();
    double[] turned = Arrays.stream(logits).map(z -> -z).toArray();
    RocCurve curve = RocCurve.of(actual, logits);
    assertThat(RocCurve.of(actual, cubes).area()).isEqualTo(curve.area());
    assertThat(RocCurve.of(actual, turned).area()).isCloseTo(1 - curve.area(), within(1e-15));
  }

  @Test
  void refusesWhatHasNoCurve() {
    refused(new int[] {0, 1}, new double[] {1}, "1 scores for 2 rows");
    refused(new int[] {0, 2}, new double[] {1, 2}, "classes of a ROC curve are 0 and 1");
    refused(new int[] {0, -1, 1}, new double[3], "classes of a ROC curve are 0 and 1");
    refused(
        new int[] {0, 0},
        new double[] {1, 2},
        "a ROC curve needs a row of either class, but all 2 rows are of class 0");
    refused(
        new int[] {1},
        new double[] {1},
        "a ROC curve needs a row of either class, but all 1 rows are of class 1");
    refused(
        new int[] {0, 1},
        new double[] {1, Double.NaN},
        "the score of row 1 is NaN; scores must be finite");
    refused(
        new int[] {0, 1},
        new double[] {Double.NEGATIVE_INFINITY, 0},
        "the score of row 0 is -Infinity; scores must be finite");
    assertThatThrownBy(() -> RocCurve.of(new int[0], new double[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void refused(int[] actual, double[] scores, String message) {
    assertThatThrownBy(() -> RocCurve.of(actual, scores))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
