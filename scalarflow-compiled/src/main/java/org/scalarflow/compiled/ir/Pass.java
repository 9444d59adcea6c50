package org.scalarflow.compiled.ir;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Opcode;

/**
 * An elementary function of all units of a layer, one after the other in memory.
 *
 * @param loop the loop over units; all that it does is the step
 * @param step the operation
 * @param function what computes it
 */
public record Pass(Loop loop, Step step, LaneFunction function) {

  /** The function that a loop is, or null if it is none, or numbers do not stand side by side. */
  static @Nullable Pass of(Loop loop, Nest nest, VectorUse use) {
    if (loop.items().size() != 1 || !(loop.items().get(0) instanceof Step step)) {
      return null;
    }
    LaneFunction function = LaneFunction.ofUnits(step.opcode(), use);
    if (function == null || !step.isStored()) {
      return null;
    }
    Pass pass = new Pass(loop, step, function);
    Use argument = pass.argument();
    boolean isInOrder =
        !argument.isLocal()
            && !argument.isCopied()
            && pass.needsNoneOfItsResults(nest)
            && pass.isColumn(argument.value())
            && pass.isColumn(step.value());
    return isInOrder ? pass : null;
  }

  private boolean needsNoneOfItsResults(Nest nest) {
    return Arrays.stream(argument().nodes)
        .noneMatch(node -> nest.isOperation(node) && nest.step(node) == step);
  }

  /** Whether the numbers of all units stand side by side. */
  private boolean isColumn(Address address) {
    return !address.isTabled() && address.strides()[loop.depth() - 1] == 1;
  }

  /** The operand. */
  public Use argument() {
    return step.uses().get(0);
  }

  /** Whether the kernel for sigmoids can pass back the adjoints, each to what gets nothing else. */
  public boolean passesBackAtOnce() {
    return step.opcode() == Opcode.SIGMOID
        && step.passesAny()
        && !step.isAdjointLocal()
        && isColumn(step.adjoint())
        && argument().isSole()
        && !argument().isDelivered()
        && !argument().passesLocally()
        && isColumn(argument().adjoint());
  }

  /** Where the numbers of the first unit stand, in the block around the loop. */
  public Address start(Address address) {
    return address.around(loop);
  }
}
