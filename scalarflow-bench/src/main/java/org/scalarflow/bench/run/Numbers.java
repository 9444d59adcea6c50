package org.scalarflow.bench.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;

/** Numbers and durations as texts, in every locale the same. */
final class Numbers {

  private Numbers() {}

  /** So exact as to be read back: six digits. Empty if there is no number. */
  static String exact(double value) {
    return Double.isFinite(value) ? rounded(value, 6) : "";
  }

  /** As people read it: three digits, thousands set apart. A dash if there is no number. */
  static String shown(double value) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    String text = rounded(value, 3);
    int point = text.indexOf('.');
    int end = point < 0 ? text.length() : point;
    StringBuilder grouped = new StringBuilder(text);
    int start = text.startsWith("-") ? 1 : 0;
    for (int at = end - 3; at > start; at -= 3) {
      grouped.insert(at, '\u202F');
    }
    return grouped.toString();
  }

  private static String rounded(double value, int digits) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits));
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** {@code 4 min 10 s}, or {@code 50 s}. */
  static String duration(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1000.0);
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }
}
