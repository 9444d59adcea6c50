package org.scalarflow.compiled.vector;

import static org.scalarflow.compiled.vector.Lanes.HALF;
import static org.scalarflow.compiled.vector.Lanes.ONE;
import static org.scalarflow.compiled.vector.Lanes.TWO;
import static org.scalarflow.compiled.vector.Lanes.all;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * The logarithm that strict mode may compute with vectors, because {@link StrictMath#log1p} is
 * specified as an algorithm, that of Sun Microsystems' fdlibm. Each operation of it is done here in
 * the same order and rounded in the same way.
 */
final class StrictLogarithms {

  /** Below it {@code x − x²/2} is the result. */
  private static final double TINY = 0x1p-29;

  /** From here on {@code 1 + x} is taken for {@code 2·(1 + f)}. */
  private static final double UPPER = Double.longBitsToDouble(0x3FDA827A_00000000L);

  /** From here on {@code f} is so near to 0 that the algorithm goes another way, or beyond 1. */
  private static final double NEAR_ONE = 1 - 0x1p-16;

  private static final long BITS_OF_NEAR_ONE = Double.doubleToRawLongBits(NEAR_ONE);

  /** {@code log 2} in two parts. */
  private static final DoubleVector LOG_2 = all(6.93147180369123816490e-01);

  private static final DoubleVector LOG_2_REST = all(1.90821492927058770002e-10);

  private static final DoubleVector L1 = all(6.666666666666735130e-01);
  private static final DoubleVector L2 = all(3.999999999940941908e-01);
  private static final DoubleVector L3 = all(2.857142874366239149e-01);
  private static final DoubleVector L4 = all(2.222219843214978396e-01);
  private static final DoubleVector L5 = all(1.818357216161805012e-01);
  private static final DoubleVector L6 = all(1.531383769920937332e-01);
  private static final DoubleVector L7 = all(1.479819860511658591e-01);

  private StrictLogarithms() {}

  /**
   * {@code log(1 + x)}. Where all {@code x} are between 0 and 1, as exponentials of what is not
   * positive are, four at once, else one after the other.
   */
  static void log1p(double[] from, double[] to, int rows) {
    if (fit(from, rows)) {
      for (int at = 0; at < rows; at += Lanes.COUNT) {
        between(Lanes.load(from, at)).intoArray(to, at);
      }
    } else {
      for (int row = 0; row < rows; row++) {
        to[row] = StrictMath.log1p(from[row]);
      }
    }
  }

  /** Whether no number is negative, and none as large as {@link #NEAR_ONE}: by bits, as integers. */
  private static boolean fit(double[] from, int rows) {
    LongVector outside = LongVector.zero(LongVector.SPECIES_256);
    for (int at = 0; at < rows; at += Lanes.COUNT) {
      LongVector bits = Lanes.load(from, at).reinterpretAsLongs();
      outside = outside.or(bits).or(bits.neg().add(BITS_OF_NEAR_ONE - 1));
    }
    return outside.reduceLanes(VectorOperators.OR) >= 0;
  }

  private static DoubleVector between(DoubleVector x) {
    VectorMask<Double> isUpper = x.compare(VectorOperators.GE, UPPER);
    DoubleVector u = x.add(ONE);
    DoubleVector f = x.blend(u.mul(HALF).sub(ONE), isUpper);
    DoubleVector half = f.mul(HALF).mul(f);
    DoubleVector s = f.div(f.add(TWO));
    DoubleVector product = s.mul(half.add(series(s.mul(s))));
    DoubleVector c = x.sub(u.sub(ONE)).div(u);
    DoubleVector upper = LOG_2.sub(half.sub(product.add(LOG_2_REST.add(c))).sub(f));
    return f.sub(half.sub(product))
        .blend(upper, isUpper)
        .blend(x.sub(x.mul(x).mul(HALF)), x.compare(VectorOperators.LT, TINY));
  }

  private static DoubleVector series(DoubleVector z) {
    DoubleVector upper = z.mul(L7).add(L6).mul(z).add(L5).mul(z).add(L4).mul(z).add(L3);
    return upper.mul(z).add(L2).mul(z).add(L1).mul(z);
  }
}
