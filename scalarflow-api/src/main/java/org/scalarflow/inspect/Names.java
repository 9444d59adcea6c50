package org.scalarflow.inspect;

/** Names made fit for text: whatever cannot be seen, or would reorder the line, is escaped. */
final class Names {

  private Names() {}

  /**
   * The name in one visible line. A backslash is doubled; controls, line and paragraph separators,
   * invisible and direction-changing format characters, unpaired surrogates and non-characters
   * become {@code \}{@code u000A} or, above the basic plane, {@code \}{@code u{E0001}}.
   */
  static String visible(String name) {
    StringBuilder text = new StringBuilder(name.length() + 8);
    name.codePoints()
        .forEach(
            character -> {
              if (character == '\\') {
                text.append("\\\\");
              } else if (!isHidden(character)) {
                text.appendCodePoint(character);
              } else if (character <= Character.MAX_VALUE) {
                text.append("\\u").append(hex(character));
              } else {
                text.append("\\u{").append(hex(character)).append('}');
              }
            });
    return text.toString();
  }

  /** The visible name, in quotation marks unless it reads as one word. */
  static String word(String name) {
    String visible = visible(name);
    boolean isWord =
        !name.isEmpty()
            && visible
                .codePoints()
                .allMatch(c -> Character.isUnicodeIdentifierPart(c) || c == '.' || c == '\'');
    return isWord ? visible : '"' + visible.replace("\"", "\\\"") + '"';
  }

  /** The number of characters that are seen, for columns. */
  static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  private static boolean isHidden(int c) {
    return Character.isISOControl(c)
        || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
        || (c & 0xFFFE) == 0xFFFE
        || (c >= 0xFDD0 && c <= 0xFDEF)
        || c == 0x00AD
        || c == 0x061C
        || c == 0x180E
        || c == 0x200B
        || c == 0x200E
        || c == 0x200F
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF
        || (c >= 0xFFF9 && c <= 0xFFFB)
        || (c >= 0xE0000 && c <= 0xE007F);
  }

  private static String hex(int character) {
    String digits = Integer.toHexString(character).toUpperCase(java.util.Locale.ROOT);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }
}
