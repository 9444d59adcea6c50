package org.scalarflow.compiled.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
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

  private Outline(
      Tape tape, DirectOperators direct, List<Pattern> patterns, boolean isFused, Limits limits) {
    this.tape = tape;
    operators = direct.all();
    this.isFused = isFused;
    PacedThread.mayRest();
    nest = Lanes.nest(tape, direct, patterns, limits);
    PacedThread.mayRest();
    group(isFused ? Integer.MAX_VALUE : limits.methodBytes());
    Wiring.connect(nest);
    storage = new Storage(nest, isFused);
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
    List<Pattern> patterns =
        isFused
            ? Pattern.straight(tape.size() - tape.firstOperation())
            : Seams.divide(tape, Rolling.roll(tape, direct, limits));
    int steps = patterns.stream().mapToInt(Pattern::steps).sum();
    if (steps > limits.mostSteps()) {
      throw new UnsupportedOperationException(
          steps + " operations do not repeat each other, " + limits.mostSteps() + " are the most");
    }
    return new Outline(tape, direct, patterns, isFused, limits);
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

  /** Whether both sweeps are one method, so that the second finds local variables of the first. */
  public boolean isFused() {
    return isFused;
  }

  /** Where values and adjoints are kept. */
  public Storage storage() {
    return storage;
  }

  /** How many loops there are. */
  public int loops() {
    return count(nest.items(), loop -> true);
  }

  /** How many of them are around others: layers of units, steps of a recurrence that have sums. */
  public int loopsAroundLoops() {
    return count(nest.items(), loop -> loop.items().stream().anyMatch(Loop.class::isInstance));
  }

  private static int count(List<Item> items, Predicate<Loop> condition) {
    int count = 0;
    for (Item item : items) {
      if (item instanceof Loop loop) {
        count += (condition.test(loop) ? 1 : 0) + count(loop.items(), condition);
      }
    }
    return count;
  }

  /** How many operations are written in code. */
  public int steps() {
    return nest.steps().size();
  }
}
