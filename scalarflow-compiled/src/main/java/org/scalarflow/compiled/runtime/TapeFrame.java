package org.scalarflow.compiled.runtime;

import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.NodeValues;
import org.scalarflow.spi.OperatorCaller;
import org.scalarflow.spi.Tape;

/** A frame for the runs of one workspace. */
final class TapeFrame extends UnitsFrame implements NodeValues {

  private final Tape tape;
  private final Places places;
  private final OperatorCaller caller;

  TapeFrame(Places places, @Nullable UnitKernels kernels) {
    super(places, kernels, false);
    this.places = places;
    tape = places.tape();
    caller = new OperatorCaller(tape);
  }

  @Override
  public double value(int node) {
    return caller.value(node, this);
  }

  @Override
  public double of(int node) {
    return values[places.value(node)];
  }

  @Override
  public void passBack(int node, double adjoint) {
    double[] partials = caller.partials(node, this);
    for (int position = 0; position < partials.length; position++) {
      if (tape.passesBack(node, position) && caller.contributes(node, position, this)) {
        int place = places.adjoint(tape.operand(node, position));
        adjoints[place] += adjoint * partials[position];
        if (reached.length > 0) {
          reached[place] = true;
        }
      }
    }
  }

  @Override
  public RuntimeException failure(String what, int node, Throwable failure, double... operands) {
    return caller.failure(what, node, failure, operands);
  }
}
