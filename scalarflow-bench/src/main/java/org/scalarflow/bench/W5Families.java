package org.scalarflow.bench;

import java.util.Locale;
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
import org.openjdk.jmh.annotations.Warmup;
import org.scalarflow.bench.hand.ArrayTape;

/**
 * Which shape of graph suits which strategy? Value and gradient of {@link Families}, graphs of the
 * same size and very different depth and width.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@Unit(value = "node", parameter = "operations")
public class W5Families {

  /** The formula in flat arrays, which are also the baseline. */
  @State(Scope.Thread)
  public static class Formula extends FormulaState {

    @Param({"ladder", "sum", "tree", "grid", "triangle", "windows", "layers"})
    String family;

    @Param({"10000", "1000000"})
    int operations;

    @Override
    ArrayTape formula() {
      return Families.valueOf(family.toUpperCase(Locale.ROOT)).formula(operations);
    }
  }

  /** The formula as a graph, run by a backend. */
  @State(Scope.Thread)
  public static class OnBackend extends BackendState {

    private Subject subject;

    /** Compiles, and compares with the baseline. */
    @Setup
    public void compile(Formula formula) {
      subject = formula.subject(open(), eager());
    }
  }

  /** Value and gradient with a backend. */
  @Benchmark
  public double[] backend(OnBackend state) {
    return state.subject.differentiate();
  }

  /** Value and gradient by a loop with a switch over the arrays. */
  @Benchmark
  public double baselineSwitch(Formula formula) {
    return formula.runByHand();
  }
}
