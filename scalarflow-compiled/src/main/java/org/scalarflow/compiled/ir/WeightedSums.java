package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Long sums that fixed kernels can do: up to four at a time that weight the same numbers of each
 * row, in the same order, with numbers that are the same in all rows. The units of a dense layer
 * are such sums, and so are the adjoints of its inputs.
 */
final class WeightedSums {

  /** With fewer terms a generated loop, which does more than the sums, is as fast. */
  private static final int LEAST_TERMS = 4;

  /** The panel has a lane for each term, 512 bytes. */
  private static final int MOST_TERMS = 4096;

  /** A kernel does no less for fewer. */
  private static final int LEAST_SUMS = 2;

  private final Formulas formulas;
  private final LongSums sums;

  /** By sum, the tile that it is a part of. */
  private final @Nullable Group[] groups;

  private WeightedSums(Formulas formulas, LongSums sums) {
    this.formulas = formulas;
    this.sums = sums;
    groups = new @Nullable Group[sums.count()];
  }

  /**
   * Sums of one tile.
   *
   * @param lanes the formulas that are weighted, in order
   * @param sums the sums
   */
  record Group(int[] lanes, List<Sum> sums) {}

  /**
   * A weighted sum.
   *
   * @param start the uniform formula that it starts with, or {@link Formulas#NONE}
   * @param weights the uniform formulas of its terms
   * @param additions its formulas, of which the last is the result
   */
  record Sum(int start, int[] weights, int[] additions) {

    int result() {
      return additions[additions.length - 1];
    }
  }

  /** Those among sums. */
  static WeightedSums of(Formulas formulas, LongSums sums) {
    WeightedSums found = none(formulas, sums);
    found.find();
    return found;
  }

  /** None, for want of kernels. */
  static WeightedSums none(Formulas formulas, LongSums sums) {
    return new WeightedSums(formulas, sums);
  }

  /** The tile that a sum is a part of, or null. */
  @Nullable Group group(int sum) {
    return groups[sum];
  }

  private void find() {
    IntArrayList[] additions = new IntArrayList[sums.count()];
    Arrays.setAll(additions, any -> new IntArrayList());
    for (int formula = 0; formula < formulas.size(); formula++) {
      if (sums.isMember(formula)) {
        additions[sums.number(formula)].add(formula);
      }
    }
    Map<List<Integer>, List<Integer>> alike = new LinkedHashMap<>();
    Sum[] found = new Sum[additions.length];
    for (int sum = 0; sum < additions.length; sum++) {
      IntArrayList lanes = new IntArrayList();
      IntArrayList weights = new IntArrayList();
      int first = additions[sum].get(0);
      int start = formulas.argument(first, 0);
      boolean fits = formulas.isUniform(start) || isTerm(start, lanes, weights);
      for (int i = 0; i < additions[sum].size() && fits; i++) {
        fits = isTerm(sums.term(additions[sum].get(i)), lanes, weights);
      }
      if (fits && lanes.size() >= LEAST_TERMS && lanes.size() <= MOST_TERMS) {
        int given = formulas.isUniform(start) ? start : Formulas.NONE;
        found[sum] = new Sum(given, weights.toArray(), additions[sum].toArray());
        alike.computeIfAbsent(list(lanes), any -> new ArrayList<>()).add(sum);
      }
    }
    alike.forEach((lanes, some) -> group(lanes, some, found));
  }

  private static List<Integer> list(IntArrayList numbers) {
    return Arrays.stream(numbers.toArray()).boxed().toList();
  }

  private boolean isTerm(int term, IntArrayList lanes, IntArrayList weights) {
    if (!sums.isInlined(term)) {
      return false;
    }
    int a = formulas.argument(term, 0);
    int b = formulas.argument(term, 1);
    if (formulas.isUniform(a) == formulas.isUniform(b)) {
      return false;
    }
    lanes.add(formulas.isUniform(a) ? b : a);
    weights.add(formulas.isUniform(a) ? a : b);
    return true;
  }

  private void group(List<Integer> lanes, List<Integer> some, Sum[] found) {
    int[] common = lanes.stream().mapToInt(lane -> lane).toArray();
    for (int from = 0; from <= some.size() - LEAST_SUMS; from += Tile.HEIGHT) {
      List<Integer> members = some.subList(from, Math.min(some.size(), from + Tile.HEIGHT));
      Group group = new Group(common, members.stream().map(sum -> found[sum]).toList());
      members.forEach(sum -> groups[sum] = group);
    }
  }
}
