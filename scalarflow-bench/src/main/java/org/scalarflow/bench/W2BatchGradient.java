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
import org.scalarflow.CompileOptions;
import org.scalarflow.bench.hand.BatchGradient;
import org.scalarflow.bench.hand.BlockedReluNet;
import org.scalarflow.bench.hand.ReluNet;
import org.scalarflow.bench.hand.TiledReluNet;
import org.scalarflow.bench.hand.VectorKernels;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;

/**
 * How long does a row of a batch take? Loss and gradient, summed over the batch, of a network with
 * relu units.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@Unit(value = "row", parameter = "rows")
public class W2BatchGradient {

  /** The rows, the parameters, and what must come out. */
  @State(Scope.Thread)
  public static class Samples {

    @Param({"10x1", "10x4", "32x3"})
    String hidden;

    @Param("10000")
    int rows;

    Mlp network;
    double[] rowMajor;
    double[] parameters;
    double expectedValue;
    double[] expectedGradient;

    /** Draws the samples and computes the gradient by hand, row by row. */
    @Setup
    public void draw() {
      network = Mlp.of(hidden);
      rowMajor = Mlp.samples(rows);
      parameters = network.parameters();
      expectedGradient = new double[parameters.length];
      expectedValue =
          ReluNet.of(network.width(), network.depth())
              .lossAndGradient(parameters, rowMajor, expectedGradient);
    }

    /** The network as a graph, compiled for a batch of these rows. */
    Subject.Rows compile(Backend backend, CompileOptions options) {
      MlpGraph graph = new MlpGraph(network, MlpGraph.Style.RELU);
      return new Subject(backend, options, graph.loss, graph.parameters)
          .rows(graph.sample, rowMajor);
    }

    void require(String name, Subject.Rows batch) {
      Gradients found = batch.differentiate();
      require(name, Subject.sum(found.values()), batch.subject().gradient(found.sums()));
    }

    void require(String subject, double value, double[] gradient) {
      Agreement.require(subject + " " + hidden, value, gradient, expectedValue, expectedGradient);
    }
  }

  /** The network as a graph, run by a backend. */
  @State(Scope.Thread)
  public static class OnBackend extends PatientState {

    private Subject.Rows rows;

    /** Compiles, compares with the baseline, and runs until the code stays the same. */
    @Setup
    public void compile(Samples samples) {
      prepare(samples, open());
    }

    final void prepare(Samples samples, Backend backend) {
      rows = samples.compile(backend, eager());
      samples.require(backend.name(), rows);
      settle(rows.subject().program, rows::differentiate);
    }
  }

  /** Row by row. */
  @State(Scope.Thread)
  public static class PerRow {

    private ReluNet net;
    private double[] gradient;

    /** Makes the network. */
    @Setup
    public void make(Samples samples) {
      net = ReluNet.of(samples.network.width(), samples.network.depth());
      gradient = new double[samples.parameters.length];
    }
  }

  /** Block by block. */
  @State(Scope.Thread)
  public static class Blocks {

    private BlockedReluNet net;
    private double[] gradient;

    /** Makes the network, and compares with the one that goes row by row. */
    @Setup
    public void make(Samples samples) {
      net = new BlockedReluNet(samples.network.width(), samples.network.depth());
      gradient = new double[samples.parameters.length];
      samples.require("blocks", differentiate(samples), gradient);
    }

    double differentiate(Samples samples) {
      return net.lossAndGradient(samples.parameters, samples.rowMajor, gradient);
    }
  }

  /** Block by block, four sums in registers. */
  @State(Scope.Thread)
  public static class Tiles {

    private TiledReluNet net;
    private double[] gradient;

    /** Makes the network, and compares with the one that goes row by row. */
    @Setup
    public void make(Samples samples) {
      net = new TiledReluNet(samples.network.width(), samples.network.depth());
      gradient = new double[samples.parameters.length];
      samples.require("tiles", differentiate(samples), gradient);
    }

    double differentiate(Samples samples) {
      return net.lossAndGradient(samples.parameters, samples.rowMajor, gradient);
    }
  }

  /** Block by block, with the Vector API. */
  @State(Scope.Thread)
  public static class Vectors {

    private BatchGradient net;
    private double[] gradient;

    /** Makes the network, and compares with the one that goes row by row. */
    @Setup
    public void make(Samples samples) {
      net = VectorKernels.reluNet(samples.network.width(), samples.network.depth());
      gradient = new double[samples.parameters.length];
      samples.require("vectors", differentiate(samples), gradient);
    }

    double differentiate(Samples samples) {
      return net.valueAndGradient(samples.parameters, samples.rowMajor, gradient);
    }
  }

  /** The batch with a backend. */
  @Benchmark
  public Gradients backend(OnBackend state) {
    return state.rows.differentiate();
  }

  /** The batch by hand, row by row. */
  @Benchmark
  public double baselinePerRow(PerRow state, Samples samples) {
    return state.net.lossAndGradient(samples.parameters, samples.rowMajor, state.gradient);
  }

  /** The batch by hand in blocks of 64 rows, the loops untiled. */
  @Benchmark
  public double baselineBlocks(Blocks state, Samples samples) {
    return state.differentiate(samples);
  }

  /** The batch by hand with register tiles: shown beside, not divided by. */
  @Benchmark
  public double tiled(Tiles state, Samples samples) {
    return state.differentiate(samples);
  }

  /** The batch by hand with the Vector API. */
  @Benchmark
  @Fork(value = 3, jvmArgsAppend = W1SgdStep.VECTOR_FLAG)
  public double vector(Vectors state, Samples samples) {
    return state.differentiate(samples);
  }
}
