package org.scalarflow.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.scalarflow.bench.forward.CommonsMath;
import org.scalarflow.bench.forward.ForwardAsianCall;
import org.scalarflow.bench.forward.ForwardMode;
import org.scalarflow.bench.forward.Hipparchus;
import org.scalarflow.bench.hand.AsianCall;

/**
 * How long does a path of the Monte Carlo simulation of {@link W4AsianCall} take on other libraries
 * of the JVM? Four parameters are few enough for the full size.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@Unit(value = "path", parameter = "paths")
public class W4JavaPeers {

  /** Receives the gradient. */
  @State(Scope.Thread)
  public static class ByHand {

    private final AsianCall call = new AsianCall(W4AsianCall.STEPS);
    private final double[] gradient = new double[4];

    private <T> ForwardAsianCall<T> forward(ForwardMode<T> mode, W4AsianCall.Paths paths) {
      ForwardAsianCall<T> forward = new ForwardAsianCall<>(mode, W4AsianCall.STEPS);
      double[] found = new double[gradient.length];
      double value = forward.valueAndGradient(paths.market, paths.normals, found);
      Agreement.require(
          mode.getClass().getSimpleName(),
          value,
          found,
          call.valueAndGradient(paths.market, paths.normals, gradient),
          gradient);
      return forward;
    }
  }

  /** With Commons Math. */
  @State(Scope.Thread)
  public static class OnCommonsMath {

    private ForwardAsianCall<?> forward;

    /** Makes the call, and compares with the baseline. */
    @Setup
    public void make(W4AsianCall.Paths paths, ByHand hand) {
      forward = hand.forward(new CommonsMath(paths.market.length), paths);
    }
  }

  /** With Hipparchus. */
  @State(Scope.Thread)
  public static class OnHipparchus {

    private ForwardAsianCall<?> forward;

    /** Makes the call, and compares with the baseline. */
    @Setup
    public void make(W4AsianCall.Paths paths, ByHand hand) {
      forward = hand.forward(new Hipparchus(paths.market.length), paths);
    }
  }

  /** All paths with {@code DerivativeStructure} of order 1. */
  @Benchmark
  public double commonsMath(OnCommonsMath state, W4AsianCall.Paths paths, ByHand hand) {
    return state.forward.valueAndGradient(paths.market, paths.normals, hand.gradient);
  }

  /** All paths with {@code Gradient}. */
  @Benchmark
  public double hipparchus(OnHipparchus state, W4AsianCall.Paths paths, ByHand hand) {
    return state.forward.valueAndGradient(paths.market, paths.normals, hand.gradient);
  }

  /** All paths by hand, one after another. */
  @Benchmark
  public double baseline(W4AsianCall.Paths paths, ByHand hand) {
    return hand.call.valueAndGradient(paths.market, paths.normals, hand.gradient);
  }
}
