package org.scalarflow.compiled.ir;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.scalarflow.Operator;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * Operators of users that are called directly, by their methods for plain numbers: those of one or
 * two operands whose methods for arrays are the inherited ones. Code knows such an operator as a
 * constant, so that the JIT can inline it.
 *
 * <p>Code for different operators is not shared by a loop, so there are only so many of them in a
 * tape; the rest are called through their general interface.
 */
final class DirectOperators {

  /** Tapes with more usually have an instance of its own for every node. */
  private static final int MOST = 64;

  private final Tape tape;
  private final List<Operator> operators = new ArrayList<>();
  private final Map<Operator, Integer> numbers = new IdentityHashMap<>();

  private DirectOperators(Tape tape) {
    this.tape = tape;
  }

  /** Those of a tape. */
  static DirectOperators of(Tape tape) {
    DirectOperators direct = new DirectOperators(tape);
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      if (tape.opcode(node) == Opcode.CUSTOM) {
        direct.add(tape.operator(node));
      }
    }
    return direct;
  }

  private void add(Operator operator) {
    if (operators.size() < MOST && !numbers.containsKey(operator) && isDirect(operator)) {
      numbers.put(operator, operators.size());
      operators.add(operator);
    }
  }

  private static boolean isDirect(Operator operator) {
    return !operator.isSelective()
        && (inherits(operator, Operator.Unary.class) || inherits(operator, Operator.Binary.class));
  }

  /** Whether the methods for arrays are those of an interface. */
  private static boolean inherits(Operator operator, Class<?> type) {
    try {
      Class<?> own = operator.getClass();
      Method value = own.getMethod("value", double[].class);
      Method partials = own.getMethod("partials", double[].class, double.class, double[].class);
      return value.getDeclaringClass() == type && partials.getDeclaringClass() == type;
    } catch (NoSuchMethodException | LinkageError unusual) {
      return false;
    }
  }

  /** The number of the operator of an operation, from 0 on, or {@link Step#NOT_DIRECT}. */
  int of(int node) {
    if (tape.opcode(node) != Opcode.CUSTOM) {
      return Step.NOT_DIRECT;
    }
    Operator operator = tape.operator(node);
    int operands = operator instanceof Operator.Unary ? 1 : 2;
    return tape.operandCount(node) == operands
        ? numbers.getOrDefault(operator, Step.NOT_DIRECT)
        : Step.NOT_DIRECT;
  }

  /** The operators by number. */
  List<Operator> all() {
    return List.copyOf(operators);
  }
}
