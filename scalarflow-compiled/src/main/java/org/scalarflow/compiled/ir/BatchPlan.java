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
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * How a block of rows is run: loops over the rows in order, each with the arrays that it reads and
 * writes. Such an array, a <i>lane</i>, holds one number for each row; a <i>cell</i> is a number
 * that is the same in all rows and is computed once in a run.
 *
 * <p>Derivatives are added up over the rows in the end. One that is a product and nothing else
 * needs is multiplied only then.
 */
public final class BatchPlan {

  /** There is no such lane or cell. */
  public static final int NONE = -1;

  /** The entries of a run: a loop, where its first instance stands in the table, how many. */
  public static final int RUN = 3;

  /** How many first factors of products are added up side by side. */
  private static final int FACTORS = 4;

  private final Tape tape;
  private final Formulas formulas;
  private final BatchLimits limits;
  private final Map<RowLoop, Integer> loops;

  private final int[] uses;

  /** By formula, its lane, or its cell if it is uniform. */
  private final int[] places;

  private final IntArrayList freeLanes = new IntArrayList();
  private int laneCount;
  private int cellCount;

  private final IntArrayList uniform = new IntArrayList();
  private final IntArrayList runs = new IntArrayList();
  private final IntArrayList table = new IntArrayList();

  private final int[] inputs;
  private final int[] seeds;
  private final int[] delivered;

  /** Two entries for each derivative: its lane and {@link #NONE}, or two factors. */
  private final int[] derivatives;

  private BatchPlan(
      Tape tape, boolean differentiates, BatchLimits limits, Map<RowLoop, Integer> loops) {
    this.tape = tape;
    this.limits = limits;
    this.loops = loops;
    formulas = Formulas.of(tape, differentiates);
    uses = new int[formulas.size()];
    places = new int[formulas.size()];
    Arrays.fill(places, NONE);
    inputs = new int[tape.rowInputCount()];
    seeds = new int[differentiates ? tape.outputCount() : 0];
    delivered = new int[tape.valueCount()];
    derivatives = new int[differentiates ? 2 * tape.derivativeCount() : 0];
    countUses(differentiates);
    placeCells();
    placeGiven();
    new Fusion(formulas, uses, limits, this::add).run();
    placeResults();
    addSums();
  }

  /**
   * The plans of a tape: for values, and for values and derivatives.
   *
   * @param loops the loops of both, by their numbers
   */
  public record Pair(BatchPlan values, BatchPlan gradient, List<RowLoop> loops) {}

  /**
   * The plans of a tape.
   *
   * @throws UnsupportedOperationException if its rows are better run one by one; the message says
   *     why
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted, since the
   *     first batch may have to wait for the plans
   */
  public static Pair of(Tape tape, BatchLimits limits) {
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      int opcode = tape.opcode(node);
      if (!Opcode.isUnary(opcode) && !Opcode.isBinary(opcode) && opcode != Opcode.SELECT) {
        throw new UnsupportedOperationException(
            "operator '" + tape.operator(node).name() + "' is called for each row");
      }
    }
    if (tape.isSelective()) {
      throw new UnsupportedOperationException("what is differentiated differs from row to row");
    }
    Pair pair = pair(tape, limits);
    if (pair.loops.size() <= limits.loops()) {
      return pair;
    }
    BatchLimits single = limits.single();
    Pair other = pair(tape, single);
    if (other.loops.size() > single.loops()) {
      throw new UnsupportedOperationException(
          other.loops.size()
              + " loops over rows would differ, "
              + single.loops()
              + " are the most");
    }
    return other;
  }

  private static Pair pair(Tape tape, BatchLimits limits) {
    Map<RowLoop, Integer> loops = new LinkedHashMap<>();
    BatchPlan values = new BatchPlan(tape, false, limits, loops);
    BatchPlan gradient = new BatchPlan(tape, true, limits, loops);
    return new Pair(values, gradient, List.copyOf(loops.keySet()));
  }

  // ------------------------------------------------------------------ places

  private void countUses(boolean differentiates) {
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
      seeds[i] = formulas.seed(i) == Formulas.NONE ? NONE : placeGiven(formulas.seed(i));
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
          isNothing ? NONE : place(isProduct ? formulas.argument(derivative, 0) : derivative);
      derivatives[2 * i + 1] = isProduct ? place(formulas.argument(derivative, 1)) : NONE;
    }
  }

  private int place(int formula) {
    return formulas.isUniform(formula) ? -2 - places[formula] : places[formula];
  }

  /** Whether what stands for a place is a cell. */
  public static boolean isCell(int place) {
    return place < NONE;
  }

  /** The cell that a place stands for. */
  public static int cell(int place) {
    return -2 - place;
  }

  // ------------------------------------------------------------------ loops

  /** Adds a loop that computes formulas. */
  private void add(int[] members) {
    Interruption.check();
    Drawing drawing = new Drawing();
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
        drawing.stored.add(drawing.results.get(member));
        stored.add(member);
      }
    }
    drawing.write();
    inside.forEachKeyValue(this::release);
    stored.forEach(
        member -> {
          boolean isNew = freeLanes.isEmpty();
          places[member] = isNew ? newLane() : freeLanes.removeAtIndex(freeLanes.size() - 1);
          table.add(places[member]);
        });
  }

  /** Gives the lane of a formula free if nobody needs it any more. */
  private void release(int formula, int count) {
    if (formula != Formulas.NONE) {
      uses[formula] -= count;
      if (uses[formula] == 0 && !formulas.isUniform(formula) && places[formula] != NONE) {
        freeLanes.add(places[formula]);
      }
    }
  }

  /**
   * Adds loops that add up the derivatives. Products of the same few first factors stand side by
   * side, and among them those with the same second factor, so that each is read for several.
   */
  private void addSums() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < derivatives.length / 2; i++) {
      if (derivatives[2 * i] != NONE) {
        order.add(i);
      }
    }
    IntIntHashMap ranks = new IntIntHashMap();
    order.forEach(i -> ranks.getIfAbsentPut(derivatives[2 * i], ranks.size()));
    order.sort(
        Comparator.comparing((Integer i) -> derivatives[2 * i + 1] == NONE)
            .thenComparing(i -> ranks.get(derivatives[2 * i]) / FACTORS)
            .thenComparing(i -> derivatives[2 * i + 1])
            .thenComparing(i -> ranks.get(derivatives[2 * i])));
    for (int from = 0; from < order.size(); from += limits.sums()) {
      List<Integer> some = order.subList(from, Math.min(order.size(), from + limits.sums()));
      Drawing drawing = new Drawing();
      some.forEach(i -> drawing.sum(formulas.adjoint(tape.derivativeNode(i))));
      drawing.write();
      some.forEach(table::add);
      Interruption.check();
    }
  }

  /** A loop that is being described, and what its first instance reads. */
  private final class Drawing {

    private final IntIntHashMap lanes = new IntIntHashMap();
    private final IntIntHashMap cells = new IntIntHashMap();
    private final IntArrayList laneFormulas = new IntArrayList();
    private final IntArrayList cellFormulas = new IntArrayList();
    private final IntIntHashMap results = new IntIntHashMap();
    private final List<RowLoop.Instruction> instructions = new ArrayList<>();
    private final List<Integer> stored = new ArrayList<>();
    private final List<RowLoop.Operand> summed = new ArrayList<>();

    void compute(int formula) {
      List<RowLoop.Operand> operands = new ArrayList<>();
      for (int position = 0; position < Formulas.OPERANDS; position++) {
        operands.add(operand(formulas.argument(formula, position)));
      }
      results.put(formula, instructions.size());
      instructions.add(new RowLoop.Instruction(formulas.operator(formula), List.copyOf(operands)));
    }

    void sum(int derivative) {
      if (uses[derivative] == 0) {
        compute(derivative);
      }
      summed.add(operand(derivative));
    }

    private RowLoop.Operand operand(int formula) {
      if (formula == Formulas.NONE) {
        return RowLoop.Operand.NONE;
      }
      if (results.containsKey(formula)) {
        return new RowLoop.Operand(RowLoop.Source.RESULT, results.get(formula));
      }
      return formulas.isUniform(formula)
          ? operand(RowLoop.Source.CELL, formula, cells, cellFormulas)
          : operand(RowLoop.Source.LANE, formula, lanes, laneFormulas);
    }

    private static RowLoop.Operand operand(
        RowLoop.Source source, int formula, IntIntHashMap numbers, IntArrayList found) {
      int number = numbers.getIfAbsentPut(formula, found.size());
      if (number == found.size()) {
        found.add(formula);
      }
      return new RowLoop.Operand(source, number);
    }

    /**
     * Adds an instance of the loop to the run; what is written is left to be added to the table.
     */
    void write() {
      RowLoop loop =
          new RowLoop(
              laneFormulas.size(),
              cellFormulas.size(),
              List.copyOf(instructions),
              List.copyOf(stored),
              List.copyOf(summed));
      int number = loops.computeIfAbsent(loop, any -> loops.size());
      int last = runs.size() - RUN;
      if (last >= 0 && runs.get(last) == number) {
        runs.set(last + 2, runs.get(last + 2) + 1);
      } else {
        runs.addAll(number, table.size(), 1);
      }
      laneFormulas.forEach(formula -> table.add(places[formula]));
      cellFormulas.forEach(formula -> table.add(places[formula]));
    }
  }

  // ------------------------------------------------------------------ results

  /** How many lanes there are. */
  public int laneCount() {
    return laneCount;
  }

  /** How many cells there are; the first are the uniform inputs. */
  public int cellCount() {
    return cellCount;
  }

  /** Puts the constants into an array of cells. */
  public void copyConstants(double[] cells) {
    for (int node = tape.firstConstant(); node < tape.firstOperation(); node++) {
      cells[places[formulas.value(node)]] = tape.constant(node);
    }
  }

  /**
   * What is computed for all rows: an operator, three cells or {@link #NONE}, the result's cell.
   */
  public int[] uniform() {
    IntArrayList code = new IntArrayList();
    uniform.forEach(
        formula -> {
          code.add(formulas.operator(formula));
          for (int position = 0; position < Formulas.OPERANDS; position++) {
            int operand = formulas.argument(formula, position);
            code.add(operand == Formulas.NONE ? NONE : places[operand]);
          }
          code.add(places[formula]);
        });
    return code.toArray();
  }

  /** What is done in a block: a loop, where its first instance stands in the table, how many do. */
  public int[] runs() {
    return runs.toArray();
  }

  /** By loop, how many entries of the table an instance has. */
  public int[] widths() {
    return loops.keySet().stream().mapToInt(RowLoop::width).toArray();
  }

  /** What the instances of loops read and write. */
  public int[] table() {
    return table.toArray();
  }

  /** The lane of each row input, {@link #NONE} if nothing reads it. */
  public int[] inputs() {
    return inputs;
  }

  /** The lane of each output's seed, {@link #NONE} if nothing reads it. */
  public int[] seeds() {
    return seeds;
  }

  /** The place of each value that is delivered. */
  public int[] delivered() {
    return delivered;
  }

  /**
   * Two places for each derivative: its own and {@link #NONE}, or those of two factors; {@link
   * #NONE} twice if it is 0.
   */
  public int[] derivatives() {
    return derivatives;
  }
}
