package org.scalarflow.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.bench.hand.ArrayTape;
import org.scalarflow.spi.Backend;

/** The graph of a formula in flat arrays. Its inputs are variables. */
final class FormulaGraph {

  final Graph graph = new Graph();
  final List<Variable> inputs = new ArrayList<>();
  final List<Node> outputs;

  FormulaGraph(ArrayTape tape) {
    for (int i = 0; i < tape.leaves.length; i++) {
      if (i < tape.inputs) {
        inputs.add(graph.variable(tape.leaves[i]));
      } else {
        graph.constant(tape.leaves[i]);
      }
    }
    for (int i = 0; i < tape.codes.length; i++) {
      Node a = graph.node(tape.first[i]);
      byte code = tape.codes[i];
      switch (code) {
        case ArrayTape.ADD -> a.plus(graph.node(tape.second[i]));
        case ArrayTape.SUBTRACT -> a.minus(graph.node(tape.second[i]));
        case ArrayTape.MULTIPLY -> a.times(graph.node(tape.second[i]));
        case ArrayTape.SIN -> Functions.sin(a);
        case ArrayTape.TANH -> Functions.tanh(a);
        default -> throw new IllegalArgumentException("no operation " + code);
      }
    }
    outputs = Arrays.stream(tape.outputs).mapToObj(graph::node).toList();
  }

  /** Value and gradient in all inputs. */
  Request request() {
    return Request.of(outputs).differentiate(inputs);
  }

  Subject compile(Backend backend, CompileOptions options) {
    return new Subject(backend, options, outputs, inputs);
  }

  /**
   * Runs a subject once and compares it with the flat arrays.
   *
   * @throws IllegalStateException if they differ
   */
  static void requireAgreement(Subject subject, ArrayTape tape) {
    double[] expected = new double[tape.inputs];
    double value = tape.valueAndGradient(expected);
    subject.runner.differentiate();
    Agreement.require(
        subject.program.backend().name(),
        Subject.sum(subject.runner.values()),
        subject.gradient(subject.runner.derivatives()),
        value,
        expected);
  }
}
