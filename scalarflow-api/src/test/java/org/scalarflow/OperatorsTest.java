package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.spi.Opcode;

class OperatorsTest {

  private static final Set<String> STEPS =
      Set.of(
          "sign",
          "floor",
          "ceil",
          "stopGradient",
          "equal",
          "notEqual",
          "less",
          "lessOrEqual",
          "greater",
          "greaterOrEqual");

  static List<Operator> builtIn() {
    return Operators.builtIn();
  }

  @Test
  void builtInOperatorsAreInTheOrderOfTheirOpcodes() {
    List<Operator> operators = Operators.builtIn();
    assertThat(operators).hasSize(Opcode.COUNT - 1);
    for (int i = 0; i < operators.size(); i++) {
      assertThat(Operators.opcode(operators.get(i))).isEqualTo(i + 1);
    }
  }

  @Test
  void namesAreUnique() {
    Set<String> names = new HashSet<>();
    Operators.builtIn().forEach(operator -> names.add(operator.name()));
    assertThat(names).hasSameSizeAs(Operators.builtIn());
  }

  @Test
  void theListCannotBeChanged() {
    assertThatThrownBy(() -> Operators.builtIn().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void isNamedLikeAFunctionAndPure(Operator operator) {
    assertThat(operator.name()).matches("[a-z][A-Za-z0-9]*");
    assertThat(operator).hasToString(operator.name());
    assertThat(operator.isPure()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void onlyStepsAndTheConditionPassNoDerivative(Operator operator) {
    for (int position = 0; position < operator.arity().least(); position++) {
      boolean isCondition = operator == Operators.SELECT && position == 0;
      assertThat(operator.isDifferentiable(position))
          .as("%s at %s", operator, position)
          .isEqualTo(!STEPS.contains(operator.name()) && !isCondition);
    }
  }

  @ParameterizedTest
  @MethodSource("builtIn")
  void onlySelectIsSelective(Operator operator) {
    assertThat(operator.isSelective()).isEqualTo(operator == Operators.SELECT);
  }

  @Test
  void selectContributesToTheBranchTakenOnly() {
    assertContributions(new double[] {1, 3, 5}, false, true, false);
    assertContributions(new double[] {Double.NaN, 3, 5}, false, true, false);
    assertContributions(new double[] {0.0, 3, 5}, false, false, true);
    assertContributions(new double[] {-0.0, 3, 5}, false, false, true);
  }

  private static void assertContributions(double[] operands, boolean... expected) {
    double result = Operators.SELECT.value(operands.clone());
    for (int i = 0; i < expected.length; i++) {
      assertThat(Operators.SELECT.contributes(i, operands.clone(), result)).isEqualTo(expected[i]);
    }
  }

  @Test
  void operatorsOfAnyArityUseTheArrayInterface() {
    double[] partials = new double[3];
    assertThat(Operators.SELECT.value(new double[] {1, 3, 5})).isEqualTo(3);
    Operators.SELECT.partials(new double[] {1, 3, 5}, 3, partials);
    assertThat(partials).containsExactly(0, 1, 0);

    double value = Operators.LOG_SUM_EXP.value(new double[] {7, 7, 7});
    assertThat(value).isEqualTo(7 + Math.log1p(2));
    Operators.LOG_SUM_EXP.partials(new double[] {7, 7, 7}, value, partials);
    assertThat(partials).containsExactly(1.0 / 3, 1.0 / 3, 1.0 / 3);
  }

  @Test
  void arities() {
    assertThat(Operators.SELECT.arity()).isEqualTo(Arity.exactly(3));
    assertThat(Operators.LOG_SUM_EXP.arity()).isEqualTo(Arity.atLeast(1));
    assertThat(Operators.SOFTMAX_CROSS_ENTROPY.arity())
        .isEqualTo(new Arity(2, Integer.MAX_VALUE, 2));
    assertThat(Operators.SIN.arity()).isEqualTo(Arity.UNARY);
    assertThat(Operators.ADD.arity()).isEqualTo(Arity.BINARY);
  }

  @Test
  void anOperatorOfABuiltInNameIsStillCustom() {
    Operator impostor = Operator.unary("sin", x -> x, (x, result) -> 1);
    assertThat(Operators.opcode(impostor)).isEqualTo(Opcode.CUSTOM);
  }
}
