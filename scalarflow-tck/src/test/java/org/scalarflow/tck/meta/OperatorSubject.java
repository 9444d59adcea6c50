package org.scalarflow.tck.meta;

import java.util.List;
import org.scalarflow.Operator;
import org.scalarflow.tck.Range;

/**
 * An operator to be tested and where.
 *
 * @param operator the operator
 * @param ranges from where operands are taken, by position; the last one holds for all further ones
 */
record OperatorSubject(Operator operator, List<Range> ranges) {

  /** An operator whose operands are taken from the kit's default range. */
  static OperatorSubject of(Operator operator) {
    return new OperatorSubject(operator, List.of(Range.DEFAULT));
  }
}
