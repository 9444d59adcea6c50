package org.scalarflow.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
    "4.9e-324, 4.9e-324"
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
