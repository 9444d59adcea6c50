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
import org.scalarflow.Program;
import org.scalarflow.spi.Backend;

/**
 * How long does a program take to its first result, until its runs take less than twice the time of
 * the steady state, and to its steady state, in a JVM that has just started? It is compiled as
 * users compile who say nothing, and run again and again for a while, and for longer if its code
 * changes; {@link Settling} tells from when on its runs were how fast. The benchmark's own time is
 * that while; the answer is in its counters.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(5)
@Unit("program")
public class SteadyState {

  /** How many rows or paths a batch has. */
  public static final int ROWS = 1_000;

  /** Runs that take less are timed together. */
  private static final long WINDOW_NANOS = 10_000_000;

  private static final double NEAR = 2.0;

  /** What is run. */
  @State(Scope.Thread)
  public static class OnBackend extends PatientState {

    /** A network, the call, or a random graph with its number of operations. */
    @Param({"W1 10x1", "W1 32x3", "W2 10x1", "W2 32x3", "W4", "dag 100000"})
    String program;

    /** How long it is run at least. */
    @Param("5000")
    int milliseconds;

    private Backend instance;
    private Launch launch;

    /** Makes the backend and the data. */
    @Setup
    public void make() {
      instance = open();
      launch = Launch.of(program, ROWS);
    }
  }

  /** The answer. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Answer {

    /** Nanoseconds from before compiling until the first run had ended. */
    public long firstAfter;

    /** Nanoseconds from before compiling until runs took less than twice the steady time. */
    public long nearAfter;

    /** Nanoseconds from before compiling until the runs had settled. */
    public long steadyAfter;

    /** Nanoseconds a run takes in the steady state. */
    public long steadyRun;
  }

  /** Compiles, and runs until the time is over. */
  @Benchmark
  public Object untilSteady(OnBackend state, Answer answer) {
    long least = state.milliseconds * 1_000_000L;
    long most = Math.max(least, state.patience * 1_000_000L);
    double[] ends = new double[(int) (most / WINDOW_NANOS) + 2];
    double[] times = new double[ends.length];
    int count = 0;
    long start = System.nanoTime();
    Launch.Started started = state.launch.compile(state.instance, state.tiered());
    Program program = started.subject().program;
    long now = System.nanoTime();
    long changed = 0;
    while (count == 0 || now - start - (long) ends[0] < atLeast(least, most, changed)) {
      long before = now;
      long runs = 0;
      do {
        started.run().run();
        runs++;
        now = System.nanoTime();
      } while (count > 0 && now - before < WINDOW_NANOS);
      ends[count] = now - start;
      times[count++] = (double) (now - before) / runs;
      if (!program.kernel().isSettled()) {
        changed = now - start;
      }
    }
    double[] all = Arrays.copyOf(times, count);
    answer.firstAfter = (long) ends[0];
    answer.nearAfter = startOf(Settling.firstWithin(NEAR, all), ends);
    answer.steadyAfter = startOf(Settling.firstSettled(all), ends);
    answer.steadyRun = (long) Settling.level(all);
    if (state.patience > 0) {
      Settler.tell(program, now - start);
    }
    started.comparison().run();
    return program;
  }

  /** The code that is there in the end has to be timed for more than half of the time. */
  private static long atLeast(long least, long most, long changed) {
    return Math.min(most, least + 2 * changed);
  }

  /** When a window began; the first is the first run, before whose end nothing is fast. */
  private static long startOf(int window, double[] ends) {
    return (long) ends[Math.max(0, window - 1)];
  }
}
