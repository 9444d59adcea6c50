package org.scalarflow.bench;

import java.util.List;
import org.scalarflow.CompileOptions;
import org.scalarflow.Node;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Runner;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;

/** A request compiled by a backend, and its entry by index with the indices looked up once. */
final class Subject {

  final Program program;
  final Runner runner;

  /** Where parameter {@code i} stands among the uniform inputs, and where its derivative. */
  final int[] parameterIndex;

  final int[] derivativeIndex;

  Subject(
      Backend backend,
      CompileOptions options,
      List<? extends Node> outputs,
      List<? extends Node> parameters) {
    Request request = Request.of(outputs).differentiate(parameters);
    program = request.graph().compile(request, backend, options);
    runner = program.newRunner();
    parameterIndex = parameters.stream().mapToInt(program::uniformIndex).toArray();
    derivativeIndex = parameters.stream().mapToInt(program::derivativeIndex).toArray();
  }

  Subject(Backend backend, CompileOptions options, Node output, List<? extends Node> parameters) {
    this(backend, options, List.of(output), parameters);
  }

  /** Sets the parameters. */
  void load(double[] values) {
    for (int i = 0; i < values.length; i++) {
      runner.uniform()[parameterIndex[i]] = values[i];
    }
  }

  /**
   * Computes value and derivatives of the row and returns the derivatives as the runner has them.
   */
  double[] differentiate() {
    runner.differentiate();
    return runner.derivatives();
  }

  /** The derivatives of the last run in the order of the parameters. */
  double[] gradient(double[] derivatives) {
    double[] ordered = new double[derivativeIndex.length];
    for (int i = 0; i < ordered.length; i++) {
      ordered[i] = derivatives[derivativeIndex[i]];
    }
    return ordered;
  }

  /** A batch of all rows, to be run again and again. */
  Rows rows(List<? extends Node> columns, double[] rowMajor) {
    int stride = columns.size();
    int[] places = columns.stream().mapToInt(program::rowIndex).toArray();
    double[] arranged = new double[rowMajor.length];
    for (int start = 0; start < rowMajor.length; start += stride) {
      for (int i = 0; i < stride; i++) {
        arranged[start + places[i]] = rowMajor[start + i];
      }
    }
    return new Rows(this, arranged, stride);
  }

  /** The sum of an array, from left to right. */
  static double sum(double[] values) {
    double sum = 0.0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** A batch and the arrays for its results. */
  static final class Rows {

    private final Subject subject;
    private final Inputs inputs;
    private final int count;
    private final Seeds seeds;
    final Gradients results;

    private Rows(Subject subject, double[] rowMajor, int stride) {
      this.subject = subject;
      Tape tape = subject.program.kernel().tape();
      inputs = subject.runner.rows(rowMajor, stride);
      count = rowMajor.length / stride;
      seeds = Seeds.ones(tape);
      results = Gradients.of(tape, count, false);
    }

    /** Whose batch it is. */
    Subject subject() {
      return subject;
    }

    /** Computes the values of all rows and the derivatives summed over them. */
    Gradients differentiate() {
      subject.runner.differentiate(inputs, 0, count, seeds, results);
      return results;
    }

    /** Computes the values and derivatives of one row, which stand at the start of the results. */
    Gradients differentiate(int row) {
      subject.runner.differentiate(inputs, row, 1, seeds, results);
      return results;
    }
  }
}
