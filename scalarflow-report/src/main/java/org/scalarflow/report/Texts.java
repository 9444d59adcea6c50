package org.scalarflow.report;

import java.math.BigDecimal;
import java.math.MathContext;

/** Names and numbers as people read them. */
final class Texts {

  private static final String MISSING = "missing";

  private Texts() {}

  /**
   * The text with U+FFFD for what XML cannot hold and for what would change the lines or the
   * direction of the text around it: control characters, unpaired surrogates, direction marks.
   */
  static String clean(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints().map(one -> isHarmless(one) ? one : 0xFFFD).forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean isHarmless(int one) {
    return !(Character.isISOControl(one)
        || (one >= 0xD800 && one <= 0xDFFF)
        || one == 0x2028
        || one == 0x2029
        || (one >= 0x202A && one <= 0x202E)
        || (one >= 0x2066 && one <= 0x2069)
        || (one & 0xFFFE) == 0xFFFE);
  }

  /** At most so many characters, the last an ellipsis where some were cut. */
  static String cut(String text, int most) {
    if (text.codePointCount(0, text.length()) <= most) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, most - 1)) + "\u2026";
  }

  /** Four significant digits: {@code 0.9833}, {@code 12}, {@code 1.5e-7}. */
  static String number(double value) {
    return number(value, 4);
  }

  /** So many significant digits. */
  static String number(double value, int digits) {
    if (Double.isNaN(value)) {
      return MISSING;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "-infinite";
    }
    return plain(BigDecimal.valueOf(value).round(new MathContext(digits)));
  }

  /** As it is, with an exponent only where there would be many zeros. */
  static String plain(BigDecimal value) {
    BigDecimal least = value.stripTrailingZeros();
    if (least.signum() == 0) {
      return "0";
    }
    int exponent = least.precision() - least.scale() - 1;
    if (exponent >= -4 && exponent <= 6) {
      return least.toPlainString();
    }
    return least.scaleByPowerOfTen(-exponent).toPlainString() + "e" + exponent;
  }

  /** {@code 98.3 %}; "none" where there is nothing to divide by. */
  static String percent(long part, long whole) {
    if (whole == 0) {
      return "none";
    }
    return BigDecimal.valueOf(100.0 * part / whole)
            .setScale(1, java.math.RoundingMode.HALF_EVEN)
            .toPlainString()
        + "\u00a0%";
  }

  /** The name of an axis without its unit: "depth" of "depth (layers)". */
  static String withoutUnit(String axisName) {
    int unit = axisName.indexOf(" (");
    return unit > 0 ? axisName.substring(0, unit) : axisName;
  }
}
