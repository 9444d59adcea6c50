package org.scalarflow.compiled.ir;

import java.util.List;
import java.util.Set;
import org.scalarflow.spi.Tape;

/**
 * Which operations of a tape are loops.
 *
 * @param patterns all operations, in order
 * @param layers the loops over the units of layers that are divided, so that kernels do a part
 * @param mayHaveLayers whether there are layers of which kernels could do a part
 */
record Loops(List<Pattern> patterns, Set<Nest.Place> layers, boolean mayHaveLayers) {

  /** Bodies that hold loops, but none that hold others. */
  private static final int AROUND_INNERMOST = 1;

  /** Each operation by itself. */
  static Loops none(Tape tape) {
    return new Loops(Pattern.straight(tape.size() - tape.firstOperation()), Set.of(), false);
  }

  /**
   * The loops of a tape, divided at seams unless there would be too many pieces. Layers stay by
   * themselves if kernels do them, because no kernel does several.
   *
   * @throws UnsupportedOperationException if too many operations do not repeat each other
   */
  static Loops find(Tape tape, DirectOperators direct, Limits limits) {
    boolean isPortable = limits.vectors() == VectorUse.NONE;
    Kinds kinds = new Kinds(tape, direct);
    List<Pattern> whole = Rolling.roll(tape, kinds, limits);
    List<Pattern> units =
        new Rerolling(tape, kinds, limits, AROUND_INNERMOST).roll(Seams.divide(tape, whole));
    Set<Nest.Place> layers =
        Layers.find(tape, units, isPortable ? VectorUse.FAST : limits.vectors());
    if (!isPortable && !layers.isEmpty() && steps(units) <= limits.mostSteps()) {
      return new Loops(units, layers, true);
    }
    List<Pattern> all = new Rerolling(tape, kinds, limits, Integer.MAX_VALUE).roll(units);
    if (steps(all) <= limits.mostSteps()) {
      // Layers were found among loops of which several may be one now.
      return new Loops(all, Set.of(), !layers.isEmpty());
    }
    if (steps(whole) > limits.mostSteps()) {
      throw new UnsupportedOperationException(
          steps(whole)
              + " operations do not repeat each other, "
              + limits.mostSteps()
              + " are the most");
    }
    return new Loops(whole, Set.of(), false);
  }

  private static int steps(List<Pattern> patterns) {
    return patterns.stream().mapToInt(Pattern::steps).sum();
  }
}
