package org.scalarflow.tck.meta;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/** Who contributes to whom, in canonical order unless the flaw is about just that. */
final class ConsumerTable {

  private final Tape tape;
  private final SweepFlaw flaw;
  private final BitSet passesAny = new BitSet();
  private final int[] starts;
  private final int[] consumers;
  private final int[] positions;

  /** The operations that choose. */
  private final int[] selects;

  /** How many operand positions a node stands at. */
  private final int[] uses;

  ConsumerTable(Tape tape, SweepFlaw flaw) {
    this.tape = tape;
    this.flaw = flaw;
    starts = new int[tape.size() + 1];
    uses = new int[tape.size()];
    selects =
        IntStream.range(tape.firstOperation(), tape.size())
            .filter(node -> tape.opcode(node) == Opcode.SELECT)
            .toArray();
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      for (int position = 0; position < tape.operandCount(node); position++) {
        uses[tape.operand(node, position)]++;
        if (passes(node, position)) {
          starts[tape.operand(node, position) + 1]++;
          passesAny.set(node);
        }
      }
    }
    for (int node = 0; node < tape.size(); node++) {
      starts[node + 1] += starts[node];
    }
    consumers = new int[starts[tape.size()]];
    positions = new int[consumers.length];
    fill();
  }

  private void fill() {
    int[] next = starts.clone();
    boolean ascending =
        flaw == SweepFlaw.CONSUMERS_ASCENDING
            || (flaw == SweepFlaw.ORDER_DEPENDS_ON_WANTED && tape.derivativeCount() == 1);
    int operations = tape.size() - tape.firstOperation();
    for (int i = 0; i < operations; i++) {
      int node = ascending ? tape.firstOperation() + i : tape.size() - 1 - i;
      int count = tape.operandCount(node);
      for (int j = 0; j < count; j++) {
        int position = flaw == SweepFlaw.POSITIONS_DESCENDING ? count - 1 - j : j;
        if (passes(node, position)) {
          int at = next[tape.operand(node, position)]++;
          consumers[at] = node;
          positions[at] = position;
        }
      }
    }
  }

  int start(int node) {
    return starts[node];
  }

  int end(int node) {
    return starts[node + 1];
  }

  int consumer(int index) {
    return consumers[index];
  }

  int position(int index) {
    return positions[index];
  }

  /** Whether a contribution may go from an operation to an operand position. */
  boolean passes(int node, int position) {
    if (!tape.needsAdjoint(node) || !tape.needsAdjoint(tape.operand(node, position))) {
      return false;
    }
    if (tape.operator(node).isDifferentiable(position)) {
      return true;
    }
    return switch (tape.opcode(node)) {
      case Opcode.SELECT -> flaw == SweepFlaw.CONDITION_RECEIVES_ZERO;
      case Opcode.STOP_GRADIENT -> flaw == SweepFlaw.STOP_GRADIENT_PASSES;
      case Opcode.CUSTOM -> false;
      default -> flaw == SweepFlaw.JUMPS_CONTRIBUTE_ZERO;
    };
  }

  /** Whether an operation may contribute to any of its operands. */
  boolean passesAny(int node) {
    return passesAny.get(node);
  }

  /** Whether a node is used once, as the branch that a select will not take. */
  boolean onlyInBranchNotTaken(int node, double[] values) {
    if (uses[node] != 1) {
      return false;
    }
    for (int user : selects) {
      if (tape.operand(user, 0) < node) {
        int notTaken = values[tape.operand(user, 0)] != 0 ? 2 : 1;
        if (tape.operand(user, notTaken) == node) {
          return true;
        }
      }
    }
    return false;
  }
}
