package org.scalarflow.compiled.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.scalarflow.compiled.emit.LayerCode;

/**
 * Layers of fast mode: products are added without being rounded before, and sums are added up in
 * lanes. So an error is at most that of adding in some order.
 */
public final class FusedLayers implements LayerCode {

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  /** How many sums grow at once. */
  private static final int SUMS = 4;

  /** Makes the kernels, which have no state. */
  public FusedLayers() {}

  @Override
  public void sums(
      double[] weights,
      int weightAt,
      int weightStride,
      double[] signals,
      int signalAt,
      double[] starts,
      int startAt,
      int startStride,
      double[] sums,
      int sumAt,
      int inputs,
      int units) {
    int unit = 0;
    for (; unit <= units - SUMS; unit += SUMS) {
      four(
          weights, weightAt + unit * weightStride, weightStride, signals, signalAt, sums, sumAt + unit, inputs);
    }
    for (; unit < units; unit++) {
      sums[sumAt + unit] =
          one(weights, weightAt + unit * weightStride, signals, signalAt, inputs);
    }
    for (unit = 0; unit < units; unit++) {
      sums[sumAt + unit] += starts[startAt + unit * startStride];
    }
  }

  private static double one(
      double[] weights, int row, double[] signals, int signalAt, int inputs) {
    DoubleVector all = DoubleVector.zero(SPECIES);
    int i = 0;
    for (; i <= inputs - LANES; i += LANES) {
      all =
          DoubleVector.fromArray(SPECIES, weights, row + i)
              .fma(DoubleVector.fromArray(SPECIES, signals, signalAt + i), all);
    }
    double sum = all.reduceLanes(VectorOperators.ADD);
    for (; i < inputs; i++) {
      sum += weights[row + i] * signals[signalAt + i];
    }
    return sum;
  }

  private static void four(
      double[] weights,
      int row,
      int stride,
      double[] signals,
      int signalAt,
      double[] sums,
      int sumAt,
      int inputs) {
    DoubleVector s0 = DoubleVector.zero(SPECIES);
    DoubleVector s1 = DoubleVector.zero(SPECIES);
    DoubleVector s2 = DoubleVector.zero(SPECIES);
    DoubleVector s3 = DoubleVector.zero(SPECIES);
    int whole = SPECIES.loopBound(inputs);
    for (int i = 0; i < whole; i += LANES) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, signals, signalAt + i);
      int at = row + i;
      s0 = DoubleVector.fromArray(SPECIES, weights, at).fma(x, s0);
      s1 = DoubleVector.fromArray(SPECIES, weights, at + stride).fma(x, s1);
      s2 = DoubleVector.fromArray(SPECIES, weights, at + 2 * stride).fma(x, s2);
      s3 = DoubleVector.fromArray(SPECIES, weights, at + 3 * stride).fma(x, s3);
    }
    double r0 = s0.reduceLanes(VectorOperators.ADD);
    double r1 = s1.reduceLanes(VectorOperators.ADD);
    double r2 = s2.reduceLanes(VectorOperators.ADD);
    double r3 = s3.reduceLanes(VectorOperators.ADD);
    for (int i = whole; i < inputs; i++) {
      double x = signals[signalAt + i];
      int at = row + i;
      r0 += weights[at] * x;
      r1 += weights[at + stride] * x;
      r2 += weights[at + 2 * stride] * x;
      r3 += weights[at + 3 * stride] * x;
    }
    sums[sumAt] = r0;
    sums[sumAt + 1] = r1;
    sums[sumAt + 2] = r2;
    sums[sumAt + 3] = r3;
  }

  /** How many inputs are in registers at once. */
  private static final int WIDE = 4 * LANES;

  // ---------------------------------------------------------------- signals

  @Override
  public void passToSignals(
      double[] weights,
      int weightAt,
      int weightStride,
      double[] adjoints,
      int adjointAt,
      double[] to,
      int at,
      int inputs,
      int units) {
    int i = 0;
    for (; i <= inputs - WIDE; i += WIDE) {
      wide(weights, weightAt + i, weightStride, adjoints, adjointAt, to, at + i, units);
    }
    for (; i <= inputs - LANES; i += LANES) {
      DoubleVector sum = DoubleVector.fromArray(SPECIES, to, at + i);
      for (int unit = units - 1; unit >= 0; unit--) {
        DoubleVector weight =
            DoubleVector.fromArray(SPECIES, weights, weightAt + i + unit * weightStride);
        sum = weight.fma(DoubleVector.broadcast(SPECIES, adjoints[adjointAt + unit]), sum);
      }
      sum.intoArray(to, at + i);
    }
    for (; i < inputs; i++) {
      double sum = to[at + i];
      for (int unit = units - 1; unit >= 0; unit--) {
        sum += adjoints[adjointAt + unit] * weights[weightAt + i + unit * weightStride];
      }
      to[at + i] = sum;
    }
  }

  private static void wide(
      double[] weights,
      int weightAt,
      int stride,
      double[] adjoints,
      int adjointAt,
      double[] to,
      int at,
      int units) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, to, at);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, to, at + LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, to, at + 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, to, at + 3 * LANES);
    for (int unit = units - 1; unit >= 0; unit--) {
      DoubleVector adjoint = DoubleVector.broadcast(SPECIES, adjoints[adjointAt + unit]);
      int row = weightAt + unit * stride;
      s0 = DoubleVector.fromArray(SPECIES, weights, row).fma(adjoint, s0);
      s1 = DoubleVector.fromArray(SPECIES, weights, row + LANES).fma(adjoint, s1);
      s2 = DoubleVector.fromArray(SPECIES, weights, row + 2 * LANES).fma(adjoint, s2);
      s3 = DoubleVector.fromArray(SPECIES, weights, row + 3 * LANES).fma(adjoint, s3);
    }
    s0.intoArray(to, at);
    s1.intoArray(to, at + LANES);
    s2.intoArray(to, at + 2 * LANES);
    s3.intoArray(to, at + 3 * LANES);
  }

  // ---------------------------------------------------------------- weights

  @Override
  public void passToWeights(
      double[] signals,
      int signalAt,
      double[] adjoints,
      int adjointAt,
      double[] to,
      int at,
      int stride,
      int inputs,
      int units) {
    int i = 0;
    for (; i <= inputs - WIDE; i += WIDE) {
      wideProducts(signals, signalAt + i, adjoints, adjointAt, to, at + i, stride, units);
    }
    for (; i <= inputs - LANES; i += LANES) {
      DoubleVector signal = DoubleVector.fromArray(SPECIES, signals, signalAt + i);
      for (int unit = 0; unit < units; unit++) {
        signal
            .mul(DoubleVector.broadcast(SPECIES, adjoints[adjointAt + unit]))
            .add(Lanes.ZERO)
            .intoArray(to, at + i + unit * stride);
      }
    }
    for (; i < inputs; i++) {
      for (int unit = 0; unit < units; unit++) {
        to[at + i + unit * stride] = adjoints[adjointAt + unit] * signals[signalAt + i] + 0.0;
      }
    }
  }

  private static void wideProducts(
      double[] signals,
      int signalAt,
      double[] adjoints,
      int adjointAt,
      double[] to,
      int at,
      int stride,
      int units) {
    DoubleVector x0 = DoubleVector.fromArray(SPECIES, signals, signalAt);
    DoubleVector x1 = DoubleVector.fromArray(SPECIES, signals, signalAt + LANES);
    DoubleVector x2 = DoubleVector.fromArray(SPECIES, signals, signalAt + 2 * LANES);
    DoubleVector x3 = DoubleVector.fromArray(SPECIES, signals, signalAt + 3 * LANES);
    for (int unit = 0; unit < units; unit++) {
      DoubleVector adjoint = DoubleVector.broadcast(SPECIES, adjoints[adjointAt + unit]);
      int row = at + unit * stride;
      x0.mul(adjoint).add(Lanes.ZERO).intoArray(to, row);
      x1.mul(adjoint).add(Lanes.ZERO).intoArray(to, row + LANES);
      x2.mul(adjoint).add(Lanes.ZERO).intoArray(to, row + 2 * LANES);
      x3.mul(adjoint).add(Lanes.ZERO).intoArray(to, row + 3 * LANES);
    }
  }

  @Override
  public void addToWeights(
      double[] signals,
      int signalAt,
      double[] adjoints,
      int adjointAt,
      double[] to,
      int at,
      int stride,
      int inputs,
      int units) {
    for (int unit = 0; unit < units; unit++) {
      double adjoint = adjoints[adjointAt + unit];
      int row = at + unit * stride;
      int i = 0;
      for (; i <= inputs - LANES; i += LANES) {
        DoubleVector.fromArray(SPECIES, signals, signalAt + i)
            .fma(
                DoubleVector.broadcast(SPECIES, adjoint),
                DoubleVector.fromArray(SPECIES, to, row + i))
            .intoArray(to, row + i);
      }
      for (; i < inputs; i++) {
        to[row + i] += adjoint * signals[signalAt + i];
      }
    }
  }

  // ------------------------------------------------------------------- both

  @Override
  public void passToBoth(
      double[] weights,
      int weightAt,
      int weightStride,
      double[] signals,
      int signalAt,
      double[] adjoints,
      int adjointAt,
      double[] toSignals,
      int atSignals,
      double[] toWeights,
      int atWeights,
      int strideOfWeights,
      int inputs,
      int units) {
    int i = 0;
    for (; i <= inputs - WIDE; i += WIDE) {
      wideBoth(
          weights,
          weightAt + i,
          weightStride,
          signals,
          signalAt + i,
          adjoints,
          adjointAt,
          toSignals,
          atSignals + i,
          toWeights,
          atWeights + i,
          strideOfWeights,
          units);
    }
    if (i < inputs) {
      int rest = inputs - i;
      passToSignals(
          weights, weightAt + i, weightStride, adjoints, adjointAt, toSignals, atSignals + i, rest, units);
      passToWeights(
          signals, signalAt + i, adjoints, adjointAt, toWeights, atWeights + i, strideOfWeights, rest, units);
    }
  }

  private static void wideBoth(
      double[] weights,
      int weightAt,
      int weightStride,
      double[] signals,
      int signalAt,
      double[] adjoints,
      int adjointAt,
      double[] toSignals,
      int atSignals,
      double[] toWeights,
      int atWeights,
      int strideOfWeights,
      int units) {
    DoubleVector s0 = DoubleVector.fromArray(SPECIES, toSignals, atSignals);
    DoubleVector s1 = DoubleVector.fromArray(SPECIES, toSignals, atSignals + LANES);
    DoubleVector s2 = DoubleVector.fromArray(SPECIES, toSignals, atSignals + 2 * LANES);
    DoubleVector s3 = DoubleVector.fromArray(SPECIES, toSignals, atSignals + 3 * LANES);
    DoubleVector x0 = DoubleVector.fromArray(SPECIES, signals, signalAt);
    DoubleVector x1 = DoubleVector.fromArray(SPECIES, signals, signalAt + LANES);
    DoubleVector x2 = DoubleVector.fromArray(SPECIES, signals, signalAt + 2 * LANES);
    DoubleVector x3 = DoubleVector.fromArray(SPECIES, signals, signalAt + 3 * LANES);
    for (int unit = units - 1; unit >= 0; unit--) {
      DoubleVector adjoint = DoubleVector.broadcast(SPECIES, adjoints[adjointAt + unit]);
      int row = weightAt + unit * weightStride;
      int to = atWeights + unit * strideOfWeights;
      s0 = DoubleVector.fromArray(SPECIES, weights, row).fma(adjoint, s0);
      x0.mul(adjoint).add(Lanes.ZERO).intoArray(toWeights, to);
      s1 = DoubleVector.fromArray(SPECIES, weights, row + LANES).fma(adjoint, s1);
      x1.mul(adjoint).add(Lanes.ZERO).intoArray(toWeights, to + LANES);
      s2 = DoubleVector.fromArray(SPECIES, weights, row + 2 * LANES).fma(adjoint, s2);
      x2.mul(adjoint).add(Lanes.ZERO).intoArray(toWeights, to + 2 * LANES);
      s3 = DoubleVector.fromArray(SPECIES, weights, row + 3 * LANES).fma(adjoint, s3);
      x3.mul(adjoint).add(Lanes.ZERO).intoArray(toWeights, to + 3 * LANES);
    }
    s0.intoArray(toSignals, atSignals);
    s1.intoArray(toSignals, atSignals + LANES);
    s2.intoArray(toSignals, atSignals + 2 * LANES);
    s3.intoArray(toSignals, atSignals + 3 * LANES);
  }

  // --------------------------------------------------------------- sigmoids

  @Override
  public void passThroughSigmoids(
      double[] results, int resultAt, double[] adjoints, int adjointAt, int at, int units) {
    int unit = 0;
    for (; unit <= units - LANES; unit += LANES) {
      DoubleVector result = DoubleVector.fromArray(SPECIES, results, resultAt + unit);
      DoubleVector.fromArray(SPECIES, adjoints, adjointAt + unit)
          .mul(result.mul(Lanes.ONE.sub(result)))
          .intoArray(adjoints, at + unit);
    }
    for (; unit < units; unit++) {
      double result = results[resultAt + unit];
      adjoints[at + unit] = adjoints[adjointAt + unit] * (result * (1.0 - result));
    }
  }
}
