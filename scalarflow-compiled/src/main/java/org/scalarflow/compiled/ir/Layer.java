package org.scalarflow.compiled.ir;

import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Opcode;

/**
 * The sums of a loop over units, as they are found in memory: {@code sumⱼ = startⱼ + Σᵢ weightⱼᵢ ·
 * signalᵢ}. The weights of a unit, the signals, and the sums stand side by side.
 *
 * @param units the loop over units; all that it does is the loop over inputs
 * @param inputs the loop over inputs
 * @param sum the step that adds; it has the places of the sums and of their adjoints
 * @param weights the operands that belong to a unit
 * @param signals the operands that are the same for all units
 * @param starts what the sums start with
 */
public record Layer(Loop units, Loop inputs, Step sum, Use weights, Use signals, Use starts) {

  /** The sums of a loop over units, or null if they do not stand in memory like that. */
  static @Nullable Layer of(Loop units) {
    Loop inputs = (Loop) units.items().get(0);
    Step product = (Step) inputs.items().get(0);
    Step sum = (Step) inputs.items().get(1);
    Use starts = sum.initial();
    if (product.opcode() != Opcode.MULTIPLY || starts == null || starts.isLocal()) {
      return null;
    }
    Use first = product.uses().get(0);
    Use second = product.uses().get(1);
    if (first.isLocal() || second.isLocal()) {
      return null;
    }
    // By node, not by place: constants that are equal have one place.
    boolean isFirstSignal = first.nodes[0] == first.nodes[inputs.trips()];
    Layer layer =
        isFirstSignal
            ? new Layer(units, inputs, sum, second, first, starts)
            : new Layer(units, inputs, sum, first, second, starts);
    return layer.isInOrder() ? layer : null;
  }

  private boolean isInOrder() {
    return isRow(weights.value())
        && isRow(signals.value())
        && unitStride(signals.value()) == 0
        && isRegular(starts.value())
        && isColumn(sum.value())
        && (!sum.isActive || isColumn(sum.adjoint()))
        && (!weights.passes() || isRow(weights.adjoint()))
        && (!signals.passes()
            || (isRow(signals.adjoint())
                && unitStride(signals.adjoint()) == 0
                && !signals.isSole()))
        && (!starts.passes() || isRegular(starts.adjoint()));
  }

  /** Whether the numbers of a unit stand side by side. */
  private boolean isRow(Address address) {
    return isRegular(address) && address.strides()[inputs.depth() - 1] == 1;
  }

  /** Whether those of all units stand side by side. */
  private boolean isColumn(Address address) {
    return isRegular(address) && unitStride(address) == 1;
  }

  private static boolean isRegular(Address address) {
    return !address.isTabled();
  }

  /** How far the numbers of a unit are from those of the one before. */
  public int unitStride(Address address) {
    return address.strides()[units.depth() - 1];
  }

  /** Where the numbers of the first unit start, in the block around the loops. */
  public Address start(Address address) {
    return address.around(units);
  }
}
