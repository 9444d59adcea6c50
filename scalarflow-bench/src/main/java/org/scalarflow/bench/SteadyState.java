package org.scalarflow.bench;

import java.util.Arrays;
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
import org.scalarflow.bench.hand.SigmoidNet;
import org.scalarflow.spi.Backend;

/**
 * How long does a program take to reach its steady state, in a JVM that has just started? It is
 * compiled as users compile who say nothing, and run again and again for a while; {@link Settling}
 * tells from when on its runs were as fast as they got. The benchmark's own time is that while; the
 * answer is in its counters.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(5)
@Unit("program")
public class SteadyState {

  /** How many pieces of time are told apart. */
  private static final int WINDOWS = 400;

  /** What is run. */
  @State(Scope.Thread)
  public static class OnBackend extends BackendState {

    /** A network, as 10x1, or a number of operations of the random graph. */
    @Param({"10x1", "32x3", "100000"})
    String program;

    /** How long it is run. */
    @Param("5000")
    int milliseconds;

    private Backend instance;

    /** Makes the backend. */
    @Setup
    public void make() {
      instance = open();
    }

    private boolean isNetwork() {
      return program.contains("x");
    }

    private ArrayTape formula() {
      return Formulas.dag(Integer.parseInt(program));
    }

    final Subject compile() {
      if (!isNetwork()) {
        return new FormulaGraph(formula()).compile(instance, tiered());
      }
      MlpGraph graph = new MlpGraph(Mlp.of(program), MlpGraph.Style.SIGMOID);
      Subject subject = new Subject(instance, tiered(), graph.loss, graph.parameters);
      double[] sample = Mlp.samples(1);
      for (int i = 0; i < sample.length; i++) {
        subject.runner.row()[subject.program.rowIndex(graph.sample.get(i))] = sample[i];
      }
      return subject;
    }

    /** Compares with the baseline when all is timed, since before it would be a warm-up. */
    final void compare(Subject subject) {
      if (isNetwork()) {
        Mlp network = Mlp.of(program);
        double[] parameters = network.parameters();
        double[] expected = new double[parameters.length];
        double loss =
            SigmoidNet.of(network.width(), network.depth())
                .lossAndGradient(parameters, Mlp.samples(1), 0, expected);
        Agreement.require(
            subject.program.backend().name(),
            subject.runner.values()[0],
            subject.gradient(subject.runner.derivatives()),
            loss,
            expected);
      } else {
        FormulaGraph.requireAgreement(subject, formula());
      }
    }
  }

  /** The answer. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Answer {

    /** Nanoseconds from before compiling until the runs had settled. */
    public long steadyAfter;

    /** Nanoseconds a run takes in the steady state. */
    public long steadyRun;
  }

  /** Compiles, and runs until the time is over. */
  @Benchmark
  public double[] untilSteady(OnBackend state, Answer answer) {
    long budget = state.milliseconds * 1_000_000L;
    long start = System.nanoTime();
    Subject subject = state.compile();
    double[] ends = new double[WINDOWS];
    double[] times = new double[WINDOWS];
    int count = 0;
    long before = System.nanoTime();
    long end = before + budget;
    while (before < end && count < WINDOWS) {
      long runs = 0;
      long now;
      do {
        subject.runner.differentiate();
        runs++;
        now = System.nanoTime();
      } while (now - before < budget / WINDOWS);
      ends[count] = before - start;
      times[count++] = (double) (now - before) / runs;
      before = now;
    }
    double[] all = Arrays.copyOf(times, count);
    answer.steadyAfter = (long) ends[Settling.firstSettled(all)];
    answer.steadyRun = (long) Settling.level(all);
    state.compare(subject);
    return subject.runner.derivatives();
  }
}
