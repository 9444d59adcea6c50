package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Tape;

/**
 * Plans how a block of rows is run: gives formulas lanes and cells, which are used again, and lists
 * the loops in the order in which {@link Fusion} puts them together.
 */
final class BatchPlanner {

  /** How many first factors of products are added up side by side. */
  private static final int FACTORS = 4;

  private final Tape tape;
  private final Formulas formulas;
  private final BatchLimits limits;
  private final Loops loops;

  private final int[] uses;

  /** By formula, its lane, or its cell if it is uniform. */
  private final int[] places;

  private final IntArrayList freeLanes = new IntArrayList();
  private int laneCount;
  private int cellCount;

  /** The cell that holds −0.0, to which a first product can be added as it is. */
  private int nothing = BatchPlan.NONE;

  /** The lane that holds 1, and one for what nobody reads. */
  private int ones = BatchPlan.NONE;

  private int waste = BatchPlan.NONE;
  private final IntArrayList packed = new IntArrayList();

  /** The formulas whose lanes are in the panel, and how many were there at most. */
  private int[] panel = {};

  private int panelSize;

  private final IntArrayList uniform = new IntArrayList();
  private final IntArrayList runs = new IntArrayList();
  private final IntArrayList table = new IntArrayList();

  private final int[] inputs;
  private final int[] seeds;
  private final int[] delivered;

  /** Two entries for each derivative: its lane and {@link BatchPlan#NONE}, or two factors. */
  private final int[] derivatives;

  private int sumCount;

  /** By derivative, its sum. */
  private final int[] sums;

  private BatchPlanner(Tape tape, boolean differentiates, BatchLimits limits, Loops loops) {
    this.tape = tape;
    this.limits = limits;
    this.loops = loops;
    formulas = Formulas.of(tape, differentiates);
    uses = new int[formulas.size()];
    places = new int[formulas.size()];
    Arrays.fill(places, BatchPlan.NONE);
    inputs = new int[tape.rowInputCount()];
    seeds = new int[differentiates ? tape.outputCount() : 0];
    delivered = new int[tape.valueCount()];
    derivatives = new int[differentiates ? 2 * tape.derivativeCount() : 0];
    sums = new int[derivatives.length / 2];
    Arrays.fill(sums, BatchPlan.NONE);
  }

  /**
   * The plan of a tape.
   *
   * @param differentiates whether it is for derivatives as well
   * @param loops takes the loops
   * @throws UnsupportedOperationException if rows are better run one by one
   */
  static BatchPlan plan(Tape tape, boolean differentiates, BatchLimits limits, Loops loops) {
    return new BatchPlanner(tape, differentiates, limits, loops).plan();
  }

  private BatchPlan plan() {
    countUses();
    placeCells();
    placeGiven();
    new Fusion(formulas, uses, limits, this::add, this::add).run();
    placeResults();
    addSums();
    return new BatchPlan(
        laneCount,
        cells(),
        uniform(),
        runs.toArray(),
        table.toArray(),
        inputs,
        seeds,
        delivered,
        packed.toArray(),
        panelSize,
        ones,
        derivatives,
        sumCount,
        sums);
  }

  /** The different loops of several plans, numbered as they come. */
  static final class Loops {

    private final Map<RowLoop, Integer> numbers = new LinkedHashMap<>();
    private final int most;

    /**
     * No loops.
     *
     * @param most how many there may be
     */
    Loops(int most) {
      this.most = most;
    }

    private int number(RowLoop loop) {
      int number = numbers.computeIfAbsent(loop, any -> numbers.size());
      if (numbers.size() > most) {
        throw new TooManyLoops(most);
      }
      return number;
    }

    /** The loops by number. */
    List<RowLoop> all() {
      return List.copyOf(numbers.keySet());
    }
  }

  /** The loops of a tape differ too much. */
  static final class TooManyLoops extends UnsupportedOperationException {

    private static final long serialVersionUID = 1L;

    TooManyLoops(int most) {
      super("more than " + most + " loops over rows would differ");
    }
  }

  // ------------------------------------------------------------------ places

  private void countUses() {
    for (int formula = 0; formula < uses.length; formula++) {
      for (int position = 0; position < Formulas.OPERANDS; position++) {
        use(formulas.argument(formula, position));
      }
    }
    for (int i = 0; i < tape.valueCount(); i++) {
      use(formulas.value(tape.valueNode(i)));
    }
    for (int i = 0; i < derivatives.length / 2; i++) {
      use(formulas.adjoint(tape.derivativeNode(i)));
    }
    // What is multiplied only when it is added up is needed until then, but not itself.
    for (int i = 0; i < derivatives.length / 2; i++) {
      int derivative = formulas.adjoint(tape.derivativeNode(i));
      if (isMultipliedLate(derivative)) {
        uses[derivative] = 0;
      }
    }
  }

  private void use(int formula) {
    if (formula != Formulas.NONE) {
      uses[formula]++;
    }
  }

  private boolean isMultipliedLate(int derivative) {
    return derivative != Formulas.NONE
        && formulas.operator(derivative) == Formulas.MULTIPLY
        && uses[derivative] == 1;
  }

  private void placeCells() {
    for (int formula = 0; formula < uses.length; formula++) {
      if (formulas.isUniform(formula)) {
        places[formula] = cellCount++;
        if (formulas.operator(formula) >= 0) {
          uniform.add(formula);
        }
      }
    }
  }

  private void placeGiven() {
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = placeGiven(formulas.value(tape.uniformCount() + i));
    }
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = formulas.seed(i) == Formulas.NONE ? BatchPlan.NONE : placeGiven(formulas.seed(i));
    }
  }

  private int placeGiven(int formula) {
    if (uses[formula] > 0) {
      places[formula] = newLane();
    }
    return places[formula];
  }

  private int newLane() {
    if (laneCount == limits.arrays()) {
      throw new UnsupportedOperationException(
          "more than " + laneCount + " numbers are kept for each row");
    }
    return laneCount++;
  }

  private void placeResults() {
    for (int i = 0; i < delivered.length; i++) {
      delivered[i] = place(formulas.value(tape.valueNode(i)));
    }
    for (int i = 0; i < derivatives.length / 2; i++) {
      int derivative = formulas.adjoint(tape.derivativeNode(i));
      boolean isNothing = derivative == Formulas.NONE;
      boolean isProduct = !isNothing && uses[derivative] == 0;
      derivatives[2 * i] =
          isNothing
              ? BatchPlan.NONE
              : place(isProduct ? formulas.argument(derivative, 0) : derivative);
      derivatives[2 * i + 1] = isProduct ? place(formulas.argument(derivative, 1)) : BatchPlan.NONE;
    }
  }

  private int place(int formula) {
    return formulas.isUniform(formula) ? BatchPlan.placeOfCell(places[formula]) : places[formula];
  }

  // ------------------------------------------------------------------ loops

  /** Adds a loop that computes formulas, or a kernel if there is one for the only formula. */
  private void add(int[] members) {
    Interruption.check();
    LaneFunction function =
        members.length == 1 && limits.hasTiles()
            ? LaneFunction.of(formulas.operator(members[0]), limits.vectors())
            : null;
    if (function != null) {
      add(function, members[0]);
      return;
    }
    LoopDrawing drawing = new LoopDrawing(formulas);
    IntIntHashMap inside = new IntIntHashMap();
    for (int member : members) {
      drawing.compute(member);
      for (int position = 0; position < Formulas.OPERANDS; position++) {
        inside.addToValue(formulas.argument(member, position), 1);
      }
    }
    IntArrayList stored = new IntArrayList();
    for (int member : members) {
      if (uses[member] > inside.get(member)) {
        drawing.store(member);
        stored.add(member);
      }
    }
    write(drawing);
    inside.forEachKeyValue(this::release);
    stored.forEach(
        member -> {
          places[member] = reusedLane();
          table.add(places[member]);
        });
  }

  private void add(LaneFunction function, int formula) {
    int operand = formulas.argument(formula, 0);
    runs.addAll(Tile.FUNCTION.number(), table.size(), 1);
    table.addAll(function.ordinal(), places[operand]);
    release(operand, 1);
    places[formula] = reusedLane();
    table.add(places[formula]);
  }

  private int reusedLane() {
    return freeLanes.isEmpty() ? newLane() : freeLanes.removeAtIndex(freeLanes.size() - 1);
  }

  /** Adds a tile of weighted sums; what is missing to a whole one is done for nobody. */
  private void add(WeightedSums.Group tile) {
    Interruption.check();
    List<WeightedSums.Sum> sums = tile.sums();
    if (!Arrays.equals(panel, tile.lanes())) {
      panel = tile.lanes();
      panelSize = Math.max(panelSize, panel.length);
      runs.addAll(Tile.PANEL.number(), table.size(), 1);
      table.add(panel.length);
      for (int lane : panel) {
        table.add(places[lane]);
      }
    }
    runs.addAll(Tile.WEIGHTED_SUMS.number(), table.size(), 1);
    table.add(tile.lanes().length);
    int outputs = table.size();
    for (int i = 0; i < Tile.HEIGHT; i++) {
      table.add(BatchPlan.NONE);
    }
    for (int i = 0; i < Tile.HEIGHT; i++) {
      int start = sums.get(Math.min(i, sums.size() - 1)).start();
      table.add(start == Formulas.NONE ? nothing() : places[start]);
    }
    table.add(packed.size());
    for (int term = 0; term < tile.lanes().length; term++) {
      for (int i = 0; i < Tile.HEIGHT; i++) {
        packed.add(places[sums.get(Math.min(i, sums.size() - 1)).weights()[term]]);
      }
    }
    for (int lane : tile.lanes()) {
      release(lane, sums.size());
    }
    for (int i = 0; i < Tile.HEIGHT; i++) {
      boolean isThere = i < sums.size();
      int lane = isThere ? reusedLane() : waste();
      if (isThere) {
        places[sums.get(i).result()] = lane;
      }
      table.set(outputs + i, lane);
    }
  }

  private int nothing() {
    if (nothing == BatchPlan.NONE) {
      nothing = cellCount++;
    }
    return nothing;
  }

  private int waste() {
    if (waste == BatchPlan.NONE) {
      waste = newLane();
    }
    return waste;
  }

  /** Adds an instance of a loop to the run; what it writes is left to be added to the table. */
  private void write(LoopDrawing drawing) {
    int number = loops.number(drawing.loop());
    int last = runs.size() - BatchPlan.RUN;
    if (last >= 0 && runs.get(last) == number) {
      runs.set(last + 2, runs.get(last + 2) + 1);
    } else {
      runs.addAll(number, table.size(), 1);
    }
    for (int formula : drawing.read()) {
      table.add(places[formula]);
    }
  }

  /** Gives the lane of a formula free if nobody needs it any more. */
  private void release(int formula, int count) {
    if (formula != Formulas.NONE) {
      uses[formula] -= count;
      if (uses[formula] == 0 && !formulas.isUniform(formula) && places[formula] != BatchPlan.NONE) {
        freeLanes.add(places[formula]);
      }
    }
  }

  /**
   * Adds loops that add up the derivatives. Products of the same few first factors stand side by
   * side, and among them those with the same second factor, so that each is read for several.
   */
  private void addSums() {
    addTiles();
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < derivatives.length / 2; i++) {
      if (derivatives[2 * i] != BatchPlan.NONE && sums[i] == BatchPlan.NONE) {
        order.add(i);
      }
    }
    IntIntHashMap ranks = new IntIntHashMap();
    order.forEach(i -> ranks.getIfAbsentPut(derivatives[2 * i], ranks.size()));
    order.sort(
        Comparator.comparing((Integer i) -> derivatives[2 * i + 1] == BatchPlan.NONE)
            .thenComparing(i -> ranks.get(derivatives[2 * i]) / FACTORS)
            .thenComparing(i -> derivatives[2 * i + 1])
            .thenComparing(i -> ranks.get(derivatives[2 * i])));
    for (int from = 0; from < order.size(); from += limits.sums()) {
      List<Integer> some = order.subList(from, Math.min(order.size(), from + limits.sums()));
      LoopDrawing drawing = new LoopDrawing(formulas);
      some.forEach(i -> sum(formulas.adjoint(tape.derivativeNode(i)), drawing));
      write(drawing);
      for (int derivative : some) {
        sums[derivative] = sumCount;
        table.add(sumCount++);
      }
      Interruption.check();
    }
  }

  /** Adds tiles that add up derivatives. */
  private void addTiles() {
    List<Integer> band = List.of();
    for (ProductSums.Block block :
        limits.hasTiles() ? ProductSums.find(derivatives) : List.<ProductSums.Block>of()) {
      if (!block.columns().equals(band)) {
        band = block.columns();
        runs.addAll(Tile.BAND.number(), table.size(), 1);
        addPadded(band, Tile.WIDTH);
      }
      runs.addAll(Tile.PRODUCT_SUMS.number(), table.size(), 1);
      addPadded(block.rows(), Tile.HEIGHT);
      table.add(sumCount);
      for (int i = 0; i < block.sums().size(); i++) {
        sums[block.sums().get(i)] = sumCount + i / band.size() * Tile.WIDTH + i % band.size();
      }
      sumCount += Tile.HEIGHT * Tile.WIDTH;
    }
  }

  /** Adds lanes to the table, the last one again and again until they are so many. */
  private void addPadded(List<Integer> lanes, int count) {
    for (int i = 0; i < count; i++) {
      int lane = lanes.get(Math.min(i, lanes.size() - 1));
      table.add(lane == ProductSums.ONES ? ones() : lane);
    }
  }

  private int ones() {
    if (ones == BatchPlan.NONE) {
      ones = newLane();
    }
    return ones;
  }

  private void sum(int derivative, LoopDrawing drawing) {
    if (uses[derivative] == 0) {
      drawing.compute(derivative);
    }
    drawing.sum(derivative);
  }

  // ------------------------------------------------------------------ uniform

  /** Numbers for all cells, with the constants in their places. */
  private double[] cells() {
    double[] cells = new double[cellCount];
    if (nothing != BatchPlan.NONE) {
      cells[nothing] = -0.0;
    }
    for (int node = tape.firstConstant(); node < tape.firstOperation(); node++) {
      cells[places[formulas.value(node)]] = tape.constant(node);
    }
    return cells;
  }

  private int[] uniform() {
    IntArrayList code = new IntArrayList();
    uniform.forEach(
        formula -> {
          code.add(formulas.operator(formula));
          for (int position = 0; position < Formulas.OPERANDS; position++) {
            int operand = formulas.argument(formula, position);
            code.add(operand == Formulas.NONE ? BatchPlan.NONE : places[operand]);
          }
          code.add(places[formula]);
        });
    return code.toArray();
  }
}
