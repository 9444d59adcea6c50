package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "0.98333333, 0.9833",
    "12, 12",
    "1234567, 1235000",
    "1e7, 1e7",
    "1.5e-7, 1.5e-7",
    "-0.00012345, -0.0001235",
    "1e300, 1e300",
    "4.9e-324, 4.9e-324",
    "0.99998, 0.99998",
    "-0.99998, -0.99998",
    "0.9999999999999999, 0.9999999999999999",
    "99.998, 99.998",
    "1, 1",
    "100, 100",
    "1.00001, 1",
    "999.98, 1000"
  })
  void numbersAreShort(double value, String shown) {
    assertThat(Texts.number(value)).isEqualTo(shown);
  }

  @Test
  void whatIsNoNumberIsSaid() {
    assertThat(Texts.number(Double.NaN)).isEqualTo("missing");
    assertThat(Texts.number(Double.POSITIVE_INFINITY)).isEqualTo("infinite");
    assertThat(Texts.percent(1, 0)).isEqualTo("none");
    assertThat(Texts.percent(1, 8)).isEqualTo("12.5\u00a0%");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 100000, 0.0",
    "1, 100000, <0.1",
    "50, 100000, <0.1",
    "51, 100000, 0.1",
    "99949, 100000, 99.9",
    "99950, 100000, >99.9",
    "99999, 100000, >99.9",
    "100000, 100000, 100.0",
    "9223372036854775806, 9223372036854775807, >99.9"
  })
  void onlyAllIsAHundredPercentAndOnlyNothingIsZero(long part, long whole, String shown) {
    assertThat(Texts.percent(part, whole)).isEqualTo(shown + "\u00a0%");
  }

  @Test
  void numbersHaveTheDigitsThatTellThemApart() {
    assertThat(Texts.numbers(0.123456, 0.9)).containsExactly("0.1235", "0.9");
    assertThat(Texts.numbers(1e9, 1e9 + 1, 1e9)).containsExactly("1e9", "1.000000001e9", "1e9");
    assertThat(Texts.numbers(0.0, -0.0, Double.NaN)).containsExactly("0", "0", "missing");
    assertThat(Texts.numbers(0.1, 0.1 + Math.ulp(0.1)))
        .containsExactly("0.1", "0.10000000000000002");
    assertThat(Texts.digitsApart(new double[] {1, 2, 3}, 6)).isEqualTo(6);
    assertThat(Texts.digitsApart(new double[] {5}, 6)).isEqualTo(6);
    assertThat(Texts.digitsApart(new double[] {-1e9 - 1, -1e9}, 6)).isEqualTo(11);
    assertThat(Texts.digitsApart(new double[] {1, Math.nextUp(1.0)}, 6)).isEqualTo(17);
  }

  /** Names often differ at the end. */
  @Test
  void namesAreCutInTheMiddleAndStayDifferent() {
    assertThat(Texts.cut("a class with a long name 17", 18)).isEqualTo("a class w\u2026 name 17");
    assertThat(Texts.cut("abc", 3)).isEqualTo("abc");
    assertThat(Texts.cut("abcd", 1)).isEqualTo("\u2026");
    assertThat(Texts.cutApart(List.of("abcdef1", "abcdef2"), 6))
        .containsExactly("abc\u2026f1", "abc\u2026f2");
    assertThat(Texts.cutApart(List.of("first 1 last", "first 2 last", "x"), 9))
        .containsExactly("1: f\u2026last", "2: f\u2026last", "3: x");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x61C, 0x200E, 0x200F, 0x202A, 0x202E, 0x2066, 0x2069})
  void marksOfDirectionAreReplaced(int mark) {
    assertThat(Texts.clean("a" + Character.toString(mark) + "b")).isEqualTo("a\uFFFDb");
  }

  @Test
  void textsHoldNothingThatXmlCannotOrThatMovesOthers() {
    assertThat(Texts.clean("a\u0000b\nc\u202Ed\uD800e\uFFFEf"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf");
    assertThat(Texts.clean("größe 深度 😀")).isEqualTo("größe 深度 😀");
    assertThat(Texts.cut("😀😀😀", 2)).isEqualTo("😀\u2026");
    assertThat(Markup.escape("<a b=\"'\">&")).isEqualTo("&lt;a b=&quot;&#39;&quot;&gt;&amp;");
  }

  @Test
  void svgNumbersHaveTwoDecimals() {
    assertThat(SvgShapes.number(1.0)).isEqualTo("1");
    assertThat(SvgShapes.number(-0.001)).isEqualTo("0");
    assertThat(SvgShapes.number(-0.05)).isEqualTo("-0.05");
    assertThat(SvgShapes.number(10.5)).isEqualTo("10.5");
    assertThat(SvgShapes.number(0.25)).isEqualTo("0.25");
  }
}
