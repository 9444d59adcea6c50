package org.scalarflow.bench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The interval of a ratio of two means. */
class IntervalTest {

  private static final double ROUNDING = 1e-12;

  @Test
  void anExactDivisorScalesTheInterval() {
    Interval.Ratio ratio = new Interval(6, 1.5).over(new Interval(3, 0));

    assertThat(ratio.value()).isEqualTo(2);
    assertThat(ratio.low()).isCloseTo(1.5, offset(ROUNDING));
    assertThat(ratio.high()).isCloseTo(2.5, offset(ROUNDING));
  }

  /** The ends are where the difference a − ratio·b is just one error of its own away from 0. */
  @Test
  void theEndsSolveFiellersEquation() {
    Interval a = new Interval(10, 0.7);
    Interval b = new Interval(8, 0.5);
    Interval.Ratio ratio = a.over(b);

    for (double end : new double[] {ratio.low(), ratio.high()}) {
      double difference = a.mean() - end * b.mean();
      double error = Math.sqrt(a.error() * a.error() + end * end * b.error() * b.error());
      assertThat(Math.abs(difference)).isCloseTo(error, offset(1e-10));
    }
    assertThat(ratio.low()).isLessThan(1.25);
    assertThat(ratio.high()).isGreaterThan(1.25);
  }

  /** With seeded normal means of known deviation it holds the ratio as often as it says. */
  @Test
  void itHoldsTheTrueRatioInItsShareOfCases() {
    Random random = new Random(7);
    double deviation = 0.05;
    // Two-sided 95 % of a normal distribution.
    double error = 1.959964 * deviation;
    int held = 0;
    int rounds = 20_000;
    for (int i = 0; i < rounds; i++) {
      Interval a = new Interval(3 + deviation * random.nextGaussian(), error);
      Interval b = new Interval(2 + deviation * random.nextGaussian(), error);
      Interval.Ratio ratio = a.over(b);
      held += ratio.low() <= 1.5 && 1.5 <= ratio.high() ? 1 : 0;
    }

    // Three deviations of a share of 0.95 in so many rounds are 0.0046.
    assertThat((double) held / rounds).isCloseTo(0.95, offset(0.0046));
  }

  @Test
  void whatIsMeasuredOnceHasNoInterval() {
    Interval.Ratio ratio = new Interval(6, Double.NaN).over(new Interval(3, 1));

    assertThat(ratio.value()).isEqualTo(2);
    assertThat(ratio.isKnown()).isFalse();
    assertThat(ratio.isOther()).isFalse();
  }

  @Test
  void aDivisorThatMayBeNoneGivesNoUpperEnd() {
    Interval.Ratio ratio = new Interval(6, 1).over(new Interval(3, 3));

    assertThat(ratio.low()).isZero();
    assertThat(ratio.high()).isInfinite();
    assertThat(ratio.isOther()).isFalse();
  }
}
