package org.scalarflow.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Names and numbers as people read them. */
final class Texts {

  private static final String MISSING = "missing";

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** What is usual in words. */
  private static final int DIGITS = 4;

  /** Doubles that differ have texts that differ with so many digits. */
  private static final int MOST_DIGITS = 17;

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
        || one == 0x061C
        || one == 0x200E
        || one == 0x200F
        || (one >= 0x2028 && one <= 0x202E)
        || (one >= 0x2066 && one <= 0x2069)
        || (one & 0xFFFE) == 0xFFFE);
  }

  /**
   * At most so many characters, with an ellipsis in the middle where some were cut: names often
   * differ at the end.
   */
  static String cut(String text, int most) {
    int length = text.codePointCount(0, text.length());
    if (length <= most) {
      return text;
    }
    int tail = (most - 1) / 2;
    return text.substring(0, text.offsetByCodePoints(0, most - 1 - tail))
        + "\u2026"
        + text.substring(text.offsetByCodePoints(text.length(), -tail));
  }

  /** Each name cut; where two would then be one, all start with their numbers. */
  static List<String> cutApart(List<String> names, int most) {
    List<String> cut = names.stream().map(name -> cut(name, most)).toList();
    if (Set.copyOf(cut).size() == Set.copyOf(names).size()) {
      return cut;
    }
    List<String> numbered = new ArrayList<>(names.size());
    for (String name : names) {
      numbered.add(cut(numbered.size() + 1 + ": " + name, most));
    }
    return numbered;
  }

  /** Four significant digits: {@code 0.9833}, {@code 12}, {@code 1.5e-7}. */
  static String number(double value) {
    return number(value, DIGITS);
  }

  /** Four significant digits, or as many more as show that different numbers are different. */
  static List<String> numbers(double... values) {
    long different = Arrays.stream(values).map(value -> value + 0.0).distinct().count();
    int digits = DIGITS;
    while (true) {
      int shown = digits++;
      List<String> texts = Arrays.stream(values).mapToObj(value -> number(value, shown)).toList();
      if (shown == MOST_DIGITS || new HashSet<>(texts).size() >= different) {
        return texts;
      }
    }
  }

  /** At least so many digits, or as many more as tell each of ascending numbers from the next. */
  static int digitsApart(double[] ascending, int least) {
    double finest = 1;
    for (int i = 1; i < ascending.length; i++) {
      double larger = Math.max(Math.abs(ascending[i - 1]), Math.abs(ascending[i]));
      finest = Math.max(finest, larger / (ascending[i] - ascending[i - 1]));
    }
    int needed = (int) Math.ceil(StrictMath.log10(Math.min(finest, 1e17))) + 1;
    return Math.max(least, Math.min(needed, MOST_DIGITS));
  }

  /** So many significant digits, or more: what is less than 1 or 100 never looks like it. */
  static String number(double value, int digits) {
    if (Double.isNaN(value)) {
      return MISSING;
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "infinite" : "-infinite";
    }
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal rounded = exact.round(new MathContext(digits));
    for (int more = digits + 1; isWrongly(rounded, exact); more++) {
      rounded = exact.round(new MathContext(more));
    }
    return plain(rounded);
  }

  /** Whether something less than perfect was rounded to it. */
  private static boolean isWrongly(BigDecimal rounded, BigDecimal exact) {
    BigDecimal size = rounded.abs();
    return (size.compareTo(BigDecimal.ONE) == 0 || size.compareTo(HUNDRED) == 0)
        && exact.abs().compareTo(size) < 0;
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

  /**
   * {@code 98.3 %}; "none" where there is nothing to divide by. Only nothing is {@code 0.0 %} and
   * only all is {@code 100.0 %}; what is nearly so is {@code <0.1 %} and {@code >99.9 %}.
   */
  static String percent(long part, long whole) {
    if (whole == 0) {
      return "none";
    }
    BigDecimal share =
        BigDecimal.valueOf(part)
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_EVEN);
    String shown = share.toPlainString();
    if (share.signum() == 0 && part > 0) {
      shown = "<0.1";
    } else if (share.compareTo(HUNDRED) == 0 && part < whole) {
      shown = ">99.9";
    }
    return shown + "\u00a0%";
  }

  /** The name of an axis without its unit: "depth" of "depth (layers)". */
  static String withoutUnit(String axisName) {
    int unit = axisName.indexOf(" (");
    return unit > 0 ? axisName.substring(0, unit) : axisName;
  }
}
