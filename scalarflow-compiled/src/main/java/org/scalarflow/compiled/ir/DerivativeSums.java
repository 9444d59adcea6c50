package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Tape;

/**
 * The derivatives of a plan, which are added up over the rows of a block in the end. One that is a
 * product and nothing else needs is multiplied only then.
 */
final class DerivativeSums {

  /** How many first factors of products are added up side by side. */
  private static final int FACTORS = 4;

  private final Tape tape;
  private final Formulas formulas;
  private final BatchLimits limits;
  private final BlockPlaces places;
  private final int count;

  /** Two entries for each derivative: its place and {@link BatchPlan#NONE}, or two factors. */
  private final int[] addends;

  /** By derivative, its sum. */
  private final int[] sums;

  private int sumCount;

  /**
   * Sums of derivatives.
   *
   * @param count how many derivatives there are: those of the tape, or none
   */
  DerivativeSums(Tape tape, Formulas formulas, BatchLimits limits, BlockPlaces places, int count) {
    this.tape = tape;
    this.formulas = formulas;
    this.limits = limits;
    this.places = places;
    this.count = count;
    addends = new int[2 * count];
    sums = new int[count];
    Arrays.fill(sums, BatchPlan.NONE);
  }

  private int formula(int derivative) {
    return formulas.adjoint(tape.derivativeNode(derivative));
  }

  /** Counts what is needed for the sums; all other uses have been counted. */
  void countUses() {
    for (int i = 0; i < count; i++) {
      places.use(formula(i));
    }
    for (int i = 0; i < count; i++) {
      if (isMultipliedLate(formula(i))) {
        places.leaveOut(formula(i));
      }
    }
  }

  private boolean isMultipliedLate(int formula) {
    return formula != Formulas.NONE
        && formulas.operator(formula) == Formulas.MULTIPLY
        && places.uses(formula) == 1;
  }

  /**
   * Adds steps that add up the derivatives. Products of the same few first factors stand side by
   * side, and among them those with the same second factor, so that each is read for several.
   *
   * @param steps has the steps that compute what is added up
   */
  void addTo(BlockSteps steps) {
    findAddends();
    if (limits.hasTiles()) {
      addTiles(steps);
    }
    List<Integer> order = inOrder();
    for (int from = 0; from < order.size(); from += limits.sums()) {
      Interruption.check();
      List<Integer> some = order.subList(from, Math.min(order.size(), from + limits.sums()));
      LoopDrawing drawing = new LoopDrawing(formulas);
      IntArrayList written = new IntArrayList();
      for (int derivative : some) {
        draw(formula(derivative), drawing);
        sums[derivative] = sumCount;
        written.add(sumCount++);
      }
      steps.addLoop(drawing, written);
    }
  }

  private void findAddends() {
    for (int i = 0; i < count; i++) {
      int formula = formula(i);
      boolean isNothing = formula == Formulas.NONE;
      boolean isProduct = !isNothing && places.uses(formula) == 0;
      addends[2 * i] =
          isNothing
              ? BatchPlan.NONE
              : places.place(isProduct ? formulas.argument(formula, 0) : formula);
      addends[2 * i + 1] = isProduct ? places.place(formulas.argument(formula, 1)) : BatchPlan.NONE;
    }
  }

  private void addTiles(BlockSteps steps) {
    List<Integer> band = List.of();
    for (ProductSums.Block block : ProductSums.find(addends)) {
      if (!block.columns().equals(band)) {
        band = block.columns();
        steps.addBand(band);
      }
      steps.addProductSums(block.rows(), sumCount);
      for (int i = 0; i < block.sums().size(); i++) {
        sums[block.sums().get(i)] = sumCount + i / band.size() * Tile.WIDTH + i % band.size();
      }
      sumCount += Tile.HEIGHT * Tile.WIDTH;
    }
  }

  /** The derivatives that are in no tile and are not 0. */
  private List<Integer> inOrder() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (addends[2 * i] != BatchPlan.NONE && sums[i] == BatchPlan.NONE) {
        order.add(i);
      }
    }
    IntIntHashMap ranks = new IntIntHashMap();
    order.forEach(i -> ranks.getIfAbsentPut(addends[2 * i], ranks.size()));
    order.sort(
        Comparator.comparing((Integer i) -> addends[2 * i + 1] == BatchPlan.NONE)
            .thenComparing(i -> ranks.get(addends[2 * i]) / FACTORS)
            .thenComparing(i -> addends[2 * i + 1])
            .thenComparing(i -> ranks.get(addends[2 * i])));
    return order;
  }

  private void draw(int formula, LoopDrawing drawing) {
    if (places.uses(formula) == 0) {
      drawing.compute(formula);
    }
    drawing.sum(formula);
  }

  /** See {@link BatchPlan#derivatives}. */
  int[] addends() {
    return addends;
  }

  /** See {@link BatchPlan#sumCount}. */
  int sumCount() {
    return sumCount;
  }

  /** See {@link BatchPlan#sums}. */
  int[] sums() {
    return sums;
  }
}
