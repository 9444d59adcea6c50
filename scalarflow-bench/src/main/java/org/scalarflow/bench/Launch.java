package org.scalarflow.bench;

import org.scalarflow.CompileOptions;
import org.scalarflow.bench.hand.ArrayTape;
import org.scalarflow.spi.Backend;

/** A program of one of the workloads whose data are there, and of which nothing has run. */
interface Launch {

  /** Compiles it. */
  Subject compile(Backend backend, CompileOptions options);

  /** Runs it once for value and gradient. */
  void run();

  /**
   * Compares it with the baseline.
   *
   * @throws DisagreementException if it is wrong
   */
  void compare();

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
      case "W1" -> new Step(size);
      case "W2" -> new Batch(size, rows);
      case "W4" -> new Call(rows);
      case "dag" -> new Dag(Integer.parseInt(size));
      default -> throw new IllegalArgumentException("no program " + name);
    };
  }

  /** Samples in turn, at the same parameters. */
  final class Step implements Launch {

    private final W1SgdStep.Samples samples = new W1SgdStep.Samples();
    private final W1SgdStep.OnBackend state = new W1SgdStep.OnBackend();

    Step(String hidden) {
      samples.hidden = hidden;
      samples.draw();
      state.style = "sigmoid";
    }

    @Override
    public Subject compile(Backend backend, CompileOptions options) {
      return state.start(samples, backend, options);
    }

    @Override
    public void run() {
      state.gradient(samples);
    }

    @Override
    public void compare() {
      state.requireAgreement(samples);
    }
  }

  /** A network's batch. */
  final class Batch implements Launch {

    private final W2BatchGradient.Samples samples = new W2BatchGradient.Samples();
    private final W2BatchGradient.OnBackend state = new W2BatchGradient.OnBackend();

    Batch(String hidden, int rows) {
      samples.hidden = hidden;
      samples.rows = rows;
      samples.draw();
    }

    @Override
    public Subject compile(Backend backend, CompileOptions options) {
      return state.start(samples, backend, options);
    }

    @Override
    public void run() {
      state.gradient();
    }

    @Override
    public void compare() {
      state.requireAgreement(samples);
    }
  }

  /** The paths of a call. */
  final class Call implements Launch {

    private final W4AsianCall.Paths paths = new W4AsianCall.Paths();
    private final W4AsianCall.OnBackend state = new W4AsianCall.OnBackend();

    Call(int rows) {
      paths.paths = rows;
      paths.draw();
    }

    @Override
    public Subject compile(Backend backend, CompileOptions options) {
      return state.start(paths, backend, options);
    }

    @Override
    public void run() {
      state.gradient();
    }

    @Override
    public void compare() {
      state.requireAgreement(paths);
    }
  }

  /** A random graph. */
  final class Dag implements Launch {

    private final ArrayTape tape;
    private Subject subject;

    Dag(int operations) {
      tape = Formulas.dag(operations);
    }

    @Override
    public Subject compile(Backend backend, CompileOptions options) {
      subject = new FormulaGraph(tape).compile(backend, options);
      return subject;
    }

    @Override
    public void run() {
      subject.differentiate();
    }

    @Override
    public void compare() {
      FormulaGraph.requireAgreement(subject, tape);
    }
  }
}
