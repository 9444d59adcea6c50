package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Operators made from lambdas, and the defaults of the interface. */
class OperatorTest {

  private static final Operator.Unary CUBE =
      Operator.unary("cube", x -> x * x * x, (x, result) -> 3 * x * x);

  private static final Operator.Binary WEIGHTED =
      Operator.binary("weighted", (a, b) -> 2 * a + b * b, (a, b, r) -> 2, (a, b, r) -> r - 2 * a);

  @Test
  void aUnaryLambda() {
    assertThat(CUBE.name()).isEqualTo("cube");
    assertThat(CUBE).hasToString("cube");
    assertThat(CUBE.arity()).isEqualTo(Arity.UNARY);
    assertThat(CUBE.value(2)).isEqualTo(8);
    assertThat(CUBE.partial(2, 8)).isEqualTo(12);
    assertThat(CUBE.value(new double[] {2})).isEqualTo(8);
    assertThat(partials(CUBE, 8, 2)).containsExactly(12);
  }

  @Test
  void aBinaryLambdaGetsOperandsAndResult() {
    assertThat(WEIGHTED.name()).isEqualTo("weighted");
    assertThat(WEIGHTED).hasToString("weighted");
    assertThat(WEIGHTED.arity()).isEqualTo(Arity.BINARY);
    assertThat(WEIGHTED.value(3, 4)).isEqualTo(22);
    assertThat(WEIGHTED.firstPartial(3, 4, 22)).isEqualTo(2);
    assertThat(WEIGHTED.secondPartial(3, 4, 22)).isEqualTo(16);
    assertThat(WEIGHTED.value(new double[] {3, 4})).isEqualTo(22);
    assertThat(partials(WEIGHTED, 22, 3, 4)).containsExactly(2, 16);
  }

  @Test
  void defaultsArePureDifferentiableAndNotSelective() {
    assertThat(CUBE.isPure()).isTrue();
    assertThat(CUBE.isDifferentiable(0)).isTrue();
    assertThat(CUBE.isSelective()).isFalse();
    assertThat(CUBE.contributes(0, new double[] {2}, 8)).isTrue();
  }

  @Test
  void aForgottenPartialStaysNan() {
    Operator forgetful =
        new Operator() {
          @Override
          public String name() {
            return "forgetful";
          }

          @Override
          public Arity arity() {
            return Arity.exactly(3);
          }

          @Override
          public double value(double[] operands) {
            return operands[0] + operands[1] + operands[2];
          }

          @Override
          public void partials(double[] operands, double result, double[] partials) {
            partials[0] = 1;
            partials[2] = 1;
          }
        };
    assertThat(forgetful.value(new double[] {1, 2, 3})).isEqualTo(6);
    assertThat(partials(forgetful, 6, 1, 2, 3)).containsExactly(1, Double.NaN, 1);
  }

  @Test
  void nothingMayBeNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> Operator.unary(null, x -> x, (x, r) -> 1))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> Operator.unary("f", null, (x, r) -> 1))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> Operator.unary("f", x -> x, null))
        .withMessage("partial");
    assertThatNullPointerException()
        .isThrownBy(() -> Operator.binary(null, (a, b) -> a, (a, b, r) -> 1, (a, b, r) -> 0))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> Operator.binary("f", null, (a, b, r) -> 1, (a, b, r) -> 0))
        .withMessage("value");
    assertThatNullPointerException()
        .isThrownBy(() -> Operator.binary("f", (a, b) -> a, null, (a, b, r) -> 0))
        .withMessage("firstPartial");
    assertThatNullPointerException()
        .isThrownBy(() -> Operator.binary("f", (a, b) -> a, (a, b, r) -> 1, null))
        .withMessage("secondPartial");
  }

  /** Calls {@code partials} the way a backend does: with NaN in every entry. */
  private static double[] partials(Operator operator, double result, double... operands) {
    double[] partials = new double[operands.length];
    Arrays.fill(partials, Double.NaN);
    operator.partials(operands, result, partials);
    return partials;
  }
}
