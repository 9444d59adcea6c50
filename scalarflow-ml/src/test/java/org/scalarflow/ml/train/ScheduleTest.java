package org.scalarflow.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {

  private static final Offset<Double> ROUNDING = Offset.offset(1e-15);

  @Test
  void constantIsOne() {
    assertThat(Schedule.CONSTANT.factor(0)).isEqualTo(1);
    assertThat(Schedule.CONSTANT.factor(0.99)).isEqualTo(1);
  }

  @Test
  void cosineFallsFromOneToItsEnd() {
    Schedule schedule = Schedule.cosine(0.2);
    assertThat(schedule.factor(0)).isEqualTo(1);
    assertThat(schedule.factor(0.5)).isCloseTo(0.6, ROUNDING);
    assertThat(schedule.factor(1.0 / 3)).isCloseTo(0.8, ROUNDING);
    assertThat(schedule.factor(1)).isCloseTo(0.2, ROUNDING);
  }

  @Test
  void exponentialFallsByEqualRatios() {
    Schedule schedule = Schedule.exponential(0.01);
    assertThat(schedule.factor(0)).isEqualTo(1);
    assertThat(schedule.factor(0.5)).isCloseTo(0.1, ROUNDING);
    assertThat(schedule.factor(1)).isCloseTo(0.01, ROUNDING);
  }

  @Test
  void stepsFallAtEqualDistances() {
    Schedule schedule = Schedule.steps(4, 0.5);
    assertThat(schedule.factor(0)).isEqualTo(1);
    assertThat(schedule.factor(0.24)).isEqualTo(1);
    assertThat(schedule.factor(0.25)).isEqualTo(0.5);
    assertThat(schedule.factor(0.99)).isEqualTo(0.125);
  }

  /** For example 0.29 · 100 is less than 29. */
  @ParameterizedTest
  @ValueSource(ints = {50, 100, 1000})
  void eachPartBeginsWithItsFirstStep(int parts) {
    Schedule schedule = Schedule.steps(parts, 0.99);
    for (int step = 0; step < parts; step++) {
      assertThat(schedule.factor((double) step / parts)).isEqualTo(StrictMath.pow(0.99, step));
    }
  }

  @Test
  void warmUpRisesAndThenFollows() {
    Schedule schedule = Schedule.warmUp(0.25, Schedule.exponential(0.01));
    assertThat(schedule.factor(0)).isEqualTo(0.1);
    assertThat(schedule.factor(0.125)).isCloseTo(0.55, ROUNDING);
    assertThat(schedule.factor(0.25)).isEqualTo(1);
    assertThat(schedule.factor(0.625)).isCloseTo(0.1, ROUNDING);
  }

  @Test
  void equalOnesAreEqual() {
    assertThat(Schedule.cosine(0.5))
        .isEqualTo(Schedule.cosine(0.5))
        .hasSameHashCodeAs(Schedule.cosine(0.5))
        .isNotEqualTo(Schedule.cosine(0.4))
        .hasToString("cosine(0.5)");
    assertThat(Schedule.warmUp(0.1, Schedule.CONSTANT))
        .isEqualTo(Schedule.warmUp(0.1, Schedule.CONSTANT))
        .isNotEqualTo(Schedule.warmUp(0.1, new Named(1)))
        .hasToString("warmUp(0.1, constant)");
    assertThat(Schedule.warmUp(0.1, new Named(1))).isNotEqualTo(Schedule.warmUp(0.1, new Named(2)));
  }

  /** One of a user, which tells nothing of its number. */
  private record Named(double number) implements Schedule {

    @Override
    public double factor(double progress) {
      return number;
    }

    @Override
    public String toString() {
      return "constant";
    }
  }

  @Test
  void numbersOutOfRangeAreRefused() {
    assertThatThrownBy(() -> Schedule.cosine(1.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedule.exponential(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedule.steps(0, 0.5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedule.steps(2, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Schedule.warmUp(1, Schedule.CONSTANT))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
