package org.scalarflow.compiled.ir;

import java.util.List;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Tape;

/**
 * Plans how a block of rows is run: has {@link Fusion} put formulas together, gives them
 * {@linkplain BlockPlaces places} and lists the {@linkplain BlockSteps steps}; {@link
 * DerivativeSums} come last.
 */
final class BatchPlanner {

  private final Tape tape;
  private final Formulas formulas;
  private final BatchLimits limits;
  private final BlockPlaces places;
  private final BlockSteps steps;
  private final DerivativeSums derivatives;
  private final int seedCount;

  /** The uniform formulas that are computed. */
  private final IntArrayList uniform = new IntArrayList();

  private BatchPlanner(Tape tape, boolean differentiates, BatchLimits limits, DistinctLoops loops) {
    this.tape = tape;
    this.limits = limits;
    formulas = Formulas.of(tape, differentiates);
    places = new BlockPlaces(formulas, limits.arrays());
    steps = new BlockSteps(places, loops);
    derivatives =
        new DerivativeSums(
            tape, formulas, limits, places, differentiates ? tape.derivativeCount() : 0);
    seedCount = differentiates ? tape.outputCount() : 0;
  }

  /**
   * The plan of a tape.
   *
   * @param differentiates whether it is for derivatives as well
   * @param loops takes the loops
   * @throws UnsupportedOperationException if rows are better run one by one
   */
  static BatchPlan plan(
      Tape tape, boolean differentiates, BatchLimits limits, DistinctLoops loops) {
    return new BatchPlanner(tape, differentiates, limits, loops).plan();
  }

  private BatchPlan plan() {
    countUses();
    addCells();
    int[] inputs = inputs();
    int[] seeds = seeds();
    new Fusion(formulas, places.uses(), limits, this::add, this::add).run();
    int[] delivered = delivered();
    derivatives.addTo(steps);
    return new BatchPlan(
        places.laneCount(),
        cells(),
        uniform(),
        steps.runs(),
        steps.table(),
        inputs,
        seeds,
        delivered,
        steps.packed(),
        steps.panelSize(),
        places.onesIfAny(),
        derivatives.addends(),
        derivatives.sumCount(),
        derivatives.sums());
  }

  // ------------------------------------------------------- what is given and delivered

  private void countUses() {
    for (int formula = 0; formula < formulas.size(); formula++) {
      for (int position = 0; position < Formulas.OPERANDS; position++) {
        places.use(formulas.argument(formula, position));
      }
    }
    for (int i = 0; i < tape.valueCount(); i++) {
      places.use(formulas.value(tape.valueNode(i)));
    }
    derivatives.countUses();
  }

  private int[] inputs() {
    int[] inputs = new int[tape.rowInputCount()];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = placeGiven(formulas.value(tape.uniformCount() + i));
    }
    return inputs;
  }

  private int[] seeds() {
    int[] seeds = new int[seedCount];
    for (int i = 0; i < seeds.length; i++) {
      seeds[i] = formulas.seed(i) == Formulas.NONE ? BatchPlan.NONE : placeGiven(formulas.seed(i));
    }
    return seeds;
  }

  private int placeGiven(int formula) {
    return places.uses(formula) > 0 ? places.addLane(formula) : BatchPlan.NONE;
  }

  private int[] delivered() {
    int[] delivered = new int[tape.valueCount()];
    for (int i = 0; i < delivered.length; i++) {
      delivered[i] = places.place(formulas.value(tape.valueNode(i)));
    }
    return delivered;
  }

  // -------------------------------------------------------------------------- steps

  /** Adds a loop that computes formulas, or a function if there is one for the only formula. */
  private void add(int[] members) {
    Interruption.check();
    LaneFunction function =
        members.length == 1 && limits.hasTiles()
            ? LaneFunction.of(formulas.operator(members[0]), limits.vectors())
            : null;
    if (function != null) {
      add(function, members[0]);
    } else {
      addLoop(members);
    }
  }

  private void add(LaneFunction function, int formula) {
    int operand = formulas.argument(formula, 0);
    int from = places.number(operand);
    places.release(operand, 1);
    steps.addFunction(function, from, places.addLane(formula));
  }

  private void addLoop(int[] members) {
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
      if (places.uses(member) > inside.get(member)) {
        drawing.store(member);
        stored.add(member);
      }
    }
    inside.forEachKeyValue(places::release);
    steps.addLoop(drawing, stored.collectInt(places::addLane, new IntArrayList()));
  }

  /** Adds a tile of weighted sums; what is missing to a whole one is done for nobody. */
  private void add(WeightedSums.Group tile) {
    Interruption.check();
    List<WeightedSums.Sum> sums = tile.sums();
    steps.requirePanel(tile.lanes());
    int[] starts = new int[Tile.HEIGHT];
    for (int i = 0; i < Tile.HEIGHT; i++) {
      int start = sums.get(Math.min(i, sums.size() - 1)).start();
      starts[i] = start == Formulas.NONE ? places.nothing() : places.number(start);
    }
    IntArrayList weights = new IntArrayList(tile.lanes().length * Tile.HEIGHT);
    for (int term = 0; term < tile.lanes().length; term++) {
      for (int i = 0; i < Tile.HEIGHT; i++) {
        weights.add(places.number(sums.get(Math.min(i, sums.size() - 1)).weights()[term]));
      }
    }
    for (int lane : tile.lanes()) {
      places.release(lane, sums.size());
    }
    int[] results = new int[Tile.HEIGHT];
    for (int i = 0; i < Tile.HEIGHT; i++) {
      results[i] = i < sums.size() ? places.addLane(sums.get(i).result()) : places.waste();
    }
    steps.addWeightedSums(results, starts, weights);
  }

  // ------------------------------------------------------------------------ uniform

  private void addCells() {
    for (int formula = 0; formula < formulas.size(); formula++) {
      if (formulas.isUniform(formula)) {
        places.addCell(formula);
        if (formulas.operator(formula) >= 0) {
          uniform.add(formula);
        }
      }
    }
  }

  /** Numbers for all cells, with the constants in their places. */
  private double[] cells() {
    double[] cells = places.cells();
    for (int node = tape.firstConstant(); node < tape.firstOperation(); node++) {
      cells[places.number(formulas.value(node))] = tape.constant(node);
    }
    return cells;
  }

  /** See {@link BatchPlan#uniform}. */
  private int[] uniform() {
    IntArrayList code = new IntArrayList();
    uniform.forEach(
        formula -> {
          code.add(formulas.operator(formula));
          for (int position = 0; position < Formulas.OPERANDS; position++) {
            int operand = formulas.argument(formula, position);
            code.add(operand == Formulas.NONE ? BatchPlan.NONE : places.number(operand));
          }
          code.add(places.number(formula));
        });
    return code.toArray();
  }
}
