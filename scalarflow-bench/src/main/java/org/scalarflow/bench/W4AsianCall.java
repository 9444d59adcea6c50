package org.scalarflow.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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
import org.scalarflow.CompileOptions;
import org.scalarflow.Functions;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Reductions;
import org.scalarflow.Variable;
import org.scalarflow.bench.hand.AsianCall;
import org.scalarflow.bench.hand.BatchGradient;
import org.scalarflow.bench.hand.TiledAsianCall;
import org.scalarflow.bench.hand.VectorKernels;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;

/**
 * How long does a path of a Monte Carlo simulation take? Payoff of an Asian call of 252 steps, and
 * its gradient in spot, volatility, rate and strike, summed over a batch of paths.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@Unit(value = "path", parameter = "paths")
public class W4AsianCall {

  static final int STEPS = 252;
  private static final long SEED = 252;

  /** The market and the normal numbers of all paths. */
  @State(Scope.Thread)
  public static class Paths {

    @Param("1000")
    int paths;

    /** Spot, volatility, rate and strike. */
    final double[] market = {100.0, 0.2, 0.05, 100.0};

    double[] normals;

    /** Draws the paths. */
    @Setup
    public void draw() {
      Random random = new Random(SEED);
      normals = new double[paths * STEPS];
      for (int i = 0; i < normals.length; i++) {
        normals[i] = random.nextGaussian();
      }
    }

    /** The payoff as a graph, compiled for a batch of these paths. */
    Subject.Rows compile(Backend backend, CompileOptions options) {
      Graph graph = new Graph();
      List<Variable> inputs = new ArrayList<>();
      for (double value : market) {
        inputs.add(graph.variable(value));
      }
      List<Placeholder> steps = new ArrayList<>();
      for (int t = 0; t < STEPS; t++) {
        steps.add(graph.placeholder());
      }
      return new Subject(backend, options, OnBackend.payoff(inputs, steps), inputs)
          .rows(steps, normals);
    }

    void require(String name, Subject.Rows batch) {
      double[] expected = new double[market.length];
      double value = new AsianCall(STEPS).valueAndGradient(market, normals, expected);
      Gradients found = batch.differentiate();
      Agreement.require(
          name,
          Subject.sum(found.values()),
          batch.subject().gradient(found.sums()),
          value,
          expected);
    }
  }

  /** The payoff as a graph, run by a backend. */
  @State(Scope.Thread)
  public static class OnBackend extends PatientState {

    private Subject.Rows rows;

    /** Compiles, compares with the baseline, and runs until the code stays the same. */
    @Setup
    public void compile(Paths paths) {
      prepare(paths, open());
    }

    final void prepare(Paths paths, Backend backend) {
      rows = paths.compile(backend, eager());
      paths.require(backend.name(), rows);
      settle(rows.subject().program, rows::differentiate);
    }

    static Node payoff(List<Variable> market, List<Placeholder> normals) {
      Node spot = market.get(0);
      Variable v = market.get(1);
      Variable r = market.get(2);
      double dt = 1.0 / STEPS;
      Node drift = r.minus(v.times(v).times(0.5)).times(dt);
      Node vol = v.times(Math.sqrt(dt));
      List<Node> spots = new ArrayList<>();
      for (Placeholder z : normals) {
        spot = spot.times(Functions.exp(drift.plus(vol.times(z))));
        spots.add(spot);
      }
      Node excess = Reductions.mean(spots).minus(market.get(3));
      return Functions.exp(r.unaryMinus()).times(Functions.relu(excess));
    }
  }

  /** The payoff written by hand. */
  @State(Scope.Thread)
  public abstract static class ByHand {

    private BatchGradient call;
    private final double[] gradient = new double[4];

    /** The code. */
    abstract BatchGradient code();

    /** Makes the code, and compares it with the plain one. */
    @Setup
    public void make(Paths paths) {
      call = code();
      double[] expected = new double[gradient.length];
      Agreement.require(
          call.getClass().getSimpleName(),
          value(paths),
          gradient,
          new AsianCall(STEPS).valueAndGradient(paths.market, paths.normals, expected),
          expected);
    }

    double value(Paths paths) {
      return call.valueAndGradient(paths.market, paths.normals, gradient);
    }
  }

  /** One path after another. */
  public static class Plain extends ByHand {

    @Override
    BatchGradient code() {
      return new AsianCall(STEPS);
    }
  }

  /** Four paths at a time. */
  public static class Tiles extends ByHand {

    @Override
    BatchGradient code() {
      return new TiledAsianCall(STEPS);
    }
  }

  /** With the Vector API. */
  public static class Vectors extends ByHand {

    @Override
    BatchGradient code() {
      return VectorKernels.asianCall(STEPS);
    }
  }

  /** All paths with a backend. */
  @Benchmark
  public Gradients backend(OnBackend state) {
    return state.rows.differentiate();
  }

  /** All paths by hand, one after another. */
  @Benchmark
  public double baseline(Plain state, Paths paths) {
    return state.value(paths);
  }

  /** All paths by hand, four at a time: shown beside, not divided by. */
  @Benchmark
  public double tiled(Tiles state, Paths paths) {
    return state.value(paths);
  }

  /** All paths by hand with the Vector API. */
  @Benchmark
  @Fork(value = 3, jvmArgsAppend = W1SgdStep.VECTOR_FLAG)
  public double vector(Vectors state, Paths paths) {
    return state.value(paths);
  }
}
