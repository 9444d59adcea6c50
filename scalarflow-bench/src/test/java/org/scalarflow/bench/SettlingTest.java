package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** When run times have settled. */
class SettlingTest {

  private static double[] times(int slow, double before, double after) {
    double[] times = new double[100];
    Arrays.fill(times, after);
    Arrays.fill(times, 0, slow, before);
    return times;
  }

  @Test
  void theFirstWindowAtTheLevelIsFound() {
    double[] times = times(40, 50, 10);

    assertThat(Settling.level(times)).isEqualTo(10);
    // Of five windows together the median is low as soon as three are.
    assertThat(Settling.firstSettled(times)).isEqualTo(38);
  }

  @Test
  void aDisturbedWindowDoesNotMatter() {
    double[] times = times(0, 10, 10);
    times[0] = 500;
    times[50] = 500;
    times[99] = 500;

    assertThat(Settling.firstSettled(times)).isZero();
  }

  @Test
  void aTenthAboveTheLevelIsSettled() {
    assertThat(Settling.firstSettled(times(40, 10.9, 10))).isZero();
    assertThat(Settling.firstSettled(times(40, 11.1, 10))).isEqualTo(38);
  }

  @Test
  void onTheWayItIsWithinAnyFactor() {
    double[] times = times(40, 50, 10);
    Arrays.fill(times, 20, 40, 19);

    assertThat(Settling.firstWithin(2.0, times)).isEqualTo(18);
    assertThat(Settling.firstWithin(5.0, times)).isZero();
    assertThat(Settling.firstSettled(times)).isEqualTo(38);
  }

  @Test
  void whatNeverSettlesDoesSoAtTheEnd() {
    double[] falling = new double[100];
    Arrays.setAll(falling, i -> 1000.0 - 9 * i);

    assertThat(Settling.firstSettled(falling)).isBetween(60, 75);
    assertThat(Settling.firstSettled(new double[] {5})).isZero();
  }
}
