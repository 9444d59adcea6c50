package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

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
  private final LongSums sums;
  private final WeightedSums tiles;
  private final Consumer<WeightedSums.Group> tileSink;
  private final LoopDraft draft;

  /** By formula, how many others and results need its number of each row. */
  private final int[] uses;

  /** By formula, the one that needs it last. */
  private final int[] users;

  private final BitSet isDone = new BitSet();

  /** By sum, additions that wait. */
  private final List<IntArrayList> waiting = new ArrayList<>();

  /**
   * Fusion of formulas.
   *
   * @param uses how often each is needed, by formulas or as a result
   * @param loops takes the formulas of one loop after the other
   * @param tileSink takes weighted sums between them
   */
  Fusion(
      Formulas formulas,
      int[] uses,
      BatchLimits limits,
      Consumer<int[]> loops,
      Consumer<WeightedSums.Group> tileSink) {
    this.formulas = formulas;
    this.uses = uses.clone();
    users = new int[uses.length];
    sums =
        limits.formulas() > 1
            ? LongSums.of(formulas, this.uses, limits.terms())
            : LongSums.none(formulas, this.uses);
    tiles = limits.hasTiles() ? WeightedSums.of(formulas, sums) : WeightedSums.none(formulas, sums);
    this.tileSink = tileSink;
    draft = new LoopDraft(formulas, this.uses, limits, loops);
    for (int sum = 0; sum < sums.count(); sum++) {
      waiting.add(new IntArrayList());
    }
    findUsers();
  }

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

  /** Puts all formulas into loops. */
  void run() {
    int[] phases = phases();
    IntArrayList[] plain = lists(Arrays.stream(phases).max().orElse(0) + 1);
    IntArrayList[] calls = lists(plain.length);
    for (int formula = 0; formula < phases.length; formula++) {
      if (isComputed(formula)) {
        (PlainRules.contain(formulas.operator(formula)) ? plain : calls)
            [phases[formula]].add(formula);
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
    draft.close();
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
          boolean isCall = isComputed(operand) && !PlainRules.contain(formulas.operator(operand));
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
    return RowLoop.rule(operator) != RowLoop.Rule.VALUE && PlainRules.contain(operator);
  }

  private boolean isComputed(int formula) {
    return formulas.operator(formula) >= 0 && !formulas.isUniform(formula) && uses[formula] > 0;
  }

  private void visit(int formula) {
    if (sums.isInlined(formula)) {
      return;
    }
    if (!sums.isMember(formula)) {
      require(formula);
      return;
    }
    int sum = sums.number(formula);
    requireTerm(sums.term(formula));
    if (sums.isStart(formula)) {
      requireTerm(formulas.argument(formula, 0));
    }
    if (tiles.group(sum) != null) {
      return;
    }
    IntArrayList additions = waiting.get(sum);
    additions.add(formula);
    boolean isLast = uses[formula] != 1 || sums.number(users[formula]) != sum;
    int first = sums.isStart(additions.get(0)) ? 1 : 0;
    if (!isLast && additions.size() + first >= sums.chunkSize(sum)) {
      placeWaiting(sum);
    }
  }

  private void requireTerm(int term) {
    if (sums.isInlined(term)) {
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
    if (!isComputed(formula) || isDone.get(formula) || sums.isInlined(formula)) {
      return;
    }
    if (sums.isMember(formula)) {
      WeightedSums.Group tile = tiles.group(sums.number(formula));
      if (tile == null) {
        placeWaiting(sums.number(formula));
      } else {
        placeTile(tile);
      }
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
              if (sums.isStart(addition)) {
                addInlined(formulas.argument(addition, 0), chunk);
              }
              addInlined(sums.term(addition), chunk);
              chunk.add(addition);
            });
    waiting.get(sum).clear();
    if (!chunk.isEmpty()) {
      place(chunk);
    }
  }

  private void addInlined(int term, IntArrayList chunk) {
    if (sums.isInlined(term) && !chunk.contains(term)) {
      chunk.add(term);
    }
  }

  /** All of its sums, as soon as one of them is needed. */
  private void placeTile(WeightedSums.Group tile) {
    for (int lane : tile.lanes()) {
      require(lane);
    }
    draft.close();
    tileSink.accept(tile);
    for (WeightedSums.Sum sum : tile.sums()) {
      for (int addition : sum.additions()) {
        isDone.set(addition);
      }
    }
  }

  private void place(IntArrayList chunk) {
    draft.add(chunk);
    chunk.forEach(isDone::set);
  }
}
