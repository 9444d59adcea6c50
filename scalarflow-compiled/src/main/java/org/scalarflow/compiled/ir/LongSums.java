package org.scalarflow.compiled.ir;

import java.util.Arrays;
import java.util.BitSet;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * The sums among formulas: additions each of which is the operand of the next and of nothing else.
 * They are taken in chunks of about equally many terms. A product that is needed by nothing but an
 * addition of a sum is <i>inlined</i>: computed where it is added.
 */
final class LongSums {

  /** What is no member of a sum has this number. */
  static final int NONE = -1;

  private final Formulas formulas;

  /** By formula, how often it is needed. */
  private final int[] uses;

  /** By formula, the number of the sum that it is a member of. */
  private final int[] numbers;

  private final IntArrayList chunkSizes = new IntArrayList();
  private final BitSet isInlined = new BitSet();

  private LongSums(Formulas formulas, int[] uses) {
    this.formulas = formulas;
    this.uses = uses;
    numbers = new int[uses.length];
    Arrays.fill(numbers, NONE);
  }

  /**
   * The sums among formulas.
   *
   * @param uses by formula, how often it is needed
   * @param terms the most terms of a chunk
   */
  static LongSums of(Formulas formulas, int[] uses, int terms) {
    LongSums sums = new LongSums(formulas, uses);
    sums.find(terms);
    sums.findInlined();
    return sums;
  }

  /** No sums: each addition is by itself. */
  static LongSums none(Formulas formulas, int[] uses) {
    return new LongSums(formulas, uses);
  }

  private void find(int terms) {
    int[] lengths = new int[uses.length];
    for (int formula = 0; formula < uses.length; formula++) {
      if (isAddition(formula)) {
        int sum = partialSum(formula);
        lengths[formula] = sum == Formulas.NONE ? 1 : lengths[sum] + 1;
      }
    }
    for (int formula = uses.length - 1; formula >= 0; formula--) {
      if (isAddition(formula)) {
        if (numbers[formula] == NONE && lengths[formula] > 1) {
          numbers[formula] = chunkSizes.size();
          chunkSizes.add(chunkSize(lengths[formula] + 1, terms));
        }
        int sum = partialSum(formula);
        if (sum != Formulas.NONE) {
          numbers[sum] = numbers[formula];
        }
      }
    }
  }

  private static int chunkSize(int terms, int most) {
    int chunks = (terms + most - 1) / most;
    return (terms + chunks - 1) / chunks;
  }

  private void findInlined() {
    for (int formula = 0; formula < uses.length; formula++) {
      if (isMember(formula)) {
        inline(term(formula));
        if (isStart(formula)) {
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

  /** How many sums there are. */
  int count() {
    return chunkSizes.size();
  }

  /** Whether a formula is an addition of a sum. */
  boolean isMember(int formula) {
    return numbers[formula] != NONE;
  }

  /** The number of the sum that an addition is a member of, or {@link #NONE}. */
  int number(int formula) {
    return numbers[formula];
  }

  /** How many terms of a sum are added in a loop. */
  int chunkSize(int sum) {
    return chunkSizes.get(sum);
  }

  /** Whether a product is computed where it is added. */
  boolean isInlined(int formula) {
    return isInlined.get(formula);
  }

  /** Whether an addition is the first of its sum: both of its operands are terms. */
  boolean isStart(int addition) {
    return partialSum(addition) == Formulas.NONE;
  }

  /** What an addition adds to the sum of those before; of the first one, the second operand. */
  int term(int addition) {
    int second = formulas.argument(addition, 1);
    return partialSum(addition) == second ? formulas.argument(addition, 0) : second;
  }
}
