package org.scalarflow.tck;

import java.util.Objects;
import org.scalarflow.Node;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Kernel;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;
import org.scalarflow.spi.Workspace;

/** A kernel with one workspace, run on inputs that are given by graph id. */
final class KernelProbe {

  private final Kernel kernel;
  private final Tape tape;
  private final Workspace workspace;

  KernelProbe(Kernel kernel) {
    this.kernel = kernel;
    tape = kernel.tape();
    workspace = kernel.newWorkspace();
  }

  Tape tape() {
    return tape;
  }

  /** The delivered values of one row. */
  double[] evaluate(double[] inputsById) {
    double[] values = new double[tape.valueCount()];
    kernel.evaluate(workspace, inputs(inputsById), 0, 1, values);
    return values;
  }

  /** The delivered values and derivatives of one row; without seeds all are 1. */
  Gradients differentiate(double[] inputsById, double... seeds) {
    return differentiate(Gradients.of(tape, 1, false), inputsById, seeds);
  }

  /** The same with the derivatives of the row beside their sum. */
  Gradients differentiateRow(double[] inputsById, double... seeds) {
    return differentiate(Gradients.of(tape, 1, true), inputsById, seeds);
  }

  private Gradients differentiate(Gradients results, double[] inputsById, double[] seeds) {
    Seeds weights = seeds.length == 0 ? Seeds.ones(tape) : new Seeds(seeds, 0);
    kernel.differentiate(workspace, inputs(inputsById), 0, 1, weights, results);
    return results;
  }

  /** The derivatives of the rows. */
  static double[] perRow(Gradients results) {
    return Objects.requireNonNull(results.perRow(), "perRow");
  }

  /** The inputs of one row in tape order. */
  private Inputs inputs(double[] byId) {
    double[] uniform = new double[tape.uniformCount()];
    double[] row = new double[tape.rowInputCount()];
    for (int node = 0; node < uniform.length; node++) {
      uniform[node] = byId[tape.origin(node)];
    }
    for (int i = 0; i < row.length; i++) {
      row[i] = byId[tape.origin(uniform.length + i)];
    }
    return new Inputs(uniform, row, row.length);
  }

  /** Values of inputs by graph id: {@code values[i]} for {@code inputs[i]}. */
  static double[] byId(Node[] inputs, double... values) {
    double[] byId = new double[inputs[0].graph().size()];
    for (int i = 0; i < inputs.length; i++) {
      byId[inputs[i].id()] = values[i];
    }
    return byId;
  }
}
