package org.scalarflow.ml.saved;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShortestDecimalTest {

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "1.0, 1",
    "0.1, 0.1",
    "-2.5, -2.5",
    "100.0, 1E+2",
    "2.0E-3, 0.002",
    "4.9E-324, 5E-324",
    "1.7976931348623157E308, 1.7976931348623157E+308",
    // Java 17 has more digits for these.
    "2.0E23, 2E+23",
    "2.2250738585072014E-308, 2.2250738585072014E-308",
  })
  void numbers(double number, String text) {
    assertThat(ShortestDecimal.of(number)).isEqualTo(text);
  }

  @Test
  void allReadBackAndNoneIsLonger() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        String text = ShortestDecimal.of(number);
        assertThat(Double.doubleToLongBits(Double.parseDouble(text)))
            .isEqualTo(Double.doubleToLongBits(number));
        assertThat(new BigDecimal(text).precision())
            .isLessThanOrEqualTo(new BigDecimal(Double.toString(number)).precision());
      }
    }
  }
}
