package org.scalarflow.parallel;

import java.util.Arrays;
import org.scalarflow.CompileOptions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Request;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.TapeKernel;
import org.scalarflow.spi.Workspace;

/** A small graph with two levels of eight operations, and what it gives for two inputs. */
final class Sample {

  /** What an actor reports. */
  static final int RIGHT = 1;

  static final int WRONG = 0;

  private static final double[] INPUTS = {0.3, 0.7};

  static final Sample INSTANCE = new Sample();

  final Graph graph = new Graph();
  final Placeholder x = graph.placeholder("x");
  final Node output;
  private final Gradients[] expected = new Gradients[INPUTS.length];

  private Sample() {
    Node[] terms = new Node[8];
    for (int i = 0; i < terms.length; i++) {
      terms[i] = graph.apply(Operators.SIN, x.times(1.0 / (1 + i)));
    }
    Node sum = terms[0];
    for (int i = 1; i < terms.length; i++) {
      sum = sum.plus(terms[i]);
    }
    output = sum;
    for (int i = 0; i < INPUTS.length; i++) {
      expected[i] = run(new TapeKernel(tape()), INPUTS[i]);
    }
  }

  Request request() {
    return Request.of(output).differentiate(x);
  }

  /** A new tape, whose consumers and levels nobody has asked for. */
  Tape tape() {
    return Tape.lower(request());
  }

  Kernel compile(Backend backend) {
    return backend.compile(tape(), CompileOptions.DEFAULT);
  }

  /** The input of an actor. */
  static double input(int actor) {
    return INPUTS[actor];
  }

  /** Runs a kernel with a workspace of its own on the input of an actor. */
  int run(Kernel kernel, int actor) {
    Gradients actual = run(kernel, INPUTS[actor]);
    boolean same =
        Arrays.equals(actual.values(), expected[actor].values())
            && Arrays.equals(actual.sums(), expected[actor].sums());
    return same ? RIGHT : WRONG;
  }

  /** Whether these are the value and the derivative for the input of an actor. */
  int check(int actor, double value, double derivative) {
    boolean same = value == expected[actor].values()[0] && derivative == expected[actor].sums()[0];
    return same ? RIGHT : WRONG;
  }

  private static Gradients run(Kernel kernel, double input) {
    Gradients results = Gradients.of(kernel.tape(), 1, false);
    Workspace workspace = kernel.newWorkspace();
    Inputs inputs = new Inputs(new double[0], new double[] {input}, 1);
    kernel.differentiate(workspace, inputs, 0, 1, Seeds.ones(kernel.tape()), results);
    return results;
  }
}
