package org.scalarflow.compiled.runtime;

import java.math.BigDecimal;

/**
 * An unevaluated sum of two doubles, good for some thirty digits. As in T. J. Dekker, <i>A
 * Floating-Point Technique for Extending the Available Precision</i>, 1971.
 *
 * @param high the sum, rounded
 * @param low the rest
 */
record DoubleDouble(double high, double low) {

  static final DoubleDouble ONE = of(1);

  static DoubleDouble of(double number) {
    return new DoubleDouble(number, 0);
  }

  static DoubleDouble of(BigDecimal number) {
    double high = number.doubleValue();
    return new DoubleDouble(high, number.subtract(new BigDecimal(high)).doubleValue());
  }

  /** Exact. */
  static DoubleDouble sum(double a, double b) {
    double sum = a + b;
    double ofB = sum - a;
    return new DoubleDouble(sum, a - (sum - ofB) + (b - ofB));
  }

  /** Exact unless it underflows. */
  static DoubleDouble product(double a, double b) {
    double product = a * b;
    return new DoubleDouble(product, Math.fma(a, b, -product));
  }

  DoubleDouble plus(DoubleDouble other) {
    DoubleDouble highs = sum(high, other.high);
    DoubleDouble lows = sum(low, other.low);
    DoubleDouble most = sum(highs.high, highs.low + lows.high);
    return sum(most.high, most.low + lows.low);
  }

  DoubleDouble negated() {
    return new DoubleDouble(-high, -low);
  }

  DoubleDouble minus(DoubleDouble other) {
    return plus(other.negated());
  }

  DoubleDouble times(DoubleDouble other) {
    DoubleDouble highs = product(high, other.high);
    return sum(highs.high, highs.low + (high * other.low + low * other.high));
  }

  DoubleDouble over(DoubleDouble other) {
    double first = high / other.high;
    DoubleDouble rest = minus(other.times(of(first)));
    double second = rest.high / other.high;
    DoubleDouble last = rest.minus(other.times(of(second)));
    return sum(first, second).plus(of(last.high / other.high));
  }

  /** Times a power of two. */
  DoubleDouble scaled(int exponent) {
    return new DoubleDouble(Math.scalb(high, exponent), Math.scalb(low, exponent));
  }

  BigDecimal exact() {
    return new BigDecimal(high).add(new BigDecimal(low));
  }
}
