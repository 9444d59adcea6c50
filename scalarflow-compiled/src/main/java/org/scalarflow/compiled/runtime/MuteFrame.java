package org.scalarflow.compiled.runtime;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.emit.Frame;

/**
 * A frame with random inputs in its values, for runs that nobody asked for. Operators are not
 * called.
 *
 * <p>Inputs are large and small, and some are 0 or 1. The JVM takes a branch that no such run needs
 * for one that is never needed, and throws compiled code away when it is.
 */
final class MuteFrame extends UnitsFrame {

  /** Drawing takes time, which is not to be measured. */
  private static final int RUNS_ALIKE = 64;

  private static final int LEAST_EXPONENT = -4;
  private static final int MOST_EXPONENT = 2;

  /** Every so manieth input is 0 or 1, like labels. */
  private static final int SPECIAL = 4;

  private final SplittableRandom random = new SplittableRandom(1);
  private final int inputs;
  private int runs;

  /**
   * A frame for code that has been made of an outline.
   *
   * @param kernels those for units; null if the code was made without them
   * @param isMute whether operators that are called directly are not to be asked; if they are, they
   *     are stand-ins
   */
  MuteFrame(Places places, @Nullable UnitKernels kernels, boolean isMute) {
    super(places, kernels, isMute);
    inputs = places.tape().firstConstant();
  }

  /** Draws all inputs anew, once in a while. */
  void draw() {
    if (runs++ % RUNS_ALIKE != 0) {
      return;
    }
    double range = Math.scalb(1.0, random.nextInt(LEAST_EXPONENT, MOST_EXPONENT + 1));
    for (int i = 0; i < inputs; i++) {
      values[i] =
          random.nextInt(SPECIAL) == 0 ? random.nextInt(2) : range * (2 * random.nextDouble() - 1);
    }
  }

  @Override
  public double value(int node) {
    return Frame.ANY;
  }

  @Override
  public void passBack(int node, double adjoint) {}

  @Override
  public RuntimeException failure(String what, int node, Throwable failure, double... operands) {
    return new IllegalStateException(failure);
  }
}
