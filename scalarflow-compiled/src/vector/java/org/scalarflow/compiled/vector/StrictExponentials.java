package org.scalarflow.compiled.vector;

import static org.scalarflow.compiled.vector.Lanes.INTEGER;
import static org.scalarflow.compiled.vector.Lanes.ONE;
import static org.scalarflow.compiled.vector.Lanes.all;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import org.scalarflow.compiled.runtime.FunctionCode;

/**
 * The exponential function that strict mode may compute with vectors where {@link Math#exp} is the
 * algorithm of Intel's Math Library, as in HotSpot on x86: {@code eˣ = 2ⁿ · Tⱼ · (1 + tⱼ) · eʸ} with
 * {@code x = (64·n + j) · log(2)/64 + y}, where {@code Tⱼ} is {@code 2^(j/64)} rounded down and
 * {@code tⱼ} what that leaves out. Each operation is done here in the same order and rounded in the
 * same way. Java does not specify the algorithm, so {@link #hasBitsOfMath} tells whether results are
 * the same.
 */
final class StrictExponentials {

  /** How many pieces an octave has. */
  private static final int PIECES = 64;

  private static final int FRACTION_BITS = 52;

  /** Greater numbers are left to {@link Math}, which may go another way. */
  private static final double GREATEST = 600;

  private static final DoubleVector PIECES_BY_LOG_2 = all(0x1.71547652b82fep6);

  /** {@code log(2)/64} with so few bits that its products are exact, and the rest of it. */
  private static final DoubleVector PIECE = all(0x1.62e42fefap-7);

  private static final DoubleVector PIECE_REST = all(0x1.cf79abc9e3b3ap-46);

  /** {@code eʸ − 1} is {@code y + E2·y² + (E3 + E4·y)·y³ + (E5 + E6·y)·y⁵}. */
  private static final DoubleVector E2 = all(0x1.ffffffffffffep-2);

  private static final DoubleVector E3 = all(0x1.5555555548ba1p-3);
  private static final DoubleVector E4 = all(0x1.55555555b9e25p-5);
  private static final DoubleVector E5 = all(0x1.11115c090cf0fp-7);
  private static final DoubleVector E6 = all(0x1.6c15ce3289860p-10);

  // Where in the room that is lent: 2ⁿ·Tⱼ of the rows, or before that their m = 64·n + j; tⱼ; y; x.
  private static final int LOW = Lanes.BLOCK;
  private static final int REDUCED = 2 * Lanes.BLOCK;
  private static final int ARGUMENTS = 3 * Lanes.BLOCK;

  /** By {@code j}: the bits of {@code Tⱼ}, and {@code tⱼ}. */
  private static final long[] HIGH_BITS = new long[PIECES];

  private static final double[] LOWS = new double[PIECES];

  static {
    MathContext digits = new MathContext(50);
    BigDecimal root = BigDecimal.valueOf(2);
    for (int piece = 1; piece < PIECES; piece *= 2) {
      root = root.sqrt(digits);
    }
    BigDecimal power = BigDecimal.ONE;
    for (int j = 0; j < PIECES; j++) {
      double high = power.doubleValue();
      if (new BigDecimal(high).compareTo(power) > 0) {
        high = Math.nextDown(high);
      }
      BigDecimal exact = new BigDecimal(high);
      HIGH_BITS[j] = Double.doubleToRawLongBits(high);
      LOWS[j] = power.subtract(exact).divide(exact, digits).doubleValue();
      power = power.multiply(root, digits);
    }
  }

  private StrictExponentials() {}

  /**
   * Whether the powers are those of {@link Math#exp} in this JVM: there is no difference at some
   * thousand points, where other algorithms differ at dozens.
   */
  static boolean hasBitsOfMath() {
    SplittableRandom random = new SplittableRandom(1);
    double[] numbers = new double[Lanes.BLOCK];
    double[] results = new double[Lanes.BLOCK];
    double[] room = new double[FunctionCode.ROOM];
    for (int block = 0; block < PIECES; block++) {
      double range = block % 2 == 0 ? GREATEST : 2;
      for (int row = 0; row < Lanes.BLOCK; row++) {
        numbers[row] = random.nextDouble(-range, range);
      }
      exp(numbers, results, room, Lanes.BLOCK);
      for (int row = 0; row < Lanes.BLOCK; row++) {
        if (results[row] != Math.exp(numbers[row])) {
          return false;
        }
      }
    }
    return true;
  }

  /** {@code eˣ}. */
  static void exp(double[] from, double[] to, double[] room, int rows) {
    System.arraycopy(from, 0, room, ARGUMENTS, rows);
    powers(room, to, rows);
  }

  /** {@code 1/(1 + e⁻ˣ)} as {@link org.scalarflow.math.Activations#sigmoid} computes it. */
  static void sigmoid(double[] from, double[] to, double[] room, int rows) {
    for (int row = 0; row < rows; row += Lanes.COUNT) {
      Lanes.load(from, row).abs().neg().intoArray(room, ARGUMENTS + row);
    }
    powers(room, room, rows);
    finishSigmoid(from, to, room, rows);
  }

  /** The same where powers of vectors have other bits than {@link Math#exp}. */
  static void sigmoidOfMath(double[] from, double[] to, double[] room, int rows) {
    for (int row = 0; row < rows; row++) {
      room[row] = Math.exp(-Math.abs(from[row]));
    }
    finishSigmoid(from, to, room, rows);
  }

  private static void finishSigmoid(double[] from, double[] to, double[] room, int rows) {
    for (int row = 0; row < rows; row += Lanes.COUNT) {
      DoubleVector power = Lanes.load(room, row);
      var isPositive = Lanes.load(from, row).compare(VectorOperators.GE, 0.0);
      power.blend(ONE, isPositive).div(power.add(ONE)).intoArray(to, row);
    }
  }

  /** {@code eˣ} where powers of vectors have other bits than {@link Math#exp}. */
  static void expOfMath(double[] from, double[] to, double[] room, int rows) {
    for (int row = 0; row < rows; row++) {
      to[row] = Math.exp(from[row]);
    }
  }

  private static void powers(double[] room, double[] to, int rows) {
    boolean fits = reduce(room, rows);
    lookUp(room, rows);
    combine(room, to, rows);
    if (!fits) {
      for (int row = 0; row < rows; row++) {
        double x = room[ARGUMENTS + row];
        if (!(Math.abs(x) <= GREATEST)) {
          to[row] = Math.exp(x);
        }
      }
    }
  }

  /** Finds {@code m} and {@code y}, and whether no number is left to {@link Math}. */
  private static boolean reduce(double[] room, int rows) {
    LongVector beyond = LongVector.zero(LongVector.SPECIES_256);
    for (int row = 0; row < rows; row += Lanes.COUNT) {
      DoubleVector x = Lanes.load(room, ARGUMENTS + row);
      DoubleVector shifted = x.mul(PIECES_BY_LOG_2).add(INTEGER);
      DoubleVector m = shifted.sub(INTEGER);
      x.sub(PIECE.mul(m)).sub(PIECE_REST.mul(m)).intoArray(room, REDUCED + row);
      shifted.intoArray(room, row);
      LongVector magnitude = x.reinterpretAsLongs().and(Long.MAX_VALUE);
      beyond = beyond.or(magnitude.neg().add(Double.doubleToRawLongBits(GREATEST)));
    }
    return beyond.reduceLanes(VectorOperators.OR) >= 0;
  }

  private static void lookUp(double[] room, int rows) {
    for (int row = 0; row < rows; row++) {
      long m = Double.doubleToRawLongBits(room[row]);
      int j = (int) m & PIECES - 1;
      long exponent = m - j << FRACTION_BITS - Integer.numberOfTrailingZeros(PIECES);
      room[row] = Double.longBitsToDouble(HIGH_BITS[j] + exponent);
      room[LOW + row] = LOWS[j];
    }
  }

  private static void combine(double[] room, double[] to, int rows) {
    for (int row = 0; row < rows; row += Lanes.COUNT) {
      DoubleVector y = Lanes.load(room, REDUCED + row);
      DoubleVector square = y.mul(y);
      DoubleVector cube = y.mul(square);
      DoubleVector upper = cube.mul(square).mul(E6.mul(y).add(E5));
      DoubleVector middle = cube.mul(E4.mul(y).add(E3));
      DoubleVector sum = y.add(Lanes.load(room, LOW + row)).add(upper);
      DoubleVector rest = middle.add(sum).add(square.mul(E2));
      DoubleVector power = Lanes.load(room, row);
      rest.mul(power).add(power).intoArray(to, row);
    }
  }
}
