package org.scalarflow.compiled.runtime;

import java.util.List;
import org.scalarflow.Operator;
import org.scalarflow.compiled.emit.Frame;

/** Operators that are called in the place of users' in runs that nobody asked for. */
final class StandIns {

  private static final String NAME = "standIn";

  private static final Operator ONE =
      Operator.unary(NAME, x -> Frame.ANY, (x, result) -> Frame.ANY);

  private static final Operator TWO =
      Operator.binary(
          NAME, (a, b) -> Frame.ANY, (a, b, result) -> Frame.ANY, (a, b, result) -> Frame.ANY);

  private StandIns() {}

  /** One for each operator, of the same number of operands. */
  static List<Operator> of(List<Operator> operators) {
    return operators.stream()
        .map(operator -> operator instanceof Operator.Unary ? ONE : TWO)
        .toList();
  }
}
