package org.scalarflow.inspect;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/**
 * Numbers as text: the fewest digits that read back to the same bits, alike under every locale and
 * Java version ({@link Double#toString} gives other digits before Java 19 than after).
 */
final class Decimals {

  /** What stands where a number was not computed. */
  static final String NOT_COMPUTED = "–";

  /** A decimal of so many digits is told apart from its neighbours by every normal double. */
  private static final int SAFE_DIGITS = 15;

  /** So many digits tell every double apart. */
  private static final int ALL_DIGITS = 17;

  /** Below this, and at least 1e-3, no exponent is written. */
  private static final double PLAIN_LIMIT = 1e7;

  private static final double PLAIN_LEAST = 1e-3;

  private Decimals() {}

  /** The number, or a dash. */
  static String text(OptionalDouble number) {
    return number.isPresent() ? text(number.getAsDouble()) : NOT_COMPUTED;
  }

  /** {@code 2.0}, {@code -0.0}, {@code 1.0E-5}, {@code NaN}, {@code -Infinity}. */
  static String text(double number) {
    double size = Math.abs(number);
    if (!(size <= Double.MAX_VALUE) || (size < PLAIN_LIMIT && number == Math.rint(number))) {
      return Double.toString(number);
    }
    BigDecimal shortest = shortest(number);
    if (size >= PLAIN_LEAST && size < PLAIN_LIMIT) {
      return shortest.toPlainString();
    }
    String digits = shortest.unscaledValue().abs().toString();
    int exponent = digits.length() - 1 - shortest.scale();
    return (number < 0 ? "-" : "")
        + digits.charAt(0)
        + '.'
        + (digits.length() == 1 ? "0" : digits.substring(1))
        + 'E'
        + exponent;
  }

  private static BigDecimal shortest(double number) {
    BigDecimal exact = new BigDecimal(number);
    int precision = Math.abs(number) < Double.MIN_NORMAL ? 1 : SAFE_DIGITS;
    BigDecimal rounded = rounded(exact, precision);
    while (precision < ALL_DIGITS && rounded.doubleValue() != number) {
      precision++;
      rounded = rounded(exact, precision);
    }
    return rounded.stripTrailingZeros();
  }

  private static BigDecimal rounded(BigDecimal exact, int precision) {
    return exact.round(new MathContext(precision, RoundingMode.HALF_EVEN));
  }
}
