package org.scalarflow.compiled.ir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Rules;

/** What a partial is said not to need does not change it. */
class ReadsTest {

  private static final double[] NUMBERS = {-2.5, -1.0, -0.3, -0.0, 0.0, 0.3, 1.0, 2.5, 40.0};
  private static final double[] OTHERS = {0.0, 0.7, Double.NaN, Double.POSITIVE_INFINITY};

  static IntStream unary() {
    return IntStream.range(1, Opcode.COUNT).filter(Opcode::isUnary);
  }

  static IntStream binary() {
    return IntStream.range(1, Opcode.COUNT).filter(Opcode::isBinary);
  }

  @ParameterizedTest
  @MethodSource("unary")
  void ofOne(int opcode) {
    for (double x : NUMBERS) {
      double result = Rules.value(opcode, x);
      for (double other : OTHERS) {
        double partial =
            Rules.partial(
                opcode,
                Reads.operand(opcode, 0) ? x : other,
                Reads.result(opcode) ? result : other);
        assertThat(partial).isEqualTo(Double.valueOf(Rules.partial(opcode, x, result)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("binary")
  void ofTwo(int opcode) {
    if (opcode == Opcode.MULTIPLY) {
      return; // Each partial is the other operand; which are kept depends on where it passes to.
    }
    for (double a : NUMBERS) {
      for (double b : NUMBERS) {
        double result = Rules.value(opcode, a, b);
        for (double other : OTHERS) {
          double oneA = Reads.operand(opcode, 0) ? a : other;
          double oneB = Reads.operand(opcode, 1) ? b : other;
          double oneResult = Reads.result(opcode) ? result : other;
          assertThat(Rules.firstPartial(opcode, oneA, oneB, oneResult))
              .isEqualTo(Double.valueOf(Rules.firstPartial(opcode, a, b, result)));
          assertThat(Rules.secondPartial(opcode, oneA, oneB, oneResult))
              .isEqualTo(Double.valueOf(Rules.secondPartial(opcode, a, b, result)));
        }
      }
    }
  }
}
