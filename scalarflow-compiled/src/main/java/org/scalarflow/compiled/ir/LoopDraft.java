package org.scalarflow.compiled.ir;

import java.util.function.Consumer;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/** A loop over rows that is being put together, as long as it does not touch too much. */
final class LoopDraft {

  private final Formulas formulas;
  private final BatchLimits limits;
  private final Consumer<int[]> loops;

  /** By formula, how often its number of each row is needed. */
  private final int[] uses;

  private final IntArrayList members = new IntArrayList();

  // Of use while a loop's footprint is taken: by formula, when it was last found in a loop or read
  // by one, and how many uses are elsewhere.
  private final int[] memberStamps;
  private final int[] operandStamps;
  private final int[] outsideUses;
  private int stamp;

  /**
   * An empty loop.
   *
   * @param uses by formula, how often its number of each row is needed
   * @param loops takes the formulas of each loop that is complete
   */
  LoopDraft(Formulas formulas, int[] uses, BatchLimits limits, Consumer<int[]> loops) {
    this.formulas = formulas;
    this.uses = uses;
    this.limits = limits;
    this.loops = loops;
    memberStamps = new int[uses.length];
    operandStamps = new int[uses.length];
    outsideUses = new int[uses.length];
  }

  /** Adds formulas to the loop; begins another one if they do not fit. */
  void add(IntArrayList chunk) {
    boolean isCall = !PlainRules.contain(formulas.operator(chunk.get(0)));
    if (isCall || !fits(chunk)) {
      close();
    }
    members.addAll(chunk);
    if (isCall) {
      close();
    }
  }

  /** Ends the loop. */
  void close() {
    if (!members.isEmpty()) {
      loops.accept(members.toArray());
      members.clear();
    }
  }

  /** Whether the loop does not touch too much with some formulas more. */
  private boolean fits(IntArrayList chunk) {
    if (members.isEmpty()) {
      return true;
    }
    IntArrayList all = new IntArrayList(members.size() + chunk.size());
    all.addAll(members);
    all.addAll(chunk);
    Footprint footprint = footprint(all);
    return all.size() <= limits.formulas()
        && footprint.lanes <= limits.lanes()
        && footprint.cells <= limits.cells();
  }

  /** How many arrays, and how many numbers that are the same in all rows, a loop touches. */
  private record Footprint(int lanes, int cells) {}

  private Footprint footprint(IntArrayList some) {
    stamp++;
    some.forEach(
        member -> {
          memberStamps[member] = stamp;
          outsideUses[member] = uses[member];
        });
    int lanes = 0;
    int cells = 0;
    for (int i = 0; i < some.size(); i++) {
      for (int position = 0; position < Formulas.OPERANDS; position++) {
        int operand = formulas.argument(some.get(i), position);
        if (operand == Formulas.NONE) {
          continue;
        }
        if (memberStamps[operand] == stamp) {
          outsideUses[operand]--;
        } else if (operandStamps[operand] != stamp) {
          operandStamps[operand] = stamp;
          lanes += formulas.isUniform(operand) ? 0 : 1;
          cells += formulas.isUniform(operand) ? 1 : 0;
        }
      }
    }
    for (int i = 0; i < some.size(); i++) {
      lanes += outsideUses[some.get(i)] > 0 ? 1 : 0;
    }
    return new Footprint(lanes, cells);
  }
}
