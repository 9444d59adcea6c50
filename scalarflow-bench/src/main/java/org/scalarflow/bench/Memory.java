package org.scalarflow.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
import org.scalarflow.spi.Backend;

/**
 * How many bytes does a large graph hold on the heap, and how many do a program of it and its
 * workspace hold after some runs? The benchmark's own time means nothing; the answer is in its
 * counters. The heap is looked at after the garbage is collected, so graphs of fewer than some 10⁵
 * nodes are lost in what the JVM itself does.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(1)
@Unit(value = "node", parameter = "operations")
public class Memory {

  private static final int RUNS = 20;
  private static final int COLLECTIONS = 5;

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

  /** Whose memory it is. */
  @State(Scope.Thread)
  public static class OnBackend extends BackendState {

    private Backend instance;

    /** Makes the backend, and lets it and the JVM load what they need. */
    @Setup
    public void make() {
      instance = open();
      ArrayTape small = Formulas.dag(1_000);
      FormulaGraph.requireAgreement(new FormulaGraph(small).compile(instance, tiered()), small);
    }
  }

  /** The answer, in bytes. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Answer {

    /** What the graph holds. */
    public long graphBytes;

    /** What program and workspace hold beside it, after some runs. */
    public long programBytes;
  }

  /** Builds, compiles and runs, and looks at the heap in between. */
  @Benchmark
  public Object held(OnBackend state, Formula formula, Answer answer) {
    long empty = usedBytes();
    FormulaGraph graph = new FormulaGraph(formula.tape);
    long built = usedBytes();
    Subject subject = graph.compile(state.instance, state.tiered());
    for (int run = 0; run < RUNS; run++) {
      subject.runner.differentiate();
    }
    long compiled = usedBytes();
    answer.graphBytes = built - empty;
    answer.programBytes = compiled - built;
    FormulaGraph.requireAgreement(subject, formula.tape);
    return graph;
  }

  private static long usedBytes() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
