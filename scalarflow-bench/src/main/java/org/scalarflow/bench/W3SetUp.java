package org.scalarflow.bench;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.scalarflow.Request;
import org.scalarflow.bench.hand.ArrayTape;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Tape;

/**
 * How long is it to the first result? Building the graph, lowering it to a tape, compiling it
 * (lowering, the backend's work, a workspace), and the first value and gradient, each by itself. A
 * backend may put off work until a program turns out to be run often, so the first twenty runs are
 * timed too, compiling included. Without warm-up ({@code -wi 0}) the JVM's own start is in the
 * times; {@code firstResult} is meant to be taken like that.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(3)
@Unit(value = "node", parameter = "operations")
public class W3SetUp {

  /** The formula in flat arrays. */
  @State(Scope.Thread)
  public static class Formula extends FormulaState {

    @Param({"chain", "dag"})
    String shape;

    @Param("1000000")
    int operations;

    @Override
    ArrayTape formula() {
      return shape.equals("chain") ? Formulas.chain(operations) : Formulas.dag(operations);
    }
  }

  /** A request for value and gradient. */
  @State(Scope.Thread)
  public static class Requested {

    private Request request;

    /** Builds the graph. */
    @Setup
    public void build(Formula formula) {
      request = new FormulaGraph(formula.tape).request();
    }
  }

  /** The formula as a graph, and a backend that has seen nothing of it. */
  @State(Scope.Thread)
  public static class OnBackend extends BackendState {

    private Backend instance;
    private FormulaGraph graph;

    /** Builds the graph, and compares the backend with the baseline. */
    @Setup
    public void build(Formula formula) {
      prepare(formula, open());
    }

    final void prepare(Formula formula, Backend backend) {
      instance = backend;
      graph = new FormulaGraph(formula.tape);
      FormulaGraph.requireAgreement(compile(), formula.tape);
    }

    final Subject compile() {
      return graph.compile(instance, tiered());
    }
  }

  /** A backend that has seen nothing at all. */
  @State(Scope.Thread)
  public static class Cold extends BackendState {

    private Backend instance;
    private @Nullable Subject last;

    /** Makes the backend. */
    @Setup
    public void make() {
      instance = open();
    }

    final double[] first(Formula formula) {
      Subject subject = new FormulaGraph(formula.tape).compile(instance, tiered());
      last = subject;
      return subject.differentiate();
    }

    /** Compares with the baseline when all is timed, since before it would be a warm-up. */
    @TearDown
    public void compare(Formula formula) {
      if (last != null) {
        FormulaGraph.requireAgreement(last, formula.tape);
      }
    }
  }

  /** A program that has not run. */
  @State(Scope.Thread)
  public static class Fresh {

    private Subject subject;

    /** Compiles anew for every run. */
    @Setup(Level.Iteration)
    public void compile(OnBackend state) {
      subject = state.compile();
    }
  }

  /** Building the graph, which no backend sees. */
  @Benchmark
  public Object build(Formula formula) {
    return new FormulaGraph(formula.tape);
  }

  /** Lowering, which every backend starts from. */
  @Benchmark
  public Object lower(Requested state) {
    return Tape.lower(state.request);
  }

  /** Compiling. */
  @Benchmark
  public Object compile(OnBackend state) {
    return state.compile();
  }

  /** The first run. */
  @Benchmark
  public double[] firstRun(Fresh state) {
    return state.subject.differentiate();
  }

  /** Compiling and the first twenty runs, all together. */
  @Benchmark
  public double[] twentyRuns(OnBackend state) {
    Subject subject = state.compile();
    for (int run = 1; run < 20; run++) {
      subject.runner.differentiate();
    }
    return subject.differentiate();
  }

  /** Building, compiling and the first run, all together. */
  @Benchmark
  public double[] firstResult(Cold state, Formula formula) {
    return state.first(formula);
  }
}
