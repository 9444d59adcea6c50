package org.scalarflow.ml.model;

import org.scalarflow.Program;
import org.scalarflow.Runner;

/** The parameters of a network in its order, while a runner has them in the order of a program. */
final class Parameters {

  private final Network network;
  private final Runner runner;
  private final double[] values;

  /** Where parameter {@code i} stands among the uniform inputs, and its derivative. */
  private final int[] uniformIndex;

  private final int[] derivativeIndex;

  /** The present values of the variables. */
  Parameters(Network network, Program program, Runner runner) {
    this.network = network;
    this.runner = runner;
    uniformIndex = network.parameters.stream().mapToInt(program::uniformIndex).toArray();
    derivativeIndex = network.parameters.stream().mapToInt(program::derivativeIndex).toArray();
    values = new double[uniformIndex.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = runner.uniform()[uniformIndex[i]];
    }
  }

  int count() {
    return values.length;
  }

  /** The values; after a change they are to be {@linkplain #load loaded}. */
  double[] get() {
    return values;
  }

  /** Has the runner use the values. */
  void load() {
    double[] uniform = runner.uniform();
    for (int i = 0; i < values.length; i++) {
      uniform[uniformIndex[i]] = values[i];
    }
  }

  /** Takes other values, and has the runner use them. */
  void set(double[] others) {
    System.arraycopy(others, 0, values, 0, values.length);
    load();
  }

  /** Puts the derivatives of a run in the order of the parameters. */
  void derivatives(double[] ofRun, double[] ordered) {
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = ofRun[derivativeIndex[i]];
    }
  }

  /** Gives the variables the values. */
  void assign() {
    for (int i = 0; i < values.length; i++) {
      network.parameters.get(i).assign(values[i]);
    }
  }
}
