package org.scalarflow.bench;

import org.scalarflow.CompileOptions;
import org.scalarflow.bench.hand.ArrayTape;
import org.scalarflow.spi.Backend;

/** A program of one of the workloads whose data are there, and of which nothing has run. */
interface Launch {

  /** Compiles it. */
  Started compile(Backend backend, CompileOptions options);

  /**
   * A program that is compiled.
   *
   * @param subject the program
   * @param run runs it once for value and gradient
   * @param comparison throws a {@link DisagreementException} if it is wrong
   */
  record Started(Subject subject, Runnable run, Runnable comparison) {}

  /**
   * The program of a name.
   *
   * @param name {@code W1 10x1}, {@code W2 32x3}, {@code W4}, {@code dag 100000}
   * @param rows how many a batch of W2 or W4 has
   */
  static Launch of(String name, int rows) {
    int space = name.indexOf(' ');
    String size = name.substring(space + 1);
    return switch (space < 0 ? name : name.substring(0, space)) {
      case "W1" -> steps(size);
      case "W2" -> batch(size, rows);
      case "W4" -> paths(rows);
      case "dag" -> dag(Integer.parseInt(size));
      default -> throw new IllegalArgumentException("no program " + name);
    };
  }

  /** Samples in turn, at the same parameters. */
  private static Launch steps(String hidden) {
    W1SgdStep.Samples samples = new W1SgdStep.Samples();
    samples.hidden = hidden;
    samples.draw();
    return (backend, options) -> {
      Subject.Rows rows = samples.compile(MlpGraph.Style.SIGMOID, backend, options);
      return new Started(
          rows.subject(),
          () -> rows.differentiate(samples.next()),
          () -> samples.require(backend.name(), rows));
    };
  }

  private static Launch batch(String hidden, int count) {
    W2BatchGradient.Samples samples = new W2BatchGradient.Samples();
    samples.hidden = hidden;
    samples.rows = count;
    samples.draw();
    return (backend, options) -> {
      Subject.Rows rows = samples.compile(backend, options);
      return new Started(
          rows.subject(), rows::differentiate, () -> samples.require(backend.name(), rows));
    };
  }

  private static Launch paths(int count) {
    W4AsianCall.Paths paths = new W4AsianCall.Paths();
    paths.paths = count;
    paths.draw();
    return (backend, options) -> {
      Subject.Rows rows = paths.compile(backend, options);
      return new Started(
          rows.subject(), rows::differentiate, () -> paths.require(backend.name(), rows));
    };
  }

  private static Launch dag(int operations) {
    ArrayTape tape = Formulas.dag(operations);
    return (backend, options) -> {
      Subject subject = new FormulaGraph(tape).compile(backend, options);
      return new Started(
          subject, subject::differentiate, () -> FormulaGraph.requireAgreement(subject, tape));
    };
  }
}
