package org.scalarflow.compiled.runtime;

import org.scalarflow.compiled.ir.BatchPlan;
import org.scalarflow.compiled.ir.RowLoop;
import org.scalarflow.math.Losses;
import org.scalarflow.math.Selection;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Rules;

/** Computes what is the same in all rows of a batch, once. */
final class UniformRules {

  private static final int WIDTH = 5;

  /** How much code is done between two looks at the interrupt status. */
  private static final int STRETCH = WIDTH << 12;

  private UniformRules() {}

  /** Computes cells; see {@link BatchPlan#uniform}. */
  static void compute(int[] code, double[] cells, Runnable interruption) {
    for (int at = 0; at < code.length; at += WIDTH) {
      if (at % STRETCH == STRETCH - WIDTH) {
        interruption.run();
      }
      double a = operand(code[at + 1], cells);
      double b = operand(code[at + 2], cells);
      double c = operand(code[at + 3], cells);
      cells[code[at + 4]] = compute(RowLoop.opcode(code[at]), RowLoop.rule(code[at]), a, b, c);
    }
  }

  private static double operand(int cell, double[] cells) {
    return cell == BatchPlan.NONE ? 0.0 : cells[cell];
  }

  private static double compute(int opcode, RowLoop.Rule rule, double a, double b, double c) {
    return switch (rule) {
      case VALUE ->
          opcode == Opcode.SELECT
              ? Selection.select(a, b, c)
              : Opcode.isUnary(opcode) ? Rules.value(opcode, a) : Rules.value(opcode, a, b);
      case PARTIAL -> Rules.partial(opcode, a, b);
      case FIRST_PARTIAL -> Rules.firstPartial(opcode, a, b, c);
      case SECOND_PARTIAL -> Rules.secondPartial(opcode, a, b, c);
      case VALUE_OF_PART -> Losses.binaryCrossEntropyOfPart(a, b, c);
      case FIRST_PARTIAL_OF_PART -> Losses.binaryCrossEntropyFirstPartialOfPart(a, b, c);
    };
  }
}
