package org.scalarflow.compiled.vector;

import static org.scalarflow.compiled.vector.Lanes.HALF;
import static org.scalarflow.compiled.vector.Lanes.INTEGER;
import static org.scalarflow.compiled.vector.Lanes.ONE;
import static org.scalarflow.compiled.vector.Lanes.ZERO;
import static org.scalarflow.compiled.vector.Lanes.all;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Sine and cosine. As in W. J. Cody and W. Waite, <i>Software Manual for the Elementary
 * Functions</i>, 1980, {@code k} quarters of a turn are subtracted from {@code x}, with {@code π/2}
 * in three parts; the difference, of which {@code |y| ≤ π/4}, is kept in two doubles, since it may
 * be tiny. Both functions of it are computed in the form of Sun Microsystems' fdlibm, and {@code k}
 * says which of them it is, and with which sign.
 */
final class Trigonometry {

  /** Arguments beyond it are left to {@link Math}. */
  private static final double LIMIT = 0x1p20;

  private static final DoubleVector LIMITS = all(LIMIT);

  private static final DoubleVector QUARTERS = all(0x1.45f306dc9c883p-1);

  /** {@code −π/2}; the second part has so few bits that its products with {@code k} are exact. */
  private static final DoubleVector MINUS_QUARTER = all(-0x1.921fb54442d18p0);

  private static final DoubleVector MINUS_QUARTER_REST = all(-0x1.1a62633200000p-54);
  private static final DoubleVector MINUS_QUARTER_LAST = all(0x1.747f23e32ed70p-87);

  /** The minimax polynomial of {@code (sin(y)/y − 1)/y²}, with an error below 2⁻⁵⁴. */
  private static final DoubleVector MINUS_S0 = all(0x1.5555555555555p-3);

  private static final DoubleVector S1 = all(0x1.1111111110badp-7);
  private static final DoubleVector S2 = all(-0x1.a01a019e82435p-13);
  private static final DoubleVector S3 = all(0x1.71de3794aecd2p-19);
  private static final DoubleVector S4 = all(-0x1.ae60090c44d47p-26);
  private static final DoubleVector S5 = all(0x1.5e0a62ed2b329p-33);

  /** The minimax polynomial of {@code (cos(y) − 1 + y²/2)/y⁴}, with an error below 2⁻⁵⁸. */
  private static final DoubleVector C0 = all(0x1.5555555555555p-5);

  private static final DoubleVector C1 = all(-0x1.6c16c16c16964p-10);
  private static final DoubleVector C2 = all(0x1.a01a019f4df8fp-16);
  private static final DoubleVector C3 = all(-0x1.27e4fa16e89fbp-22);
  private static final DoubleVector C4 = all(0x1.1eeb67ea7a39dp-29);
  private static final DoubleVector C5 = all(-0x1.907cea0cf7388p-37);

  private static final long BITS_OF_ONE = Double.doubleToRawLongBits(1.0);

  private Trigonometry() {}

  /** {@code sin x}, within 2 ulp. */
  static void sin(double[] from, double[] to, int rows) {
    if (turn(from, to, rows, 0)) {
      for (int r = 0; r < rows; r++) {
        to[r] = isLarge(to[r]) ? Math.sin(to[r]) : to[r];
      }
    }
  }

  /** {@code cos x = sin(x + π/2)}, within 2 ulp. */
  static void cos(double[] from, double[] to, int rows) {
    if (turn(from, to, rows, 1)) {
      for (int r = 0; r < rows; r++) {
        to[r] = isLarge(to[r]) ? Math.cos(to[r]) : to[r];
      }
    }
  }

  /** {@code −sin x = sin(x + π)}, within 2 ulp. */
  static void negatedSin(double[] from, double[] to, int rows) {
    if (turn(from, to, rows, 2)) {
      for (int r = 0; r < rows; r++) {
        to[r] = isLarge(to[r]) ? -Math.sin(to[r]) : to[r];
      }
    }
  }

  /** Whether it is an argument that was left as it is; no result is so large. */
  private static boolean isLarge(double number) {
    return Math.abs(number) > LIMIT;
  }

  /**
   * {@code sin(x + quarters · π/2)}; large {@code x} are left as they are.
   *
   * @return whether there are any; if there is a NaN, it may be true without
   */
  private static boolean turn(double[] from, double[] to, int rows, int quarters) {
    LongVector signs = LongVector.zero(LongVector.SPECIES_256);
    for (int at = 0; at < rows; at += Lanes.COUNT) {
      DoubleVector x = Lanes.load(from, at);
      DoubleVector shifted = x.fma(QUARTERS, INTEGER);
      DoubleVector k = shifted.sub(INTEGER);
      DoubleVector near = k.fma(MINUS_QUARTER, x);
      DoubleVector y = k.fma(MINUS_QUARTER_REST, near);
      DoubleVector rest = k.fma(MINUS_QUARTER_LAST, k.fma(MINUS_QUARTER_REST, near.sub(y)));
      LongVector turn = shifted.reinterpretAsLongs().add(quarters);
      DoubleVector below = LIMITS.sub(x.abs());
      signs = signs.or(below.reinterpretAsLongs());
      chosen(turn, sine(y, rest), cosine(y, rest))
          .blend(x, below.compare(VectorOperators.LT, ZERO))
          .intoArray(to, at);
    }
    return signs.reduceLanes(VectorOperators.OR) < 0;
  }

  /** Odd turns take the cosine; turns of which the second bit is set change the sign. */
  private static DoubleVector chosen(LongVector turn, DoubleVector sine, DoubleVector cosine) {
    LongVector parity = turn.lanewise(VectorOperators.LSHL, Long.SIZE - 1).or(BITS_OF_ONE);
    VectorMask<Double> odd = parity.reinterpretAsDoubles().compare(VectorOperators.LT, ZERO);
    LongVector sign = turn.and(2).lanewise(VectorOperators.LSHL, Long.SIZE - 2);
    LongVector value = sine.blend(cosine, odd).reinterpretAsLongs();
    return value.lanewise(VectorOperators.XOR, sign).reinterpretAsDoubles();
  }

  /** {@code sin(y + rest)}, as the difference from {@code y}, so that −0 is kept. */
  private static DoubleVector sine(DoubleVector y, DoubleVector rest) {
    DoubleVector z = y.mul(y);
    DoubleVector cube = z.mul(y);
    DoubleVector series = S5.fma(z, S4).fma(z, S3).fma(z, S2).fma(z, S1).mul(cube);
    DoubleVector small = rest.mul(HALF).sub(series).fma(z, rest.neg());
    return y.sub(cube.fma(MINUS_S0, small));
  }

  /** {@code cos(y + rest)}. */
  private static DoubleVector cosine(DoubleVector y, DoubleVector rest) {
    DoubleVector z = y.mul(y);
    DoubleVector half = z.mul(HALF);
    DoubleVector most = ONE.sub(half);
    DoubleVector lost = ONE.sub(most).sub(half);
    DoubleVector series = C5.fma(z, C4).fma(z, C3).fma(z, C2).fma(z, C1).fma(z, C0);
    return series.fma(z.mul(z), lost).sub(y.mul(rest)).add(most);
  }
}
