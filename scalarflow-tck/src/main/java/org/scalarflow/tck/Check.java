package org.scalarflow.tck;

import java.util.function.Supplier;
import org.junit.jupiter.api.Assertions;

/** Assertions whose messages begin with the number of the rule. */
final class Check {

  private Check() {}

  /** Fails if the bits differ; all NaNs are the same, zeros of different sign are not. */
  static void bits(int rule, String what, double expected, double actual) {
    bits(rule, () -> what, expected, actual);
  }

  /** The same with a message that is made only when it is needed. */
  static void bits(int rule, Supplier<String> what, double expected, double actual) {
    if (!Bits.same(expected, actual)) {
      that(
          rule,
          false,
          "expected " + Bits.show(expected) + " but was " + Bits.show(actual) + ": " + what.get());
    }
  }

  /** Fails if two arrays do not have the same bits. */
  static void bits(int rule, String what, double[] expected, double[] actual) {
    that(rule, expected.length == actual.length, what + ": " + actual.length + " numbers");
    for (int i = 0; i < expected.length; i++) {
      int at = i;
      bits(rule, () -> what + "[" + at + "]", expected[i], actual[i]);
    }
  }

  /** Fails unless a condition holds. */
  static void that(int rule, boolean condition, String message) {
    Assertions.assertTrue(condition, () -> "rule " + rule + ": " + message);
  }

  /** Fails if two numbers are further apart than a tolerance; equal infinities are not apart. */
  static void near(int rule, String what, double expected, double actual, double tolerance) {
    if (!(expected == actual || Math.abs(expected - actual) <= tolerance)) {
      that(
          rule,
          false,
          "expected " + expected + " ± " + tolerance + " but was " + actual + ": " + what);
    }
  }
}
