package org.scalarflow.tck;

import java.util.function.Supplier;
import org.opentest4j.AssertionFailedError;

/** Comparison by {@link Double#doubleToLongBits}: all NaNs are one, +0.0 and −0.0 are two. */
final class Bits {

  private Bits() {}

  static boolean same(double expected, double actual) {
    return Double.doubleToLongBits(expected) == Double.doubleToLongBits(actual);
  }

  static void assertSame(double expected, double actual, Supplier<String> what) {
    if (!same(expected, actual)) {
      throw differ(expected, actual, what.get());
    }
  }

  static void assertSame(double[] expected, double[] actual, Supplier<String> what) {
    if (expected.length != actual.length) {
      throw new AssertionFailedError(
          what.get() + ": expected " + expected.length + " numbers, but were " + actual.length);
    }
    for (int i = 0; i < expected.length; i++) {
      if (!same(expected[i], actual[i])) {
        throw differ(expected[i], actual[i], what.get() + ", index " + i);
      }
    }
  }

  private static AssertionFailedError differ(double expected, double actual, String what) {
    return new AssertionFailedError(
        what + ": expected " + show(expected) + ", but was " + show(actual), expected, actual);
  }

  /** {@code 0.1 (0x1.999999999999ap-4)}. */
  static String show(double number) {
    return number + " (" + Double.toHexString(number) + ")";
  }
}
