package org.scalarflow.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** The bits of {@link StrictMath#log1p}, wherever the argument lies. */
class Log1pTest {

  private static final int POINTS = 300_000;

  private static final double[] SEAMS = {
    0.0,
    -0.0,
    0x1p-54,
    0x1p-29,
    Double.longBitsToDouble(0x3FDA827A_00000000L),
    Math.sqrt(2) - 1,
    0.5,
    1 - 0x1p-16,
    1 - 0x1p-20,
    1.0,
    2.0,
    -1.0,
    -0.5,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.NaN
  };

  @Test
  void aroundTheSeams() {
    for (double seam : SEAMS) {
      double below = seam;
      double above = seam;
      for (int i = 0; i < 1_000; i++) {
        requireSame(below);
        requireSame(above);
        below = Math.nextDown(below);
        above = Math.nextUp(above);
      }
    }
  }

  @Test
  void ofExponentials() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < POINTS; i++) {
      requireSame(Math.exp(-random.nextDouble(0, 60)));
    }
  }

  @Test
  void everywhere() {
    SplittableRandom random = new SplittableRandom(2);
    DoubleStream.concat(
            random.doubles(POINTS, 0, 1),
            random.longs(POINTS).mapToDouble(Double::longBitsToDouble))
        .forEach(Log1pTest::requireSame);
  }

  private static void requireSame(double x) {
    double expected = StrictMath.log1p(x);
    double actual = Log1p.of(x);
    assertThat(Double.doubleToLongBits(actual))
        .as("log1p(%s): %s and not %s", x, actual, expected)
        .isEqualTo(Double.doubleToLongBits(expected));
  }
}
