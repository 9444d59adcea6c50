package org.scalarflow.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Numbers as texts. */
class NumbersTest {

  @Test
  void peopleSeeThreeDigits() {
    assertThat(Numbers.shown(1234567)).isEqualTo("1\u202F230\u202F000");
    assertThat(Numbers.shown(0.06619)).isEqualTo("0.0662");
    assertThat(Numbers.shown(-12345.6)).isEqualTo("-12\u202F300");
    assertThat(Numbers.shown(100)).isEqualTo("100");
    assertThat(Numbers.shown(0)).isEqualTo("0");
    assertThat(Numbers.shown(Double.NaN)).isEqualTo("–");
    assertThat(Numbers.shown(Double.POSITIVE_INFINITY)).isEqualTo("∞");
  }

  @Test
  void filesHaveSix() {
    assertThat(Numbers.exact(1234567.8)).isEqualTo("1234570");
    assertThat(Numbers.exact(1.0 / 3)).isEqualTo("0.333333");
    assertThat(Numbers.exact(Double.NaN)).isEmpty();
  }

  @Test
  void durationsAreRounded() {
    assertThat(Numbers.duration(Duration.ofMillis(59_400))).isEqualTo("59 s");
    assertThat(Numbers.duration(Duration.ofMillis(59_600))).isEqualTo("1 min 0 s");
    assertThat(Numbers.duration(Duration.ofSeconds(5_000))).isEqualTo("83 min 20 s");
  }
}
