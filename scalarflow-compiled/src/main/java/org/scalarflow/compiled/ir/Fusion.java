package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.scalarflow.spi.Opcode;

/**
 * Puts formulas together that are computed in one loop over rows, so that what one of them needs of
 * another stays in a register.
 *
 * <p>A loop touches a bounded number of arrays, and what is not plain arithmetic has a loop of its
 * own, because the JIT would not vectorise the rest. Long sums are taken in chunks of terms: a
 * chunk is done as soon as its terms are there, so that it is one pass over the sum; what is left
 * when the sum is complete is done with what needs it.
 */
final class Fusion {

  private final Formulas formulas;
  private final BatchLimits limits;
  private final Consumer<int[]> loops;

  /** By formula, how many others and results need its number of each row. */
  private final int[] uses;

  /** By formula, the one that needs it last. */
  private final int[] users;

  /** By member of a long sum, the number of the sum; else −1. */
  private final int[] sums;

  /** Products that are computed where they are added. */
  private final BitSet isInlined = new BitSet();

  private final BitSet isDone = new BitSet();

  /** By sum, additions that wait, and how many there are in a chunk. */
  private final List<IntArrayList> waiting = new ArrayList<>();

  private final IntArrayList chunkSizes = new IntArrayList();

  /** The loop that is being put together, and the formulas in it. */
  private IntArrayList draft = new IntArrayList();

  // Of use while a loop's footprint is taken: by formula, when it was last found in a loop or read
  // by one, and how many uses are elsewhere.
  private final int[] memberStamps;
  private final int[] operandStamps;
  private final int[] outsideUses;
  private int stamp;

  /**
   * Fusion of formulas.
   *
   * @param uses how often each is needed, by formulas or as a result
   * @param loops takes the formulas of one loop after the other
   */
  Fusion(Formulas formulas, int[] uses, BatchLimits limits, Consumer<int[]> loops) {
    this.formulas = formulas;
    this.uses = uses.clone();
    this.limits = limits;
    this.loops = loops;
    users = new int[uses.length];
    sums = new int[uses.length];
    memberStamps = new int[uses.length];
    operandStamps = new int[uses.length];
    outsideUses = new int[uses.length];
    Arrays.fill(sums, -1);
    findUsers();
    if (limits.formulas() > 1) {
      findSums();
    }
  }

  // ------------------------------------------------------------------ sums

  private void findUsers() {
    for (int formula = 0; formula < users.length; formula++) {
      for (int position = 0; position < Formulas.OPERANDS; position++) {
        int operand = formulas.argument(formula, position);
        if (operand != Formulas.NONE) {
          users[operand] = formula;
        }
      }
    }
  }

  private void findSums() {
    int[] lengths = new int[uses.length];
    for (int formula = 0; formula < uses.length; formula++) {
      if (isAddition(formula)) {
        int sum = partialSum(formula);
        lengths[formula] = sum == Formulas.NONE ? 1 : lengths[sum] + 1;
      }
    }
    for (int formula = uses.length - 1; formula >= 0; formula--) {
      if (isAddition(formula)) {
        if (sums[formula] < 0 && lengths[formula] > 1) {
          sums[formula] = waiting.size();
          waiting.add(new IntArrayList());
          int terms = lengths[formula] + 1;
          int chunks = (terms + limits.terms() - 1) / limits.terms();
          chunkSizes.add((terms + chunks - 1) / chunks);
        }
        int sum = partialSum(formula);
        if (sum != Formulas.NONE) {
          sums[sum] = sums[formula];
        }
      }
    }
    for (int formula = 0; formula < uses.length; formula++) {
      if (sums[formula] >= 0) {
        inline(term(formula));
        if (partialSum(formula) == Formulas.NONE) {
          inline(formulas.argument(formula, 0));
        }
      }
    }
  }

  private void inline(int term) {
    boolean isProduct = formulas.operator(term) == Formulas.MULTIPLY;
    if (isProduct && uses[term] == 1 && !formulas.isUniform(term)) {
      isInlined.set(term);
    }
  }

  private boolean isAddition(int formula) {
    return formulas.operator(formula) == Formulas.ADD && !formulas.isUniform(formula);
  }

  /** The operand of an addition that is a sum itself and nobody else needs, or none. */
  private int partialSum(int addition) {
    for (int position = 0; position < 2; position++) {
      int operand = formulas.argument(addition, position);
      if (isAddition(operand) && uses[operand] == 1) {
        return operand;
      }
    }
    return Formulas.NONE;
  }

  private int term(int addition) {
    int b = formulas.argument(addition, 1);
    return partialSum(addition) == b ? formulas.argument(addition, 0) : b;
  }

  // ------------------------------------------------------------------ order

  /** Puts all formulas into loops. */
  void run() {
    int[] phases = phases();
    IntArrayList[] plain = lists(Arrays.stream(phases).max().orElse(0) + 1);
    IntArrayList[] calls = lists(plain.length);
    for (int formula = 0; formula < phases.length; formula++) {
      if (isComputed(formula)) {
        (isPlain(formulas.operator(formula)) ? plain : calls)[phases[formula]].add(formula);
      }
    }
    for (int phase = 0; phase < plain.length; phase++) {
      plain[phase].forEach(this::visit);
      calls[phase].forEach(this::require);
    }
    for (int formula = 0; formula < phases.length; formula++) {
      if (isComputed(formula)) {
        require(formula);
      }
    }
    close();
  }

  private static IntArrayList[] lists(int count) {
    IntArrayList[] lists = new IntArrayList[count];
    Arrays.setAll(lists, any -> new IntArrayList());
    return lists;
  }

  /**
   * By formula, how many calls one after the other it has to wait for. A partial without a call
   * waits for the adjoint that it is multiplied with.
   */
  private int[] phases() {
    int[] phases = new int[uses.length];
    for (int formula = 0; formula < phases.length; formula++) {
      for (int position = 0; position < Formulas.OPERANDS; position++) {
        int operand = formulas.argument(formula, position);
        if (operand != Formulas.NONE) {
          boolean isCall = isComputed(operand) && !isPlain(formulas.operator(operand));
          phases[formula] = Math.max(phases[formula], phases[operand] + (isCall ? 1 : 0));
        }
      }
    }
    for (int formula = 0; formula < phases.length; formula++) {
      if (isComputed(formula) && uses[formula] == 1 && isPlainPartial(formulas.operator(formula))) {
        phases[formula] = phases[users[formula]];
      }
    }
    return phases;
  }

  private static boolean isPlainPartial(int operator) {
    return RowLoop.rule(operator) != RowLoop.Rule.VALUE && isPlain(operator);
  }

  private boolean isComputed(int formula) {
    return formulas.operator(formula) >= 0 && !formulas.isUniform(formula) && uses[formula] > 0;
  }

  /** Whether the JIT vectorises loops with it, as far as it does. */
  private static boolean isPlain(int operator) {
    int opcode = RowLoop.opcode(operator);
    return switch (RowLoop.rule(operator)) {
      case VALUE ->
          switch (opcode) {
            case Opcode.ADD,
                Opcode.SUBTRACT,
                Opcode.MULTIPLY,
                Opcode.DIVIDE,
                Opcode.NEGATE,
                Opcode.ABS,
                Opcode.SQUARE,
                Opcode.SQRT,
                Opcode.RECIPROCAL,
                Opcode.RELU,
                Opcode.MIN,
                Opcode.MAX,
                Opcode.STOP_GRADIENT ->
                true;
            default -> false;
          };
      case PARTIAL ->
          switch (opcode) {
            case Opcode.SQUARE,
                Opcode.SQRT,
                Opcode.RECIPROCAL,
                Opcode.RELU,
                Opcode.SIGMOID,
                Opcode.TANH ->
                true;
            default -> false;
          };
      case FIRST_PARTIAL -> opcode == Opcode.DIVIDE;
      case SECOND_PARTIAL -> opcode == Opcode.DIVIDE || opcode == Opcode.BINARY_CROSS_ENTROPY;
      case VALUE_OF_PART -> false;
      case FIRST_PARTIAL_OF_PART -> true;
    };
  }

  private void visit(int formula) {
    if (isInlined.get(formula)) {
      return;
    }
    if (sums[formula] < 0) {
      require(formula);
      return;
    }
    requireTerm(term(formula));
    boolean isFirst = partialSum(formula) == Formulas.NONE;
    if (isFirst) {
      requireTerm(formulas.argument(formula, 0));
    }
    IntArrayList additions = waiting.get(sums[formula]);
    additions.add(formula);
    boolean isLast = uses[formula] != 1 || sums[users[formula]] != sums[formula];
    int first = isStart(additions.get(0)) ? 1 : 0;
    if (!isLast && additions.size() + first >= chunkSizes.get(sums[formula])) {
      placeWaiting(sums[formula]);
    }
  }

  private boolean isStart(int addition) {
    return partialSum(addition) == Formulas.NONE;
  }

  private void requireTerm(int term) {
    if (isInlined.get(term)) {
      requireOperands(term);
    } else {
      require(term);
    }
  }

  private void requireOperands(int formula) {
    for (int position = 0; position < Formulas.OPERANDS; position++) {
      int operand = formulas.argument(formula, position);
      if (operand != Formulas.NONE) {
        require(operand);
      }
    }
  }

  /** Has a formula computed if that was put off; its operands' operands are there. */
  private void require(int formula) {
    if (!isComputed(formula) || isDone.get(formula) || isInlined.get(formula)) {
      return;
    }
    if (sums[formula] >= 0) {
      placeWaiting(sums[formula]);
    } else {
      requireOperands(formula);
      place(IntArrayList.newListWith(formula));
    }
  }

  private void placeWaiting(int sum) {
    IntArrayList chunk = new IntArrayList();
    waiting
        .get(sum)
        .forEach(
            addition -> {
              if (isStart(addition)) {
                addInlined(formulas.argument(addition, 0), chunk);
              }
              addInlined(term(addition), chunk);
              chunk.add(addition);
            });
    waiting.get(sum).clear();
    if (!chunk.isEmpty()) {
      place(chunk);
    }
  }

  private void addInlined(int term, IntArrayList chunk) {
    if (isInlined.get(term) && !chunk.contains(term)) {
      chunk.add(term);
    }
  }

  // ------------------------------------------------------------------ loops

  private void place(IntArrayList chunk) {
    boolean isCall = !isPlain(formulas.operator(chunk.get(0)));
    if (isCall || !fits(chunk)) {
      close();
    }
    draft.addAll(chunk);
    chunk.forEach(isDone::set);
    if (isCall) {
      close();
    }
  }

  private void close() {
    if (!draft.isEmpty()) {
      loops.accept(draft.toArray());
      draft = new IntArrayList();
    }
  }

  /** Whether the loop does not touch too much with some formulas more. */
  private boolean fits(IntArrayList chunk) {
    if (draft.isEmpty()) {
      return true;
    }
    IntArrayList all = new IntArrayList(draft.size() + chunk.size());
    all.addAll(draft);
    all.addAll(chunk);
    Footprint footprint = footprint(all);
    return all.size() <= limits.formulas()
        && footprint.lanes <= limits.lanes()
        && footprint.cells <= limits.cells();
  }

  /** How many arrays, and how many numbers that are the same in all rows, a loop touches. */
  private record Footprint(int lanes, int cells) {}

  private Footprint footprint(IntArrayList members) {
    stamp++;
    members.forEach(
        member -> {
          memberStamps[member] = stamp;
          outsideUses[member] = uses[member];
        });
    int lanes = 0;
    int cells = 0;
    for (int i = 0; i < members.size(); i++) {
      for (int position = 0; position < Formulas.OPERANDS; position++) {
        int operand = formulas.argument(members.get(i), position);
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
    for (int i = 0; i < members.size(); i++) {
      lanes += outsideUses[members.get(i)] > 0 ? 1 : 0;
    }
    return new Footprint(lanes, cells);
  }
}
