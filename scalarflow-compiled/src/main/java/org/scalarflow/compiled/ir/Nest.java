package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Tape;

/**
 * The operations of a tape as blocks of steps and loops, and which step does an operation when.
 *
 * <p>Some loops do several iterations side by side, in <i>lanes</i>: each step of the body is there
 * once for each lane, and loops in the body are shared by the lanes.
 */
final class Nest {

  private final Tape tape;
  private final DirectOperators direct;
  private final int first;
  private final Map<Place, Integer> lanes;
  private final Set<Place> layers;
  private final VectorUse vectors;
  private final List<Item> items;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Long, List<Step>> families = new LinkedHashMap<>();

  /** By operation, the index of its step. */
  private final int[] stepOf;

  /** By operation, how often its step was done before. */
  private final int[] instanceOf;

  /**
   * The steps and loops of patterns.
   *
   * @param lanes how many lanes loops have that have several
   * @param layers the loops over the units of layers, which are divided
   * @param vectors what can be done for all units at once
   */
  Nest(
      Tape tape,
      DirectOperators direct,
      List<Pattern> patterns,
      Map<Place, Integer> lanes,
      Set<Place> layers,
      VectorUse vectors) {
    this.tape = tape;
    this.direct = direct;
    this.lanes = lanes;
    this.layers = layers;
    this.vectors = vectors;
    first = tape.firstOperation();
    stepOf = new int[tape.size() - first];
    instanceOf = new int[stepOf.length];
    items = block(patterns, null, 0);
  }

  /**
   * Where a loop is found: those that start together differ in size.
   *
   * @param start the first operation of its first instance
   * @param operations the number of operations of all iterations
   */
  record Place(int start, int operations) {

    static Place of(Pattern loop, int start) {
      return new Place(start, loop.operations());
    }

    boolean has(int operation) {
      return operation >= start && operation < start + operations;
    }
  }

  private List<Item> block(List<Pattern> patterns, @Nullable Loop loop, int... starts) {
    List<Item> block = new ArrayList<>();
    int[] at = starts.clone();
    for (Pattern pattern : patterns) {
      if (!pattern.isLoop()) {
        for (int operation : at) {
          block.add(step(operation, loop));
        }
      } else if (at.length == 1 && lanes.containsKey(Place.of(pattern, at[0]))) {
        addInLanes(pattern, loop, at[0], block);
      } else if (at.length == 1 && layers.contains(Place.of(pattern, at[0]))) {
        addDivided(pattern, loop, at[0], block);
      } else {
        block.add(loop(pattern.body(), pattern.length(), pattern.trips(), loop, at));
      }
      Arrays.setAll(at, lane -> at[lane] + pattern.operations());
    }
    return block;
  }

  private Loop loop(
      List<Pattern> body, int length, int trips, @Nullable Loop parent, int... starts) {
    Loop loop = new Loop(parent, length, trips);
    loop.setItems(block(body, loop, starts));
    return loop;
  }

  /** Adds a loop that does several iterations at once, and one for the iterations that are left. */
  private void addInLanes(Pattern pattern, @Nullable Loop parent, int start, List<Item> block) {
    int length = pattern.length();
    int count = lanes.getOrDefault(Place.of(pattern, start), 1);
    int before = steps.size();
    int[] starts = new int[count];
    Arrays.setAll(starts, lane -> start + lane * length);
    int trips = pattern.trips() / count;
    if (trips == 1) {
      block.addAll(block(pattern.body(), parent, starts));
    } else {
      block.add(loop(pattern.body(), count * length, trips, parent, starts));
    }
    int rest = pattern.trips() % count;
    int restStart = start + count * trips * length;
    if (rest == 1) {
      block.addAll(block(pattern.body(), parent, restStart));
    } else if (rest > 1) {
      block.add(loop(pattern.body(), length, rest, parent, restStart));
    }
    for (Step step : steps.subList(before, steps.size())) {
      long family = (long) start * stepOf.length + (step.operation - start) % length;
      families.computeIfAbsent(family, any -> new ArrayList<>()).add(step);
    }
  }

  /**
   * Adds loops for the parts of the body of a loop: one for each part that a kernel can do, and for
   * what is between them.
   */
  private void addDivided(Pattern whole, @Nullable Loop parent, int start, List<Item> block) {
    List<Pattern> others = new ArrayList<>();
    int from = start;
    int at = start;
    for (Pattern part : whole.body()) {
      boolean isSum = Layers.isShapedLikeSum(tape, part, at);
      if (isSum || Layers.isFunction(tape, part, at, vectors)) {
        addPart(whole, others, parent, from, block);
        others.clear();
        Loop units = loop(List.of(part), whole.length(), whole.trips(), parent, at);
        units.isDivided = true;
        units.isLayer = isSum;
        steps.get(steps.size() - 1).isSumOfLayer = isSum;
        block.add(units);
        from = at + part.operations();
      } else {
        others.add(part);
      }
      at += part.operations();
    }
    addPart(whole, others, parent, from, block);
  }

  private void addPart(
      Pattern whole, List<Pattern> part, @Nullable Loop parent, int start, List<Item> block) {
    if (!part.isEmpty()) {
      block.add(loop(part, whole.length(), whole.trips(), parent, start));
    }
  }

  private Step step(int operation, @Nullable Loop loop) {
    int node = first + operation;
    Step step = new Step(steps.size(), operation, loop, tape.opcode(node), direct.numberAt(node));
    int[] offsets = Loop.offsets(loop);
    for (int k = 0; k < offsets.length; k++) {
      stepOf[operation + offsets[k]] = steps.size();
      instanceOf[operation + offsets[k]] = k;
    }
    steps.add(step);
    return step;
  }

  Tape tape() {
    return tape;
  }

  List<Item> items() {
    return items;
  }

  /** All steps, in the order in which they are first done. */
  List<Step> steps() {
    return steps;
  }

  /** All loops, outer ones before those in them. */
  Stream<Loop> loops() {
    return loops(items);
  }

  private static Stream<Loop> loops(List<Item> block) {
    return block.stream()
        .filter(Loop.class::isInstance)
        .map(Loop.class::cast)
        .flatMap(loop -> Stream.concat(Stream.of(loop), loops(loop.items())));
  }

  /** The first operation that a loop does. */
  static int firstOperation(Loop loop) {
    Item first = loop.items().get(0);
    return first instanceof Loop inner ? firstOperation(inner) : ((Step) first).operation;
  }

  /** The steps in groups of those that do the same in other lanes. */
  List<List<Step>> families() {
    List<List<Step>> all = new ArrayList<>(families.values());
    Set<Step> inLanes = new HashSet<>();
    all.forEach(inLanes::addAll);
    for (Step step : steps) {
      if (!inLanes.contains(step)) {
        all.add(List.of(step));
      }
    }
    return all;
  }

  boolean isOperation(int node) {
    return node >= first;
  }

  /** The step that does the operation at a tape node. */
  Step step(int node) {
    return steps.get(stepOf[node - first]);
  }

  /** How often the step of the operation at a tape node was done before. */
  int instance(int node) {
    return instanceOf[node - first];
  }

  /** The tape node of a step's instance. */
  int node(Step step, int instance) {
    return first + step.operation + Loop.offsets(step.loop())[instance];
  }

  /** The tape nodes of all instances of a step. */
  int[] nodes(Step step) {
    int[] offsets = Loop.offsets(step.loop());
    int[] nodes = new int[offsets.length];
    Arrays.setAll(nodes, k -> first + step.operation + offsets[k]);
    return nodes;
  }

  /** The tape nodes of a step that have places in memory, if it has any there. */
  int[] kept(Step step) {
    int[] nodes = nodes(step);
    Loop inputs = step.loop();
    if (!step.isSumOfLayer || inputs == null) {
      return nodes;
    }
    int[] last = new int[nodes.length / inputs.trips()];
    Arrays.setAll(last, unit -> nodes[(unit + 1) * inputs.trips() - 1]);
    return last;
  }

  /** The loop whose iterations count those nodes. */
  @Nullable Loop loopOfKept(Step step) {
    Loop loop = step.loop();
    return step.isSumOfLayer && loop != null ? loop.parent() : loop;
  }

  /** The tape nodes that stand at an operand position of all instances of a step. */
  int[] operands(Step step, int position) {
    int[] nodes = nodes(step);
    for (int k = 0; k < nodes.length; k++) {
      nodes[k] = tape.operand(nodes[k], position);
    }
    return nodes;
  }
}
