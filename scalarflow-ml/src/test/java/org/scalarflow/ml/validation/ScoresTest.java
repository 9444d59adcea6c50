package org.scalarflow.ml.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.junit.jupiter.api.Test;

class ScoresTest {

  @Test
  void meanAndDeviation() {
    Scores scores = new Scores(List.of(1.0, 2.0, 3.0, 4.0));
    assertThat(scores.mean()).isEqualTo(2.5);
    assertThat(scores.standardDeviation()).isEqualTo(Math.sqrt(5.0 / 3));
    assertThat(new Scores(List.of(0.5, 0.5)).standardDeviation()).isZero();
  }

  @Test
  void agreesWithCommonsMath() {
    SummaryStatistics statistics = new SummaryStatistics();
    List<Double> values = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 50; i++) {
      values.add(random.nextDouble());
      statistics.addValue(values.get(i));
    }
    Scores scores = new Scores(values);
    assertThat(scores.mean()).isCloseTo(statistics.getMean(), within(1e-14));
    assertThat(scores.standardDeviation())
        .isCloseTo(statistics.getStandardDeviation(), within(1e-14));
    values.clear();
    assertThat(scores.values()).hasSize(50);
  }

  @Test
  void whatIsNotANumberStaysSo() {
    Scores scores = new Scores(List.of(1.0, Double.NaN));
    assertThat(scores.mean()).isNaN();
    assertThat(scores.standardDeviation()).isNaN();
    assertThat(new Scores(List.of(1.0, Double.POSITIVE_INFINITY)).standardDeviation()).isNaN();
  }

  @Test
  void oneScoreHasNoDeviation() {
    assertThatThrownBy(() -> new Scores(List.of(1.0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two scores or more are needed, not 1");
  }
}
