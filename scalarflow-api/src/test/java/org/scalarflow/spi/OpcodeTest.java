package org.scalarflow.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.scalarflow.Arity;
import org.scalarflow.Operator;
import org.scalarflow.Operators;

class OpcodeTest {

  @Test
  void opcodesAreDense() throws IllegalAccessException {
    List<Integer> opcodes = new ArrayList<>();
    for (Field field : Opcode.class.getDeclaredFields()) {
      if (field.getType() == int.class && !field.getName().equals("COUNT")) {
        opcodes.add(field.getInt(null));
      }
    }
    assertThat(opcodes).hasSize(Opcode.COUNT);
    assertThat(opcodes)
        .containsExactlyElementsOf(IntStream.range(0, Opcode.COUNT).boxed().toList());
    assertThat(Opcode.CUSTOM).isZero();
  }

  @Test
  void groupsAreThoseOfTheOperators() {
    for (Operator operator : Operators.builtIn()) {
      int opcode = Operators.opcode(operator);
      assertThat(Opcode.isUnary(opcode)).as("%s", operator).isEqualTo(is(Arity.UNARY, operator));
      assertThat(Opcode.isBinary(opcode)).as("%s", operator).isEqualTo(is(Arity.BINARY, operator));
    }
    for (int opcode : new int[] {-1, Opcode.CUSTOM, Opcode.COUNT}) {
      assertThat(Opcode.isUnary(opcode)).isFalse();
      assertThat(Opcode.isBinary(opcode)).isFalse();
    }
  }

  @Test
  void everyConstantIsNamedAfterItsOperator() throws ReflectiveOperationException {
    for (Operator operator : Operators.builtIn()) {
      String constant = operator.name().replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
      assertThat(Opcode.class.getField(constant).getInt(null))
          .isEqualTo(Operators.opcode(operator));
      assertThat(Operators.class.getField(constant).get(null)).isSameAs(operator);
    }
  }

  private static boolean is(Arity arity, Operator operator) {
    return operator.arity().equals(arity);
  }
}
