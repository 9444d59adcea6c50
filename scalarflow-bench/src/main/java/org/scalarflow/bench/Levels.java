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
import org.openjdk.jmh.annotations.Warmup;
import org.scalarflow.bench.hand.ArrayTape;

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
  public static class Formula extends FormulaState {

    @Param({"1000", "10000", "100000", "500000", "1000000"})
    int width;

    /** How many places an operand is away at most. */
    @Param("1000")
    int reach;

    @Override
    ArrayTape formula() {
      return Formulas.levels(width, LEVELS, reach);
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
