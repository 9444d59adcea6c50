package org.scalarflow.math;

/**
 * Comparisons of two values: 1 where they hold, 0 where they do not. As in IEEE 754, {@code −0 =
 * +0}, and with a NaN only {@link #notEqual} holds. They jump, so they pass no derivative to either
 * operand; {@link Selection#select} turns them into choices that can be differentiated.
 */
public final class Comparisons {

  private Comparisons() {}

  /** 1 if {@code a = b}, otherwise 0. */
  public static double equal(double a, double b) {
    return a == b ? 1.0 : 0.0;
  }

  /** 1 if {@code a ≠ b}, also when either is NaN, otherwise 0. */
  public static double notEqual(double a, double b) {
    return a != b ? 1.0 : 0.0;
  }

  /** 1 if {@code a < b}, otherwise 0. */
  public static double less(double a, double b) {
    return a < b ? 1.0 : 0.0;
  }

  /** 1 if {@code a ≤ b}, otherwise 0. */
  public static double lessOrEqual(double a, double b) {
    return a <= b ? 1.0 : 0.0;
  }

  /** 1 if {@code a > b}, otherwise 0. */
  public static double greater(double a, double b) {
    return a > b ? 1.0 : 0.0;
  }

  /** 1 if {@code a ≥ b}, otherwise 0. */
  public static double greaterOrEqual(double a, double b) {
    return a >= b ? 1.0 : 0.0;
  }
}
