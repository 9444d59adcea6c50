package org.scalarflow.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.bench.hand.ArrayTape;

/** That each family has the size and shape that it says. */
class FamiliesTest {

  private static int depth(ArrayTape tape) {
    int[] depths = new int[tape.leaves.length + tape.codes.length];
    int most = 0;
    for (int i = 0; i < tape.codes.length; i++) {
      int depth = depths[tape.first[i]];
      if (ArrayTape.isBinary(tape.codes[i])) {
        depth = Math.max(depth, depths[tape.second[i]]);
      }
      depths[tape.leaves.length + i] = depth + 1;
      most = Math.max(most, depth + 1);
    }
    return most;
  }

  static Stream<Arguments> depths() {
    return Stream.of(
        Arguments.of(Families.LADDER, 8_000, 8_000),
        Arguments.of(Families.SUM, 4_001, 4_001),
        // Sines, 12 levels of sums of 4,000 of them, and one operation to come out even.
        Arguments.of(Families.TREE, 13, 15),
        // A square of 63 by 63, twice as deep as the way along two sides, and the rest as a chain.
        Arguments.of(Families.GRID, 250, 312),
        // 72 steps of a sum of products, and the rest as a chain.
        Arguments.of(Families.TRIANGLE, 144, 144 + 8_000 - 3 * 72 * 73 / 2),
        // Each window of 20 by 20 adds to the total; the first is 10 deep itself.
        Arguments.of(Families.WINDOWS, 400, 411 + 8_000 - 19 * 400),
        Arguments.of(Families.LAYERS, 8, 8));
  }

  @ParameterizedTest
  @MethodSource("depths")
  void theDepthIsThatOfTheFamily(Families family, int least, int most) {
    assertThat(depth(family.formula(8_000))).isBetween(least, most);
  }

  @ParameterizedTest
  @EnumSource(Families.class)
  void sizesAreExactValuesOrdinaryAndOneOutputEnough(Families family) {
    for (int size : new int[] {40, 400, 8_000, 10_000}) {
      ArrayTape tape = family.formula(size);
      double[] gradient = new double[tape.inputs];

      assertThat(tape.codes).hasSize(size);
      assertThat(Math.abs(tape.valueAndGradient(gradient))).isBetween(0.0, 1e4);
      assertThat(DoubleStream.of(gradient)).allMatch(Double::isFinite);
      if (family != Families.LAYERS) {
        assertThat(tape.outputs).hasSize(1);
      }
    }
  }

  /** {@code x ← (x + x)·½} is the identity, rung by rung, and so is its derivative. */
  @ParameterizedTest
  @EnumSource(value = Families.class, names = "LADDER")
  void theLadderIsTheIdentity(Families family) {
    double[] gradient = new double[1];

    assertThat(family.formula(1_000).valueAndGradient(gradient)).isCloseTo(0.5, offset(0.0));
    assertThat(gradient[0]).isEqualTo(1.0);
  }
}
