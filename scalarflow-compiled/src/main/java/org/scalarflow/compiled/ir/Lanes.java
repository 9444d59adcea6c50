package org.scalarflow.compiled.ir;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.scalarflow.spi.Tape;

/**
 * Decides which loops do several iterations side by side, and which are divided so that kernels can
 * do the sums of a layer. A sum is a chain of additions each of which waits for the one before; the
 * sums of several neurons do not wait for each other, and they read the same operands.
 *
 * <p>It is tried with every loop around loops that hold no others. Then both sweeps are gone
 * through in the order in which the code would do them: where an operand is not there yet, or a
 * contribution comes out of order, the loop goes without lanes, or is not divided.
 */
final class Lanes {

  private final Tape tape;
  private final DirectOperators direct;
  private final List<Pattern> patterns;
  private final Limits limits;

  private final Map<Nest.Place, Integer> counts = new HashMap<>();
  private final Set<Nest.Place> layers;

  private Lanes(
      Tape tape,
      DirectOperators direct,
      List<Pattern> patterns,
      Limits limits,
      Set<Nest.Place> layers) {
    this.tape = tape;
    this.direct = direct;
    this.patterns = patterns;
    this.limits = limits;
    this.layers = new HashSet<>(layers);
  }

  /**
   * A nest with as many lanes as are right.
   *
   * @param layers the loops over units that are to be divided, if that is right
   */
  static Nest nest(
      Tape tape,
      DirectOperators direct,
      List<Pattern> patterns,
      Limits limits,
      Set<Nest.Place> layers) {
    Lanes lanes = new Lanes(tape, direct, patterns, limits, layers);
    if (limits.lanes() > 1) {
      lanes.propose(patterns, 0);
    }
    return lanes.nest();
  }

  private Nest nest() {
    Nest nest = new Nest(tape, direct, patterns, counts, layers, limits.vectors());
    while (!counts.isEmpty() || !layers.isEmpty()) {
      PacedThread.mayRest();
      BitSet wrong = Rehearsal.findDisorder(nest);
      if (wrong.isEmpty()) {
        return nest;
      }
      int before = counts.size() + layers.size();
      wrong.stream().forEach(this::withdraw);
      if (counts.size() + layers.size() == before) {
        counts.clear();
        layers.clear();
      }
      nest = new Nest(tape, direct, patterns, counts, layers, limits.vectors());
    }
    return nest;
  }

  private void withdraw(int operation) {
    counts.keySet().removeIf(loop -> loop.has(operation));
    layers.removeIf(loop -> loop.has(operation));
  }

  private void propose(List<Pattern> block, int start) {
    int operation = start;
    for (Pattern pattern : block) {
      if (pattern.isLoop() && !layers.contains(Nest.Place.of(pattern, operation))) {
        int count = count(pattern);
        if (count > 1) {
          counts.put(Nest.Place.of(pattern, operation), count);
        } else {
          propose(pattern.body(), operation);
        }
      }
      operation += pattern.operations();
    }
  }

  /**
   * How many lanes a loop may have: a divisor of the number of iterations, if there is a good one.
   */
  private int count(Pattern loop) {
    int most = Math.min(limits.lanes(), limits.bodySteps() / loop.steps());
    boolean isAroundInnermost =
        loop.body().stream().anyMatch(Pattern::isLoop)
            && loop.body().stream()
                .flatMap(inner -> inner.body().stream())
                .noneMatch(Pattern::isLoop);
    if (!isAroundInnermost || most < 2 || loop.trips() < most) {
      return 1;
    }
    for (int count = most; 2 * count > most; count--) {
      if (loop.trips() % count == 0) {
        return count;
      }
    }
    return most;
  }
}
