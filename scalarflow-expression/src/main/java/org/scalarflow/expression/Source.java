package org.scalarflow.expression;

import java.util.Locale;
import org.antlr.v4.runtime.Token;

/** The text of a formula, by code point, and how to point at a place in it. */
final class Source {

  private static final int REPLACEMENT = 0xFFFD;
  private static final String INDENT = "    ";
  private static final String CUT = "…";

  /** How much of the text is shown before and after the place that a message points at. */
  private static final int AROUND = 36;

  /** How much of a token is repeated in a message. */
  private static final int LONGEST_QUOTE = 24;

  private final int[] codePoints;

  /** The text; a surrogate without its other half is taken for a replacement character. */
  Source(String text) {
    this.codePoints = text.codePoints().map(c -> isLoneSurrogate(c) ? REPLACEMENT : c).toArray();
  }

  String text() {
    return new String(codePoints, 0, codePoints.length);
  }

  /** The number of code points. */
  int length() {
    return codePoints.length;
  }

  /** The failure to report at a token. */
  ExpressionException error(Token token, String problem) {
    return error(token.getStartIndex(), problem);
  }

  /** The failure to report at a place, counted from 0. */
  ExpressionException error(int place, String problem) {
    return new ExpressionException(problem, place + 1, pointer(place));
  }

  /** A token in quotation marks: short, on one line, and visible. */
  static String quote(Token token) {
    if (token.getType() == Token.EOF) {
      return "the end";
    }
    int[] content = token.getText().codePoints().toArray();
    if (content.length == 1 && !isVisible(content[0])) {
      return String.format(Locale.ROOT, "the character U+%04X", content[0]);
    }
    int shown = Math.min(content.length, LONGEST_QUOTE);
    StringBuilder quoted = new StringBuilder("'");
    for (int i = 0; i < shown; i++) {
      quoted.appendCodePoint(visible(content[i]));
    }
    return quoted.append(shown < content.length ? CUT : "").append('\'').toString();
  }

  /** The text around a place, and below it a caret at the place. */
  private String pointer(int place) {
    int from = Math.max(0, place - AROUND);
    int to = Math.min(codePoints.length, place + AROUND);
    StringBuilder line = new StringBuilder(INDENT).append(from > 0 ? CUT : "");
    int caret = line.length() + place - from;
    for (int i = from; i < to; i++) {
      line.appendCodePoint(visible(codePoints[i]));
    }
    return line.append(to < codePoints.length ? CUT : "")
        .append('\n')
        .append(" ".repeat(caret))
        .append('^')
        .toString();
  }

  private static int visible(int codePoint) {
    return isVisible(codePoint) ? codePoint : Character.isWhitespace(codePoint) ? ' ' : REPLACEMENT;
  }

  /** Whether a character takes its place on a line, and leaves the others theirs. */
  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  private static boolean isLoneSurrogate(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
