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
import org.scalarflow.bench.forward.CommonsMath;
import org.scalarflow.bench.forward.ForwardMode;
import org.scalarflow.bench.forward.ForwardTape;
import org.scalarflow.bench.forward.Hipparchus;
import org.scalarflow.bench.hand.ArrayTape;

/**
 * How long does a node of a small graph take on other libraries of the JVM? The chain of {@link
 * W3Chain} has one input; the graph of {@link W3RandomDag} has as many as operations as long as it
 * is small, and an operation there costs as much as there are inputs.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
@Unit(value = "node", parameter = "nodes")
public class W3JavaPeers {

  /** The formula in flat arrays, which are also the baseline. */
  @State(Scope.Thread)
  public static class Formula {

    @Param({"chain", "dag"})
    String shape;

    @Param("200")
    int nodes;

    private ArrayTape tape;
    private double[] gradient;

    /** Makes the formula. */
    @Setup
    public void make() {
      tape = shape.equals("chain") ? Formulas.chain(nodes) : Formulas.dag(nodes);
      gradient = new double[tape.inputs];
    }

    private <T> ForwardTape<T> forward(ForwardMode<T> mode) {
      ForwardTape<T> forward = new ForwardTape<>(mode, tape);
      double[] found = new double[tape.inputs];
      double value = forward.valueAndGradient(found);
      Agreement.require(
          mode.getClass().getSimpleName(), value, found, tape.valueAndGradient(gradient), gradient);
      return forward;
    }
  }

  /** With Commons Math. */
  @State(Scope.Thread)
  public static class OnCommonsMath {

    private ForwardTape<?> forward;

    /** Takes the formula, and compares with the baseline. */
    @Setup
    public void make(Formula formula) {
      forward = formula.forward(new CommonsMath(formula.tape.inputs));
    }
  }

  /** With Hipparchus. */
  @State(Scope.Thread)
  public static class OnHipparchus {

    private ForwardTape<?> forward;

    /** Takes the formula, and compares with the baseline. */
    @Setup
    public void make(Formula formula) {
      forward = formula.forward(new Hipparchus(formula.tape.inputs));
    }
  }

  /** Value and gradient with {@code DerivativeStructure} of order 1. */
  @Benchmark
  public double commonsMath(OnCommonsMath state, Formula formula) {
    return state.forward.valueAndGradient(formula.gradient);
  }

  /** Value and gradient with {@code Gradient}. */
  @Benchmark
  public double hipparchus(OnHipparchus state, Formula formula) {
    return state.forward.valueAndGradient(formula.gradient);
  }

  /** Value and gradient by a loop with a switch over the arrays. */
  @Benchmark
  public double baselineSwitch(Formula formula) {
    return formula.tape.valueAndGradient(formula.gradient);
  }
}
