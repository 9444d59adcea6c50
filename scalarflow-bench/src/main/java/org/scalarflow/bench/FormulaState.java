package org.scalarflow.bench;

import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.scalarflow.CompileOptions;
import org.scalarflow.bench.hand.ArrayTape;
import org.scalarflow.spi.Backend;

/** A long formula in flat arrays, which are also the baseline. */
@State(Scope.Thread)
public abstract class FormulaState {

  ArrayTape tape;
  private double[] gradient;

  /** The formula at the parameters of this state. */
  abstract ArrayTape formula();

  /** Makes the formula. */
  @Setup
  public void make() {
    tape = formula();
    gradient = new double[tape.inputs];
  }

  /** The formula as a graph that a backend compiled, compared with the arrays. */
  final Subject subject(Backend backend, CompileOptions options) {
    Subject subject = new FormulaGraph(tape).compile(backend, options);
    FormulaGraph.requireAgreement(subject, tape);
    return subject;
  }

  /** Value and gradient by a loop with a switch over the arrays. */
  final double runByHand() {
    return tape.valueAndGradient(gradient);
  }
}
