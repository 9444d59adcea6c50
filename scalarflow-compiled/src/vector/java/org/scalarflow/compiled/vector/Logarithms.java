package org.scalarflow.compiled.vector;

import static org.scalarflow.compiled.vector.Lanes.HALF;
import static org.scalarflow.compiled.vector.Lanes.INFINITY;
import static org.scalarflow.compiled.vector.Lanes.ONE;
import static org.scalarflow.compiled.vector.Lanes.TWO;
import static org.scalarflow.compiled.vector.Lanes.ZERO;
import static org.scalarflow.compiled.vector.Lanes.all;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Logarithms in the form of Sun Microsystems' fdlibm: {@code log(2ᵏ · (1 + f)) = k · log 2 + log(1
 * + f)} with {@code √½ ≤ 1 + f < √2}, and with {@code s = f/(2 + f)} the last summand is {@code f −
 * f²/2 + s · (f²/2 + R)}, where {@code R = log((1 + s)/(1 − s))/s − 2}.
 */
final class Logarithms {

  /** {@code log 2} with so few bits that its products with exponents are exact. */
  private static final DoubleVector LOG_2 = all(0x1.62e42fefa0000p-1);

  private static final DoubleVector LOG_2_REST = all(0x1.cf79abc9e3b3ap-40);

  /** The minimax polynomial of {@code R/s²}, with an error below 2⁻⁵¹. */
  private static final DoubleVector L0 = all(0x1.5555555555558p-1);

  private static final DoubleVector L1 = all(0x1.9999999995223p-2);
  private static final DoubleVector L2 = all(0x1.2492492e03e54p-2);
  private static final DoubleVector L3 = all(0x1.c71c62d03b35bp-3);
  private static final DoubleVector L4 = all(0x1.7462ba29068a2p-3);
  private static final DoubleVector L5 = all(0x1.39fdb9220c050p-3);
  private static final DoubleVector L6 = all(0x1.2b5fc0c21f500p-3);

  private static final long BITS_OF_ROOT = Double.doubleToRawLongBits(Math.sqrt(0.5));
  private static final long FROM_ROOT_TO_ONE = Double.doubleToRawLongBits(1.0) - BITS_OF_ROOT;
  private static final long FRACTION = (1L << 52) - 1;
  private static final int FRACTION_BITS = 52;

  /** With an integer in its lowest bits it is {@code 2⁵²} more than the integer. */
  private static final long BITS_OF_INTEGER = Double.doubleToRawLongBits(0x1p52);

  private static final DoubleVector BIAS = all(0x1p52 + Double.MAX_EXPONENT);

  private static final DoubleVector LEAST_NORMAL = all(Double.MIN_NORMAL);
  private static final DoubleVector LIFT = all(0x1p54);
  private static final DoubleVector LIFT_EXPONENT = all(54);
  private static final DoubleVector MINUS_INFINITY = all(Double.NEGATIVE_INFINITY);
  private static final DoubleVector NAN = all(Double.NaN);

  private Logarithms() {}

  /** {@code log x}, within 1 ulp. Subnormal numbers are lifted to normal ones first. */
  static void log(double[] from, double[] to, int rows) {
    for (int at = 0; at < rows; at += Lanes.COUNT) {
      DoubleVector x = Lanes.load(from, at);
      var low = x.compare(VectorOperators.LT, LEAST_NORMAL);
      LongVector bits = bits(x.blend(x.mul(LIFT), low));
      DoubleVector k = exponent(bits).sub(ZERO.blend(LIFT_EXPONENT, low));
      ends(x, sum(k, fraction(bits), ZERO)).intoArray(to, at);
    }
  }

  /** {@code log(1 + x)}, within 2 ulp, as the logarithm of the rounded sum and a correction. */
  static void log1p(double[] from, double[] to, int rows) {
    for (int at = 0; at < rows; at += Lanes.COUNT) {
      DoubleVector x = Lanes.load(from, at);
      DoubleVector y = x.add(ONE);
      DoubleVector correction = x.sub(y.sub(ONE)).div(y);
      LongVector bits = bits(y);
      DoubleVector sum = sum(exponent(bits), fraction(bits), correction);
      ends(y, sum).blend(x, x.compare(VectorOperators.EQ, ZERO)).intoArray(to, at);
    }
  }

  /** The bits of {@code x · 2/√2}: their upper part has {@code k}, their lower one {@code f}. */
  private static LongVector bits(DoubleVector x) {
    return x.reinterpretAsLongs().add(FROM_ROOT_TO_ONE);
  }

  /** {@code k}. */
  private static DoubleVector exponent(LongVector bits) {
    LongVector biased = bits.lanewise(VectorOperators.LSHR, FRACTION_BITS);
    return biased.or(BITS_OF_INTEGER).reinterpretAsDoubles().sub(BIAS);
  }

  /** {@code f}. */
  private static DoubleVector fraction(LongVector bits) {
    return bits.and(FRACTION).add(BITS_OF_ROOT).reinterpretAsDoubles().sub(ONE);
  }

  /** {@code k · log 2 + log(1 + f) + correction}, the small summands first. */
  private static DoubleVector sum(DoubleVector k, DoubleVector f, DoubleVector correction) {
    DoubleVector s = f.div(f.add(TWO));
    DoubleVector half = f.mul(HALF).mul(f);
    DoubleVector small = k.fma(LOG_2_REST, correction);
    DoubleVector rest = half.sub(s.fma(half.add(series(s.mul(s))), small));
    return k.fma(LOG_2, f.sub(rest));
  }

  /** {@code R} from {@code s²}. */
  private static DoubleVector series(DoubleVector z) {
    DoubleVector upper = L6.fma(z, L5).fma(z, L4).fma(z, L3);
    return upper.fma(z, L2).fma(z, L1).fma(z, L0).mul(z);
  }

  /** The logarithm where {@code x} is positive and finite, otherwise what it is there. */
  private static DoubleVector ends(DoubleVector x, DoubleVector logarithm) {
    return x.blend(logarithm, x.compare(VectorOperators.LT, INFINITY))
        .blend(MINUS_INFINITY, x.compare(VectorOperators.EQ, ZERO))
        .blend(NAN, x.compare(VectorOperators.LT, ZERO));
  }
}
