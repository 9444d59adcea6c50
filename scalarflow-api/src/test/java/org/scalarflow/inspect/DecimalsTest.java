package org.scalarflow.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

  @ParameterizedTest
  @CsvSource({
    "0.0, 0.0",
    "-0.0, -0.0",
    "2.0, 2.0",
    "-17.25, -17.25",
    "0.1, 0.1",
    "0.001, 0.001",
    "9.99E-4, 9.99E-4",
    "9999999.5, 9999999.5",
    "1.0E7, 1.0E7",
    "-1.25E100, -1.25E100",
    "2.0E23, 2.0E23",
    "8.41E21, 8.41E21",
    "2.2250738585072014E-308, 2.2250738585072014E-308",
    "1.7976931348623157E308, 1.7976931348623157E308",
    "0.30000000000000004, 0.30000000000000004",
    "NaN, NaN",
    "Infinity, Infinity",
    "-Infinity, -Infinity"
  })
  void numbersAreWrittenWithTheFewestDigits(double number, String text) {
    assertThat(Decimals.text(number)).isEqualTo(text);
  }

  @Test
  void theSmallestNumberHasOneDigit() {
    assertThat(Decimals.text(Double.MIN_VALUE)).isEqualTo("5.0E-324");
  }

  @Test
  void everyNumberReadsBackToTheSameBits() {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < 20_000; i++) {
      assertReadsBack(Double.longBitsToDouble(random.nextLong()));
      assertReadsBack(random.nextDouble(-1e6, 1e6));
      assertReadsBack(Double.longBitsToDouble(random.nextLong() & 0x800F_FFFF_FFFF_FFFFL));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "ar", "tr", "hi"})
  void noLocaleChangesANumber(String locale) {
    assertThat(Example.under(locale, () -> Decimals.text(-1234.5) + Decimals.text(1e-9)))
        .isEqualTo("-1234.51.0E-9");
  }

  @Test
  void whatWasNotComputedIsADash() {
    assertThat(Decimals.text(OptionalDouble.empty())).isEqualTo("–");
    assertThat(Decimals.text(OptionalDouble.of(0.0))).isEqualTo("0.0");
  }

  private static void assertReadsBack(double number) {
    String text = Decimals.text(number);
    if (Double.doubleToLongBits(Double.parseDouble(text)) != Double.doubleToLongBits(number)) {
      throw new AssertionError(text + " does not read back to " + number);
    }
  }
}
