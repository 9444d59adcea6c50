package org.scalarflow.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.scalarflow.bench.hand.ArrayTape;
import org.scalarflow.spi.Backend;

/**
 * From which width on does it pay to share a level among threads? Value and gradient of eight
 * levels of mixed {@code + − · sin}, every node an independent piece of work.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
@Unit(value = "node", parameter = "width", times = Levels.LEVELS)
public class Levels {

  static final int LEVELS = 8;

  /** The formula in flat arrays, which are also the baseline. */
  @State(Scope.Thread)
  public static class Formula {

    @Param({"1000", "10000", "100000", "500000", "1000000"})
    int width;

    /** How many places an operand is away at most. */
    @Param("1000")
    int reach;

    ArrayTape tape;
    private double[] gradient;

    /** Makes the formula. */
    @Setup
    public void make() {
      tape = Formulas.levels(width, LEVELS, reach);
      gradient = new double[tape.inputs];
    }
  }

  /** The formula as a graph, run by a backend. */
  @State(Scope.Thread)
  public static class OnBackend {

    @Param(PlainBackend.NAME)
    String backend;

    private Backend instance;
    private Subject subject;

    /** Compiles, and compares with the baseline. */
    @Setup
    public void compile(Formula formula) {
      prepare(formula, Subjects.named(backend));
    }

    final void prepare(Formula formula, Backend backend) {
      instance = backend;
      subject = new FormulaGraph(formula.tape).compile(instance);
      FormulaGraph.requireAgreement(subject, formula.tape);
    }

    /** Ends the backend. */
    @TearDown
    public void close() {
      instance.close();
    }
  }

  /** Value and gradient with a backend. */
  @Benchmark
  public double[] backend(OnBackend state) {
    state.subject.runner.differentiate();
    return state.subject.runner.derivatives();
  }

  /** Value and gradient by a loop with a switch over the arrays. */
  @Benchmark
  public double baselineSwitch(Formula formula) {
    return formula.tape.valueAndGradient(formula.gradient);
  }
}
