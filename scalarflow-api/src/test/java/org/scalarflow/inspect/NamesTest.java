package org.scalarflow.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NamesTest {

  @Test
  void whatCanBeSeenStaysAsItIs() {
    assertThat(Names.visible("Gewicht ω₁ वज़न 重み 😀 <b>\"'&"))
        .isEqualTo("Gewicht ω₁ वज़न 重み 😀 <b>\"'&");
  }

  @Test
  void whatCannotBeSeenIsEscaped() {
    assertThat(Names.visible("a\nb\tc\0d\u007f\u0085"))
        .isEqualTo("a\\u000Ab\\u0009c\\u0000d\\u007F\\u0085");
    assertThat(Names.visible("\u202e\u2066\u200f\u061c\u2028\ufeff\u00ad\u200b"))
        .isEqualTo("\\u202E\\u2066\\u200F\\u061C\\u2028\\uFEFF\\u00AD\\u200B");
    assertThat(Names.visible("\ud800x\udc00")).isEqualTo("\\uD800x\\uDC00");
    assertThat(
            Names.visible(
                "\uffff\ufdd0" + Character.toString(0x1FFFE) + Character.toString(0xE0001)))
        .isEqualTo("\\uFFFF\\uFDD0\\u{1FFFE}\\u{E0001}");
  }

  @Test
  void anEscapeCannotBeMistakenForTheTextOfAName() {
    assertThat(Names.visible("\n")).isNotEqualTo(Names.visible("\\u000A"));
    assertThat(Names.visible("\\u000A")).isEqualTo("\\\\u000A");
  }

  @Test
  void wordsStandAloneAndEverythingElseIsQuoted() {
    assertThat(Names.word("Pow_0")).isEqualTo("Pow_0");
    assertThat(Names.word("layer1.w'")).isEqualTo("layer1.w'");
    assertThat(Names.word("वज़न")).isEqualTo("वज़न");
    assertThat(Names.word("a + b")).isEqualTo("\"a + b\"");
    assertThat(Names.word("say \"a\"")).isEqualTo("\"say \\\"a\\\"\"");
    assertThat(Names.word("")).isEqualTo("\"\"");
    assertThat(Names.word("\n")).isEqualTo("\"\\u000A\"");
  }

  @Test
  void widthCountsCharactersNotUnits() {
    assertThat(Names.width("a😀")).isEqualTo(2);
  }
}
