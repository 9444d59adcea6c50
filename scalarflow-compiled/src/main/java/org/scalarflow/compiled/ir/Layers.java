package org.scalarflow.compiled.ir;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.collections.impl.set.mutable.primitive.IntHashSet;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * Finds the loops over the units of a layer of which a part can be done by fixed kernels, once all
 * that comes before it in the loop has been done for all units, and before what comes after it is
 * done for any. There are two such parts.
 *
 * <p><i>Sums</i> of products, the first factors of which belong to a unit alone, while the second
 * ones are the same for all. Nothing else needs the products, or what the sums are on the way.
 *
 * <p><i>Elementary functions</i>, see {@link LaneFunction}.
 */
final class Layers {

  /** With fewer units kernels have nothing to do side by side. */
  private static final int LEAST_UNITS = 4;

  private static final int LEAST_INPUTS = 8;

  /** A call of a kernel takes as long as some functions. */
  static final int LEAST_FUNCTIONS = 8;

  private final Tape tape;
  private final VectorUse use;

  /** By tape node, whether exactly one operand of one operation is this node, and nobody else. */
  private final BitSet isUsedOnce = new BitSet();

  private final Set<Nest.Place> found = new HashSet<>();

  private Layers(Tape tape, VectorUse use) {
    this.tape = tape;
    this.use = use;
  }

  /** Where the loops over units are. */
  static Set<Nest.Place> find(Tape tape, List<Pattern> patterns, VectorUse use) {
    Layers layers = new Layers(tape, use);
    if (!tape.isSelective() && patterns.stream().anyMatch(Pattern::isLoop)) {
      layers.countUses();
      layers.find(patterns, 0);
    }
    return layers.found;
  }

  /** Whether a part of a loop's body has the shape of such sums. */
  static boolean isShapedLikeSum(Tape tape, Pattern pattern, int start) {
    int node = tape.firstOperation() + start;
    return pattern.isLoop()
        && pattern.length() == 2
        && pattern.body().size() == 2
        && tape.opcode(node) == Opcode.MULTIPLY
        && tape.opcode(node + 1) == Opcode.ADD;
  }

  /** Whether a part of a loop's body is such a function. */
  static boolean isFunction(Tape tape, Pattern pattern, int start, VectorUse use) {
    return !pattern.isLoop()
        && LaneFunction.ofUnits(tape.opcode(tape.firstOperation() + start), use) != null;
  }

  private void countUses() {
    BitSet isUsed = new BitSet();
    BitSet isUsedAgain = new BitSet();
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      for (int position = 0; position < tape.operandCount(node); position++) {
        int operand = tape.operand(node, position);
        (isUsed.get(operand) ? isUsedAgain : isUsed).set(operand);
      }
    }
    for (int i = 0; i < tape.valueCount(); i++) {
      isUsedAgain.set(tape.valueNode(i));
    }
    for (int i = 0; i < tape.derivativeCount(); i++) {
      isUsedAgain.set(tape.derivativeNode(i));
    }
    isUsedOnce.or(isUsed);
    isUsedOnce.andNot(isUsedAgain);
  }

  /**
   * Looks at the loops of a block.
   *
   * @param starts the first operation of the block, for each time that it is done
   */
  private void find(List<Pattern> block, int... starts) {
    int[] at = starts.clone();
    for (Pattern pattern : block) {
      if (pattern.isLoop()) {
        if (Arrays.stream(at).allMatch(start -> isLayer(pattern, start))) {
          found.add(Nest.Place.of(pattern, at[0]));
        } else if (pattern.body().stream().anyMatch(Pattern::isLoop)) {
          find(pattern.body(), iterations(pattern, at));
        }
      }
      for (int i = 0; i < at.length; i++) {
        at[i] += pattern.operations();
      }
    }
  }

  private static int[] iterations(Pattern loop, int[] starts) {
    int[] all = new int[starts.length * loop.trips()];
    for (int i = 0; i < all.length; i++) {
      all[i] = starts[i / loop.trips()] + i % loop.trips() * loop.length();
    }
    return all;
  }

  /** Whether all sums in the body of a loop are those of units, and there is something to do. */
  private boolean isLayer(Pattern loop, int start) {
    PacedThread.mayRest();
    boolean hasParts = false;
    if (loop.trips() < LEAST_UNITS) {
      return false;
    }
    int operation = start;
    for (Pattern part : loop.body()) {
      if (isShapedLikeSum(tape, part, operation)) {
        if (!areSums(part, operation, loop)) {
          return false;
        }
        hasParts = true;
      } else if (isFunction(tape, part, operation, use)) {
        hasParts |= loop.trips() >= LEAST_FUNCTIONS;
      } else if (part.isLoop()) {
        return false;
      }
      operation += part.operations();
    }
    return hasParts;
  }

  private boolean areSums(Pattern sum, int start, Pattern units) {
    if (sum.trips() < LEAST_INPUTS) {
      return false;
    }
    int first = tape.firstOperation() + start;
    int signalPosition = signalPosition(first, units.length());
    IntHashSet weights = new IntHashSet();
    IntHashSet results = new IntHashSet();
    for (int unit = 0; unit < units.trips(); unit++) {
      int node = first + unit * units.length();
      for (int input = 0; input < sum.trips(); input++, node += 2) {
        boolean isLast = input == sum.trips() - 1;
        boolean isTerm =
            isUsedOnce.get(node)
                && isOperand(node, node + 1)
                && (input == 0 || isOperand(node - 1, node + 1))
                && (isLast || isUsedOnce.get(node + 1))
                && tape.operand(node, signalPosition)
                    == tape.operand(first + 2 * input, signalPosition);
        if (!isTerm) {
          return false;
        }
        weights.add(tape.operand(node, 1 - signalPosition));
      }
      results.add(node - 1);
    }
    return weights.size() == units.trips() * sum.trips()
        && weights.noneSatisfy(results::contains)
        && areOthers(first, signalPosition, sum.trips(), units, weights, results);
  }

  /** The position of the factor that the first two units have in common. */
  private int signalPosition(int first, int length) {
    return tape.operand(first, 0) == tape.operand(first + length, 0) ? 0 : 1;
  }

  /**
   * Whether signals, and what sums start with, are neither weights nor results of the same units,
   * and none of them the other.
   */
  private boolean areOthers(
      int first,
      int signalPosition,
      int inputs,
      Pattern units,
      IntHashSet weights,
      IntHashSet results) {
    IntHashSet taken = new IntHashSet(weights);
    taken.addAll(results);
    for (int input = 0; input < inputs; input++) {
      int signal = tape.operand(first + 2 * input, signalPosition);
      if (!taken.add(signal)) {
        return false;
      }
    }
    for (int unit = 0; unit < units.trips(); unit++) {
      int product = first + unit * units.length();
      int other = tape.operand(product + 1, 0) == product ? 1 : 0;
      if (taken.contains(tape.operand(product + 1, other))) {
        return false;
      }
    }
    return true;
  }

  private boolean isOperand(int operand, int node) {
    return tape.operand(node, 0) == operand || tape.operand(node, 1) == operand;
  }
}
