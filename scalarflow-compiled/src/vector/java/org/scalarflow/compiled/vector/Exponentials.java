package org.scalarflow.compiled.vector;

import static org.scalarflow.compiled.vector.Lanes.HALF;
import static org.scalarflow.compiled.vector.Lanes.INFINITY;
import static org.scalarflow.compiled.vector.Lanes.INTEGER;
import static org.scalarflow.compiled.vector.Lanes.ONE;
import static org.scalarflow.compiled.vector.Lanes.TWO;
import static org.scalarflow.compiled.vector.Lanes.ZERO;
import static org.scalarflow.compiled.vector.Lanes.all;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * The exponential function and its quotients. As in W. J. Cody and W. Waite, <i>Software Manual for
 * the Elementary Functions</i>, 1980, {@code eˣ = 2ᵏ · eʳ} with {@code r = x − k · log 2} and
 * {@code |r| ≤ log(2)/2}. The logarithm is the sum of two doubles, so that with fused operations
 * the difference is as good as exact.
 */
final class Exponentials {

  private static final DoubleVector LOG2_E = all(0x1.71547652b82fep0);
  private static final DoubleVector MINUS_LOG_2 = all(-0x1.62e42fefa39efp-1);
  private static final DoubleVector MINUS_LOG_2_REST = all(-0x1.abc9e3b39803fp-56);

  /** {@code eˣ} of anything greater is infinite. */
  private static final DoubleVector HIGHEST = all(709.782712893384);

  /** {@code eˣ} of anything less is 0. */
  private static final DoubleVector LOWEST = all(-745.1332191019412);

  /** The minimax polynomial of {@code (eʳ − 1 − r)/r²}, with an error below 2⁻⁵⁸. */
  private static final DoubleVector E0 = all(0x1.0000000000000p-1);

  private static final DoubleVector E1 = all(0x1.5555555555557p-3);
  private static final DoubleVector E2 = all(0x1.5555555555558p-5);
  private static final DoubleVector E3 = all(0x1.11111111100bdp-7);
  private static final DoubleVector E4 = all(0x1.6c16c16c151ccp-10);
  private static final DoubleVector E5 = all(0x1.a01a01abf8a8ep-13);
  private static final DoubleVector E6 = all(0x1.a01a01ad0ca59p-16);
  private static final DoubleVector E7 = all(0x1.71de01fce71cfp-19);
  private static final DoubleVector E8 = all(0x1.27e4cca2d4ee8p-22);
  private static final DoubleVector E9 = all(0x1.af4e56d3373b2p-26);
  private static final DoubleVector E10 = all(0x1.1f8b95345c29ap-29);

  /** Up to it the power is a normal number. */
  private static final long BITS_OF_ORDINARY = Double.doubleToRawLongBits(708);

  /** {@code 3 · 2⁵¹ + 1023}: a sum with it has the bits of a power of two in its lowest twelve. */
  private static final DoubleVector EXPONENT = all(0x1.8p52 + 1023);

  private static final int EXPONENT_SHIFT = 52;

  /** Below it {@code tanh} is a quotient of polynomials. */
  private static final DoubleVector SMALL = all(0.625);

  /** From it on {@code tanh} is 1. */
  private static final DoubleVector LARGE = all(20.0);

  private static final DoubleVector T0 = all(675675);
  private static final DoubleVector T1 = all(45045);
  private static final DoubleVector T2 = all(594);
  private static final DoubleVector U0 = all(2027025);
  private static final DoubleVector U1 = all(945945);
  private static final DoubleVector U2 = all(51975);
  private static final DoubleVector U3 = all(630);

  private Exponentials() {}

  /** {@code eˣ}, within 1 ulp. Whether numbers are far from all bounds decides how, not what. */
  static void exp(double[] from, double[] to, int rows) {
    if (areOrdinary(from, rows)) {
      expOfOrdinary(from, to, rows);
    } else {
      expOfAny(from, to, rows);
    }
  }

  private static boolean areOrdinary(double[] from, int rows) {
    LongVector beyond = LongVector.zero(LongVector.SPECIES_256);
    for (int at = 0; at < rows; at += Lanes.COUNT) {
      LongVector magnitude = Lanes.load(from, at).reinterpretAsLongs().and(Long.MAX_VALUE);
      beyond = beyond.or(magnitude.neg().add(BITS_OF_ORDINARY));
    }
    return beyond.reduceLanes(VectorOperators.OR) >= 0;
  }

  private static void expOfOrdinary(double[] from, double[] to, int rows) {
    for (int at = 0; at < rows; at += Lanes.COUNT) {
      DoubleVector x = Lanes.load(from, at);
      DoubleVector shifted = x.fma(LOG2_E, INTEGER);
      LongVector exponent =
          shifted.reinterpretAsLongs().lanewise(VectorOperators.LSHL, EXPONENT_SHIFT);
      LongVector bits = mantissa(x, shifted.sub(INTEGER)).reinterpretAsLongs();
      bits.add(exponent).reinterpretAsDoubles().intoArray(to, at);
    }
  }

  private static void expOfAny(double[] from, double[] to, int rows) {
    for (int at = 0; at < rows; at += Lanes.COUNT) {
      DoubleVector x = Lanes.load(from, at);
      DoubleVector power = power(x);
      power = power.blend(INFINITY, x.compare(VectorOperators.GT, HIGHEST));
      power = power.blend(ZERO, x.compare(VectorOperators.LT, LOWEST));
      power.intoArray(to, at);
    }
  }

  /**
   * {@code 1/(1 + e⁻ˣ)}, within 2 ulp. With {@code e = exp(−|x|)} it is {@code n − n · e/(1 + e)},
   * where {@code n} is {@code e} below 0 and 1 elsewhere: nothing overflows, and where {@code e} is
   * small, the errors of the quotient do not matter.
   */
  static void sigmoid(double[] from, double[] to, int rows) {
    for (int at = 0; at < rows; at += Lanes.COUNT) {
      DoubleVector x = Lanes.load(from, at);
      DoubleVector below = x.abs().neg();
      DoubleVector power = power(below);
      power = power.blend(ZERO, below.compare(VectorOperators.LT, LOWEST));
      DoubleVector most = ONE.blend(power, x.compare(VectorOperators.LT, ZERO));
      most.fma(power.div(power.add(ONE)).neg(), most).intoArray(to, at);
    }
  }

  /**
   * {@code tanh x}, within 2 ulp. Where {@code |x| < 0.625}, {@code x − x³ · T(x²)/U(x²)}, the
   * eighth convergent of J. H. Lambert's continued fraction {@code x/(1 + x²/(3 + x²/(5 + …)))},
   * 1768; elsewhere {@code 1 − 2/(e²ˣ + 1)}. There is one division for both.
   */
  static void tanh(double[] from, double[] to, int rows) {
    for (int at = 0; at < rows; at += Lanes.COUNT) {
      DoubleVector x = Lanes.load(from, at);
      DoubleVector magnitude = x.abs();
      var small = magnitude.compare(VectorOperators.LT, SMALL);
      magnitude = magnitude.blend(LARGE, magnitude.compare(VectorOperators.GT, LARGE));
      DoubleVector square = magnitude.mul(magnitude);
      DoubleVector over = TWO.blend(cubic(magnitude, square), small);
      DoubleVector under = powerOfDouble(magnitude).add(ONE).blend(quartic(square), small);
      DoubleVector value = ONE.blend(magnitude, small).sub(over.div(under));
      LongVector sign = x.reinterpretAsLongs().and(Long.MIN_VALUE);
      value.reinterpretAsLongs().or(sign).reinterpretAsDoubles().intoArray(to, at);
    }
  }

  /** {@code x³ · T(x²)}. */
  private static DoubleVector cubic(DoubleVector x, DoubleVector square) {
    DoubleVector t = square.add(T2).fma(square, T1).fma(square, T0);
    return t.mul(square).mul(x);
  }

  /** {@code U(x²)}. */
  private static DoubleVector quartic(DoubleVector square) {
    return square.add(U3).fma(square, U2).fma(square, U1).fma(square, U0);
  }

  /** {@code e²ˣ} for {@code |x| ≤ 20}. */
  private static DoubleVector powerOfDouble(DoubleVector x) {
    DoubleVector twice = x.add(x);
    DoubleVector k = twice.fma(LOG2_E, INTEGER).sub(INTEGER);
    return mantissa(twice, k).mul(powerOfTwo(k));
  }

  /** {@code eˣ} between the bounds. In two steps, so that subnormal numbers are rounded once. */
  private static DoubleVector power(DoubleVector x) {
    DoubleVector k = x.fma(LOG2_E, INTEGER).sub(INTEGER);
    DoubleVector half = k.fma(HALF, INTEGER).sub(INTEGER);
    return mantissa(x, k).mul(powerOfTwo(half)).mul(powerOfTwo(k.sub(half)));
  }

  /** {@code 2ᵏ} for {@code −1023 < k < 1024}. */
  private static DoubleVector powerOfTwo(DoubleVector k) {
    LongVector bits = k.add(EXPONENT).reinterpretAsLongs();
    return bits.lanewise(VectorOperators.LSHL, EXPONENT_SHIFT).reinterpretAsDoubles();
  }

  /** {@code eˣ/2ᵏ}, with what {@code r} loses when it is rounded. */
  private static DoubleVector mantissa(DoubleVector x, DoubleVector k) {
    DoubleVector near = k.fma(MINUS_LOG_2, x);
    DoubleVector r = k.fma(MINUS_LOG_2_REST, near);
    DoubleVector rest = k.fma(MINUS_LOG_2_REST, near.sub(r));
    DoubleVector sum = r.add(ONE);
    DoubleVector lost = ONE.sub(sum).add(r);
    return polynomial(r).fma(r.mul(r), rest).add(lost).add(sum);
  }

  /** In pairs, as G. Estrin has shown, so that few operations wait for each other. */
  private static DoubleVector polynomial(DoubleVector r) {
    DoubleVector square = r.mul(r);
    DoubleVector lower = E3.fma(r, E2).fma(square, E1.fma(r, E0));
    DoubleVector middle = E7.fma(r, E6).fma(square, E5.fma(r, E4));
    DoubleVector upper = E10.fma(square, E9.fma(r, E8));
    DoubleVector fourth = square.mul(square);
    return upper.fma(fourth, middle).fma(fourth, lower);
  }
}
