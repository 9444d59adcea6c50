package org.scalarflow.ml.saved;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as the shortest decimals that read back to the same bits. {@code Double.toString} gives
 * other digits on Java 17 than on 19 and later.
 */
final class ShortestDecimal {

  /** So many digits tell any two numbers apart. */
  private static final int ENOUGH = 17;

  private ShortestDecimal() {}

  /** A finite number, {@code -0.0} included, as JSON writes numbers. */
  static String of(double number) {
    if (number == 0) {
      return 1 / number < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(number);
    for (int digits = 1; digits < ENOUGH; digits++) {
      String text = text(exact, digits);
      if (Double.parseDouble(text) == number) {
        return text;
      }
    }
    return text(exact, ENOUGH);
  }

  private static String text(BigDecimal exact, int digits) {
    return exact
        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
        .stripTrailingZeros()
        .toString();
  }
}
