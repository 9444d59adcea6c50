package org.scalarflow.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.scalarflow.bench.forward.CommonsMath;
import org.scalarflow.bench.forward.ForwardMode;
import org.scalarflow.bench.forward.ForwardSigmoidNet;
import org.scalarflow.bench.forward.Hipparchus;
import org.scalarflow.bench.hand.SigmoidNet;

/**
 * How long does a step of stochastic gradient descent take on other libraries of the JVM? That of
 * {@link W1SgdStep}, for the smallest network: an operation there costs as much as there are
 * parameters.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@Unit("step")
public class W1JavaPeers {

  private static final Mlp NETWORK = Mlp.of("10x1");
  private static final int SAMPLES = 1_000;

  /** Loss and gradient of a sample. */
  private interface Net {
    double lossAndGradient(double[] p, double[] rows, int at, double[] g);
  }

  /** Descent, with a net that a subclass makes. */
  @State(Scope.Thread)
  public abstract static class Descent {

    private final double[] rows = Mlp.samples(SAMPLES);
    private final double[] start = NETWORK.parameters();
    private final double[] parameters = start.clone();
    private final double[] gradient = new double[start.length];
    private Net net;
    private int next;

    /** The net that is timed. */
    abstract Net net();

    /** Makes the net, and compares with the baseline. */
    @Setup
    public void make() {
      net = net();
      double[] expected = new double[start.length];
      SigmoidNet hand = SigmoidNet.of(NETWORK.width(), NETWORK.depth());
      for (int at = 0; at < rows.length; at += Mlp.SAMPLE) {
        double value = net.lossAndGradient(start, rows, at, gradient);
        Agreement.require(
            getClass().getSimpleName(),
            value,
            gradient,
            hand.lossAndGradient(start, rows, at, expected),
            expected);
      }
    }

    /** Starts every iteration from the same parameters. */
    @Setup(Level.Iteration)
    public void reset() {
      System.arraycopy(start, 0, parameters, 0, start.length);
    }

    final double step() {
      int at = next;
      next = at + Mlp.SAMPLE == rows.length ? 0 : at + Mlp.SAMPLE;
      double loss = net.lossAndGradient(parameters, rows, at, gradient);
      for (int i = 0; i < parameters.length; i++) {
        parameters[i] -= W1SgdStep.RATE * gradient[i];
      }
      return loss;
    }

    static <T> Net forward(ForwardMode<T> mode) {
      return new ForwardSigmoidNet<>(mode, NETWORK.width(), NETWORK.depth())::lossAndGradient;
    }
  }

  /** With Commons Math. */
  public static class OnCommonsMath extends Descent {
    @Override
    Net net() {
      return forward(new CommonsMath(NETWORK.parameterCount()));
    }
  }

  /** With Hipparchus. */
  public static class OnHipparchus extends Descent {
    @Override
    Net net() {
      return forward(new Hipparchus(NETWORK.parameterCount()));
    }
  }

  /** Written by hand. */
  public static class ByHand extends Descent {
    @Override
    Net net() {
      return SigmoidNet.of(NETWORK.width(), NETWORK.depth())::lossAndGradient;
    }
  }

  /** A step with {@code DerivativeStructure} of order 1. */
  @Benchmark
  public double commonsMath(OnCommonsMath state) {
    return state.step();
  }

  /** A step with {@code Gradient}. */
  @Benchmark
  public double hipparchus(OnHipparchus state) {
    return state.step();
  }

  /** A step by hand, one scalar loop after another. */
  @Benchmark
  public double baseline(ByHand state) {
    return state.step();
  }
}
