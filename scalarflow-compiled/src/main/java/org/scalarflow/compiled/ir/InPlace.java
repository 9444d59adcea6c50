package org.scalarflow.compiled.ir;

import java.util.Arrays;
import java.util.BitSet;
import org.scalarflow.spi.Tape;

/** Finds out whether adjoints can be summed in the array in which derivatives are delivered. */
final class InPlace {

  private final Nest nest;
  private final Tape tape;
  private final BitSet isWanted;

  /** For a tape whose wanted nodes are these. */
  InPlace(Nest nest, BitSet isWanted) {
    this.nest = nest;
    this.isWanted = isWanted;
    tape = nest.tape();
  }

  /** Whether a node is an input whose derivative is delivered. */
  boolean isWantedInput(int node) {
    return !nest.isOperation(node) && isWanted.get(node);
  }

  /**
   * Only inputs are wanted, each has contributions of its own kind of use, and no operator or seed
   * writes to them. What the first iteration reads in the place of the previous one's value is a
   * use of its own, and the others go to a variable.
   */
  boolean isPossible() {
    for (int i = 0; i < tape.derivativeCount(); i++) {
      if (!isWantedInput(tape.derivativeNode(i))) {
        return false;
      }
    }
    for (int i = 0; i < tape.outputCount(); i++) {
      if (isWantedInput(tape.output(i))) {
        return false;
      }
    }
    return !tape.isSelective() && nest.steps().stream().allMatch(this::passesAlike);
  }

  private boolean passesAlike(Step step) {
    boolean isAlike = step.initial == null || isAlike(step.initial);
    for (Use use : step.uses()) {
      isAlike &= isAlike(use) && !(step.isGeneral() && use.passes());
    }
    return isAlike;
  }

  private boolean isAlike(Use use) {
    boolean isWantedInput = isWantedInput(use.nodes[0]);
    return !use.passes()
        || use.passesLocally()
        || Arrays.stream(use.nodes).allMatch(node -> isWantedInput(node) == isWantedInput);
  }
}
