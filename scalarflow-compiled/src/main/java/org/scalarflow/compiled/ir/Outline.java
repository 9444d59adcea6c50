package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.scalarflow.Operator;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * A tape as code: groups of steps and loops, each of which becomes a method, and where every value
 * and adjoint is kept.
 *
 * <p>The forward sweep does the groups and their items in order, the backward sweep does the same
 * in exactly the opposite order. So contributions come in canonical order, whatever is a loop.
 */
public final class Outline {

  private final Tape tape;
  private final List<Operator> operators;
  private final Nest nest;
  private final List<List<Item>> groups = new ArrayList<>();
  private final boolean isFused;
  private final Storage storage;
  private final List<Item> gathered;
  private boolean mayHaveLayers;

  private Outline(
      Tape tape,
      DirectOperators direct,
      List<Pattern> patterns,
      boolean isFused,
      Limits limits,
      Set<Nest.Place> layers) {
    this.tape = tape;
    operators = direct.all();
    this.isFused = isFused;
    PacedThread.mayRest();
    nest = Lanes.nest(tape, direct, patterns, limits, layers);
    PacedThread.mayRest();
    group(isFused ? Integer.MAX_VALUE : limits.methodBytes());
    Wiring.connect(nest);
    storage = new Storage(nest, isFused);
    gathered = isFused ? Gathered.gather(nest.items(), limits.vectors()) : List.of();
    for (Loop loop : nest.loops().filter(part -> part.isDivided).toList()) {
      loop.layer = loop.isLayer ? Layer.of(loop) : null;
      loop.pass = loop.isLayer ? null : Pass.of(loop, nest, limits.vectors());
    }
  }

  /**
   * The outline of a tape.
   *
   * @throws UnsupportedOperationException if there is too much code to be written; the message says
   *     why
   */
  public static Outline of(Tape tape, Limits limits) {
    DirectOperators direct = DirectOperators.of(tape);
    boolean isFused = fusedBytes(tape, limits.fusedBytes()) <= limits.fusedBytes();
    Loops loops = isFused ? Loops.none(tape) : Loops.find(tape, direct, limits);
    List<Pattern> patterns = loops.patterns();
    Set<Nest.Place> layers = new HashSet<>(loops.layers());
    Outline outline = new Outline(tape, direct, patterns, isFused, limits, layers);
    // What is not divided any more may have its numbers elsewhere, which others need too.
    while (layers.removeAll(outline.unfit(layers))) {
      outline = new Outline(tape, direct, patterns, isFused, limits, layers);
    }
    outline.mayHaveLayers =
        loops.mayHaveLayers()
            || (isFused && hasGathered(Gathered.gather(outline.nest.items(), VectorUse.FAST)));
    return outline;
  }

  /**
   * The loops that should not have been divided, because numbers do not stand in memory as a kernel
   * for sums needs them, or no kernel does anything at all. Sums that no kernel does must not stay
   * divided off: of their numbers on the way only the last has a place.
   */
  private Set<Nest.Place> unfit(Set<Nest.Place> layers) {
    Set<Nest.Place> unfit = new HashSet<>(layers);
    nest.loops()
        .filter(loop -> loop.layer != null || loop.pass != null)
        .forEach(loop -> unfit.removeIf(place -> place.has(Nest.firstOperation(loop))));
    nest.loops()
        .filter(loop -> loop.isLayer && loop.layer == null)
        .forEach(
            loop ->
                layers.stream()
                    .filter(place -> place.has(Nest.firstOperation(loop)))
                    .forEach(unfit::add));
    return unfit;
  }

  /** About how many bytes it takes to do everything in one method. */
  private static int fusedBytes(Tape tape, int enough) {
    int bytes = 0;
    for (int node = tape.firstOperation(); node < tape.size() && bytes <= enough; node++) {
      bytes += 12;
      for (int position = 0; position < tape.operandCount(node); position++) {
        bytes += tape.passesBack(node, position) ? 27 : 5;
      }
      bytes += Opcode.isBinary(tape.opcode(node)) ? 0 : 8;
    }
    return bytes;
  }

  private void group(int methodBytes) {
    int bytes = 0;
    for (Item item : nest.items()) {
      int more = bytes(item);
      if (groups.isEmpty() || bytes + more > methodBytes) {
        groups.add(new ArrayList<>());
        bytes = 0;
      }
      bytes += more;
      groups.get(groups.size() - 1).add(item);
      assign(item, groups.size() - 1);
    }
  }

  private static void assign(Item item, int group) {
    if (item instanceof Step step) {
      step.group = group;
    } else if (item instanceof Loop loop) {
      loop.items().forEach(inner -> assign(inner, group));
    }
  }

  /** About how many bytes the larger of the two sweeps takes. */
  private int bytes(Item item) {
    if (item instanceof Loop loop) {
      return 40 + loop.items().stream().mapToInt(this::bytes).sum();
    }
    Step step = (Step) item;
    if (step.isGeneral()) {
      return 40;
    }
    int operands = tape.operandCount(nest.node(step, 0));
    return (step.isDirect() ? 60 : 30) + 35 * operands + 10 * step.depth();
  }

  /** The tape. */
  public Tape tape() {
    return tape;
  }

  /** The operators of users that steps call directly. */
  public List<Operator> operators() {
    return operators;
  }

  /** How many steps are called through their operators' general interface. */
  public int generalSteps() {
    return (int) nest.steps().stream().filter(Step::isGeneral).count();
  }

  /** What each method does, in the order of the forward sweep. */
  public List<List<Item>> groups() {
    return groups;
  }

  /** What the method for the forward sweep does, in order. */
  public List<Item> forward(int group) {
    return isFused ? gathered : groups.get(group);
  }

  /** Whether both sweeps are one method, so that the second finds local variables of the first. */
  public boolean isFused() {
    return isFused;
  }

  /** Where values and adjoints are kept. */
  public Storage storage() {
    return storage;
  }

  /** Whether there is anything that kernels with vectors could do. */
  public boolean mayHaveLayers() {
    return mayHaveLayers;
  }

  private static boolean hasGathered(List<Item> items) {
    return items.stream().anyMatch(Gathered.class::isInstance);
  }

  /** The elementary functions that kernels compute for many units at once, as often as they do. */
  public List<LaneFunction> functions() {
    Stream<LaneFunction> ofLoops =
        nest.loops().map(loop -> loop.pass).filter(Objects::nonNull).map(Pass::function);
    Stream<LaneFunction> ofSteps =
        gathered.stream()
            .filter(Gathered.class::isInstance)
            .map(item -> ((Gathered) item).function());
    return Stream.concat(ofLoops, ofSteps).toList();
  }

  /** How many layers have their sums done by kernels. */
  public int layers() {
    return (int) nest.loops().filter(loop -> loop.layer != null).count();
  }

  /** How many loops there are. */
  public int loops() {
    return (int) nest.loops().count();
  }

  /** How many of them are around others: layers of units, steps of a recurrence that have sums. */
  public int loopsAroundLoops() {
    return (int)
        nest.loops().filter(loop -> loop.items().stream().anyMatch(Loop.class::isInstance)).count();
  }

  /** How many operations are written in code. */
  public int steps() {
    return nest.steps().size();
  }
}
