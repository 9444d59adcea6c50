package org.scalarflow.compiled.emit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scalarflow.math.Activations;
import org.scalarflow.math.Arithmetic;
import org.scalarflow.math.Comparisons;
import org.scalarflow.math.ErrorFunction;
import org.scalarflow.math.Exponentials;
import org.scalarflow.math.Hyperbolics;
import org.scalarflow.math.Losses;
import org.scalarflow.math.Powers;
import org.scalarflow.math.Rounding;
import org.scalarflow.math.Selection;
import org.scalarflow.math.Trigonometry;
import org.scalarflow.spi.Opcode;

/**
 * The static methods of {@code org.scalarflow.math} that {@link org.scalarflow.spi.Rules} calls for
 * unary and binary opcodes. They are found by name: {@code LEAKY_RELU} is {@code leakyRelu} with
 * {@code leakyReluFirstPartial} and {@code leakyReluSecondPartial}, {@code EXP} is {@code exp} with
 * {@code expPartial}.
 */
final class RuleMethods {

  private static final List<Class<?>> OWNERS =
      List.of(
          Arithmetic.class,
          Powers.class,
          Exponentials.class,
          Trigonometry.class,
          Hyperbolics.class,
          Activations.class,
          ErrorFunction.class,
          Losses.class,
          Rounding.class,
          Comparisons.class,
          Selection.class);

  private final @Nullable Rule[] rules = new @Nullable Rule[Opcode.COUNT];

  /** Where a rule's methods are, and the name of the one for the value. */
  record Rule(String owner, String name) {}

  RuleMethods() {
    for (Field field : Opcode.class.getFields()) {
      int opcode = opcode(field);
      if (Opcode.isUnary(opcode) || Opcode.isBinary(opcode)) {
        rules[opcode] = find(camelCase(field.getName()), Opcode.isUnary(opcode) ? 1 : 2);
      }
    }
  }

  /** The rule of a unary or binary opcode. */
  Rule of(int opcode) {
    Rule rule = rules[opcode];
    if (rule == null) {
      throw new IllegalArgumentException("no rule for opcode " + opcode);
    }
    return rule;
  }

  private static int opcode(Field field) {
    try {
      return Modifier.isStatic(field.getModifiers()) ? field.getInt(null) : Opcode.CUSTOM;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Rule find(String name, int operands) {
    Class<?>[] parameters = new Class<?>[operands];
    Arrays.fill(parameters, double.class);
    for (Class<?> owner : OWNERS) {
      boolean hasRule =
          Stream.of(owner.getMethods())
              .anyMatch(
                  method ->
                      method.getName().equals(name)
                          && Arrays.equals(method.getParameterTypes(), parameters));
      if (hasRule) {
        return new Rule(owner.getName().replace('.', '/'), name);
      }
    }
    throw new IllegalStateException("no method '" + name + "' in org.scalarflow.math");
  }

  private static String camelCase(String constant) {
    StringBuilder name = new StringBuilder();
    boolean isUpper = false;
    for (char letter : constant.toCharArray()) {
      if (letter == '_') {
        isUpper = true;
      } else {
        name.append(isUpper ? letter : Character.toLowerCase(letter));
        isUpper = false;
      }
    }
    return name.toString();
  }
}
