package org.scalarflow.compiled.ir;

import java.util.Arrays;
import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;

/**
 * What is done in a block of rows, step by step, while a plan is being made: loops and tiles, and
 * the table of what each of them reads and writes.
 */
final class BlockSteps {

  private final BlockPlaces places;
  private final DistinctLoops loops;
  private final IntArrayList runs = new IntArrayList();
  private final IntArrayList table = new IntArrayList();

  /** Cells whose numbers tiles read side by side. */
  private final IntArrayList packed = new IntArrayList();

  /** The formulas whose lanes are in the panel, and how many were there at most. */
  private int[] panel = {};

  private int panelSize;

  /** Nothing yet. */
  BlockSteps(BlockPlaces places, DistinctLoops loops) {
    this.places = places;
    this.loops = loops;
  }

  /**
   * Adds an instance of a loop.
   *
   * @param written what stands in the table after what it reads
   */
  void addLoop(LoopDrawing drawing, IntArrayList written) {
    int number = loops.number(drawing.loop());
    int last = runs.size() - BatchPlan.RUN;
    if (last >= 0 && runs.get(last) == number) {
      runs.set(last + 2, runs.get(last + 2) + 1);
    } else {
      runs.addAll(number, table.size(), 1);
    }
    for (int formula : drawing.read()) {
      table.add(places.number(formula));
    }
    table.addAll(written);
  }

  /** Adds a function of a lane. */
  void addFunction(LaneFunction function, int from, int to) {
    addTile(Tile.FUNCTION);
    table.addAll(function.ordinal(), from, to);
  }

  /**
   * Has the lanes of formulas stand in the panel.
   *
   * @param lanes the formulas
   */
  void requirePanel(int[] lanes) {
    if (Arrays.equals(panel, lanes)) {
      return;
    }
    panel = lanes;
    panelSize = Math.max(panelSize, lanes.length);
    addTile(Tile.PANEL);
    table.add(lanes.length);
    for (int lane : lanes) {
      table.add(places.number(lane));
    }
  }

  /**
   * Adds weighted sums of the lanes in the panel.
   *
   * @param results four lanes
   * @param starts four cells
   * @param weights four cells for each term
   */
  void addWeightedSums(int[] results, int[] starts, IntArrayList weights) {
    addTile(Tile.WEIGHTED_SUMS);
    table.add(panel.length);
    table.addAll(results);
    table.addAll(starts);
    table.add(packed.size());
    packed.addAll(weights);
  }

  /**
   * Puts lanes into the band.
   *
   * @param columns one to eight lanes
   */
  void addBand(List<Integer> columns) {
    addTile(Tile.BAND);
    addPadded(columns, Tile.WIDTH);
  }

  /**
   * Adds sums of the products of lanes with those of the band.
   *
   * @param rows one to four lanes
   * @param firstSum the first of the sums
   */
  void addProductSums(List<Integer> rows, int firstSum) {
    addTile(Tile.PRODUCT_SUMS);
    addPadded(rows, Tile.HEIGHT);
    table.add(firstSum);
  }

  private void addTile(Tile tile) {
    runs.addAll(tile.number(), table.size(), 1);
  }

  /** Adds lanes to the table, the last one again and again until they are so many. */
  private void addPadded(List<Integer> lanes, int count) {
    for (int i = 0; i < count; i++) {
      int lane = lanes.get(Math.min(i, lanes.size() - 1));
      table.add(lane == ProductSums.ONES ? places.ones() : lane);
    }
  }

  /** See {@link BatchPlan#runs}. */
  int[] runs() {
    return runs.toArray();
  }

  /** See {@link BatchPlan#table}. */
  int[] table() {
    return table.toArray();
  }

  /** See {@link BatchPlan#packed}. */
  int[] packed() {
    return packed.toArray();
  }

  /** See {@link BatchPlan#panel}. */
  int panelSize() {
    return panelSize;
  }
}
