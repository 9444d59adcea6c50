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

  /** By operator its number, or {@link Step#NOT_DIRECT}. */
  private final Map<Operator, Integer> numbers = new IdentityHashMap<>();

  private DirectOperators(Tape tape) {
    this.tape = tape;
  }

  /** Those of a tape. */
  static DirectOperators of(Tape tape) {
    DirectOperators direct = new DirectOperators(tape);
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      if (tape.opcode(node) == Opcode.CUSTOM) {
        direct.add(tape.operator(node), tape.operandCount(node));
      }
      PacedThread.mayRest();
    }
    return direct;
  }

  private void add(Operator operator, int operands) {
    if (numbers.containsKey(operator)) {
      return;
    }
    if (operators.size() < MOST && isDirect(operator, operands)) {
      numbers.put(operator, operators.size());
      operators.add(operator);
    } else {
      numbers.put(operator, Step.NOT_DIRECT);
    }
  }

  private static boolean isDirect(Operator operator, int operands) {
    return !operator.isSelective()
        && ((operands == 1 && inherits(operator, Operator.Unary.class))
            || (operands == 2 && inherits(operator, Operator.Binary.class)));
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
  int numberAt(int node) {
    if (tape.opcode(node) != Opcode.CUSTOM) {
      return Step.NOT_DIRECT;
    }
    int number = numbers.getOrDefault(tape.operator(node), Step.NOT_DIRECT);
    boolean fits =
        number != Step.NOT_DIRECT
            && tape.operandCount(node) == (operators.get(number) instanceof Operator.Unary ? 1 : 2);
    return fits ? number : Step.NOT_DIRECT;
  }

  /** The operators by number. */
  List<Operator> all() {
    return List.copyOf(operators);
  }
}
