package org.scalarflow.ml.train;

/** Checks of numbers that users give. */
final class Checks {

  private Checks() {}

  static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }

  /** Requires a number in {@code [0, 1)}. */
  static void requireShare(double number, String what) {
    require(number >= 0 && number < 1, what + " is at least 0 and less than 1, not " + number);
  }

  static void requirePositive(double number, String what) {
    require(number > 0 && Double.isFinite(number), what + " is positive and finite, not " + number);
  }

  static void requireNotNegative(double number, String what) {
    require(
        number >= 0 && Double.isFinite(number),
        what + " is finite and not negative, not " + number);
  }
}
