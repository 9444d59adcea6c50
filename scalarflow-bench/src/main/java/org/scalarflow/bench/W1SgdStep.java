package org.scalarflow.bench;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.Warmup;
import org.scalarflow.CompileOptions;
import org.scalarflow.bench.hand.SampleGradient;
import org.scalarflow.bench.hand.SigmoidNet;
import org.scalarflow.bench.hand.TiledSigmoidNet;
import org.scalarflow.bench.hand.VectorKernels;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Gradients;

/**
 * How long does a step of stochastic gradient descent take? Loss and gradient of one sample, and
 * {@code p ← p − rate · gradient}, with sigmoid units.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@Unit("step")
public class W1SgdStep {

  /** Small, so that the parameters stay where the work is typical. */
  static final double RATE = 1e-3;

  private static final int SAMPLES = 1_000;

  /** What a fork needs that is to use the Vector API. */
  static final String VECTOR_FLAG = "--add-modules=jdk.incubator.vector";

  /** The samples, visited in turn. */
  @State(Scope.Thread)
  public static class Samples {

    @Param({"10x1", "10x4", "32x3"})
    String hidden;

    Mlp network;
    double[] rows;
    private int next;

    /** Draws the samples. */
    @Setup
    public void draw() {
      network = Mlp.of(hidden);
      rows = Mlp.samples(SAMPLES);
    }

    /** The network as a graph, compiled for these samples. */
    Subject.Rows compile(MlpGraph.Style style, Backend backend, CompileOptions options) {
      MlpGraph graph = new MlpGraph(network, style);
      Subject subject = new Subject(backend, options, graph.loss, graph.parameters);
      for (int i = 0; i < graph.parameters.size(); i++) {
        if (subject.parameterIndex[i] != i || subject.derivativeIndex[i] != i) {
          throw new IllegalStateException("parameters and derivatives are not in their order");
        }
      }
      return subject.rows(graph.sample, rows);
    }

    void require(String name, Subject.Rows found) {
      SigmoidNet hand = SigmoidNet.of(network.width(), network.depth());
      double[] parameters = network.parameters();
      double[] expected = new double[parameters.length];
      found.subject().load(parameters);
      for (int row = 0; row < SAMPLES; row++) {
        Gradients gradients = found.differentiate(row);
        Agreement.require(
            name + " " + hidden,
            gradients.values()[0],
            found.subject().gradient(gradients.sums()),
            hand.lossAndGradient(parameters, rows, row * Mlp.SAMPLE, expected),
            expected);
      }
    }

    /** The next sample. */
    int next() {
      int sample = next;
      next = sample + 1 == SAMPLES ? 0 : sample + 1;
      return sample;
    }
  }

  /** The network as a graph, run by a backend. */
  @State(Scope.Thread)
  public static class OnBackend extends PatientState {

    @Param({"sigmoid", "primitives"})
    String style;

    private Subject.Rows rows;
    private double[] start;

    /** Compiles, compares with the baseline, and runs until the code stays the same. */
    @Setup
    public void compile(Samples samples) {
      prepare(samples, open());
    }

    final void prepare(Samples samples, Backend backend) {
      start = samples.network.parameters();
      rows =
          samples.compile(MlpGraph.Style.valueOf(style.toUpperCase(Locale.ROOT)), backend, eager());
      samples.require(backend.name() + " " + style, rows);
      settle(rows.subject().program, () -> rows.differentiate(samples.next()));
    }

    /** Starts every iteration from the same parameters. */
    @Setup(Level.Iteration)
    public void reset() {
      rows.subject().load(start);
    }

    double step(Samples samples) {
      Gradients found = rows.differentiate(samples.next());
      double[] parameters = rows.subject().runner.uniform();
      double[] derivatives = found.sums();
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= RATE * derivatives[i];
      }
      return found.values()[0];
    }
  }

  /** A network written by hand. */
  @State(Scope.Thread)
  public abstract static class ByHand {

    private SampleGradient net;
    private double[] start;
    private double[] parameters;
    private double[] gradient;

    /** The code. */
    abstract SampleGradient code(Mlp network);

    /** Makes the network, and compares it with the plain one. */
    @Setup
    public void make(Samples samples) {
      Mlp network = samples.network;
      net = code(network);
      start = network.parameters();
      SigmoidNet plain = SigmoidNet.of(network.width(), network.depth());
      double[] found = new double[start.length];
      double[] expected = new double[start.length];
      for (int at = 0; at < samples.rows.length; at += Mlp.SAMPLE) {
        Agreement.require(
            net.getClass().getSimpleName() + " " + samples.hidden,
            net.lossAndGradient(start, samples.rows, at, found),
            found,
            plain.lossAndGradient(start, samples.rows, at, expected),
            expected);
      }
      parameters = start.clone();
      gradient = new double[start.length];
    }

    /** Starts every iteration from the same parameters. */
    @Setup(Level.Iteration)
    public void reset() {
      System.arraycopy(start, 0, parameters, 0, start.length);
    }

    double step(Samples samples) {
      double loss =
          net.lossAndGradient(parameters, samples.rows, samples.next() * Mlp.SAMPLE, gradient);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= RATE * gradient[i];
      }
      return loss;
    }
  }

  /** Scalar loops. */
  public static class Plain extends ByHand {

    @Override
    SampleGradient code(Mlp network) {
      return SigmoidNet.of(network.width(), network.depth());
    }
  }

  /** Four units at a time. */
  public static class Tiles extends ByHand {

    @Override
    SampleGradient code(Mlp network) {
      return new TiledSigmoidNet(network.width(), network.depth());
    }
  }

  /** With the Vector API. */
  public static class Vectors extends ByHand {

    @Override
    SampleGradient code(Mlp network) {
      return VectorKernels.sigmoidNet(network.width(), network.depth());
    }
  }

  /** A step with a backend. */
  @Benchmark
  public double backend(OnBackend state, Samples samples) {
    return state.step(samples);
  }

  /** A step by hand, one scalar loop after another. */
  @Benchmark
  public double baseline(Plain state, Samples samples) {
    return state.step(samples);
  }

  /** A step by hand with four units at a time: shown beside, not divided by. */
  @Benchmark
  public double tiled(Tiles state, Samples samples) {
    return state.step(samples);
  }

  /** A step by hand with the Vector API. */
  @Benchmark
  @Fork(value = 3, jvmArgsAppend = VECTOR_FLAG)
  public double vector(Vectors state, Samples samples) {
    return state.step(samples);
  }
}
