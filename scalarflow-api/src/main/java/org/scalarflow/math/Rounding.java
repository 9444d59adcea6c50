package org.scalarflow.math;

/**
 * Rounding to whole numbers. These functions are constant between their jumps, so they pass no
 * derivative at all: not a zero that could meet an infinite adjoint, but nothing.
 */
public final class Rounding {

  private Rounding() {}

  /**
   * {@code ⌊x⌋}, the largest whole number not above {@code x}. Exact; {@code ±0}, {@code ±∞} and
   * NaN stay as they are. Passes no derivative.
   */
  public static double floor(double x) {
    return Math.floor(x);
  }

  /**
   * {@code ⌈x⌉}, the smallest whole number not below {@code x}. Exact; {@code ±0}, {@code ±∞} and
   * NaN stay as they are, and {@code −1 < x < 0} gives −0. Passes no derivative.
   */
  public static double ceil(double x) {
    return Math.ceil(x);
  }
}
