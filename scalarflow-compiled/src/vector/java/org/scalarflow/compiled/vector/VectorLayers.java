package org.scalarflow.compiled.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.scalarflow.compiled.emit.LayerCode;

/**
 * Layers with the bits of their formulas: each sum is added up in its own order, and products are
 * rounded before.
 *
 * <p>In the forward sweep eight sums grow side by side, as plain numbers: their weights stand in
 * different rows, and to turn those into vectors takes longer than the vectors save. In the
 * backward sweep lanes are inputs.
 */
public class VectorLayers implements LayerCode {

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;

  /** How many inputs are in registers at once. */
  private static final int WIDE = 4 * LANES;

  private static final int SUMS = 8;

  /** Makes the kernels, which have no state. */
  public VectorLayers() {}

  // ------------------------------------------------------------------- sums

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
      eight(
          weights,
          weightAt + unit * weightStride,
          weightStride,
          signals,
          signalAt,
          starts,
          startAt + unit * startStride,
          startStride,
          sums,
          sumAt + unit,
          inputs);
    }
    for (; unit < units; unit++) {
      double sum = starts[startAt + unit * startStride];
      int row = weightAt + unit * weightStride;
      for (int i = 0; i < inputs; i++) {
        sum += weights[row + i] * signals[signalAt + i];
      }
      sums[sumAt + unit] = sum;
    }
  }

  private static void eight(
      double[] weights,
      int row,
      int stride,
      double[] signals,
      int signalAt,
      double[] starts,
      int startAt,
      int startStride,
      double[] sums,
      int sumAt,
      int inputs) {
    double s0 = starts[startAt];
    double s1 = starts[startAt + startStride];
    double s2 = starts[startAt + 2 * startStride];
    double s3 = starts[startAt + 3 * startStride];
    double s4 = starts[startAt + 4 * startStride];
    double s5 = starts[startAt + 5 * startStride];
    double s6 = starts[startAt + 6 * startStride];
    double s7 = starts[startAt + 7 * startStride];
    for (int i = 0; i < inputs; i++) {
      double x = signals[signalAt + i];
      int at = row + i;
      s0 += weights[at] * x;
      s1 += weights[at + stride] * x;
      s2 += weights[at + 2 * stride] * x;
      s3 += weights[at + 3 * stride] * x;
      s4 += weights[at + 4 * stride] * x;
      s5 += weights[at + 5 * stride] * x;
      s6 += weights[at + 6 * stride] * x;
      s7 += weights[at + 7 * stride] * x;
    }
    sums[sumAt] = s0;
    sums[sumAt + 1] = s1;
    sums[sumAt + 2] = s2;
    sums[sumAt + 3] = s3;
    sums[sumAt + 4] = s4;
    sums[sumAt + 5] = s5;
    sums[sumAt + 6] = s6;
    sums[sumAt + 7] = s7;
  }

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
        sum = sum.add(weight.mul(DoubleVector.broadcast(SPECIES, adjoints[adjointAt + unit])));
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
      s0 = s0.add(DoubleVector.fromArray(SPECIES, weights, row).mul(adjoint));
      s1 = s1.add(DoubleVector.fromArray(SPECIES, weights, row + LANES).mul(adjoint));
      s2 = s2.add(DoubleVector.fromArray(SPECIES, weights, row + 2 * LANES).mul(adjoint));
      s3 = s3.add(DoubleVector.fromArray(SPECIES, weights, row + 3 * LANES).mul(adjoint));
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
        DoubleVector.fromArray(SPECIES, to, row + i)
            .add(
                DoubleVector.fromArray(SPECIES, signals, signalAt + i)
                    .mul(DoubleVector.broadcast(SPECIES, adjoint)))
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
      s0 = s0.add(DoubleVector.fromArray(SPECIES, weights, row).mul(adjoint));
      x0.mul(adjoint).add(Lanes.ZERO).intoArray(toWeights, to);
      s1 = s1.add(DoubleVector.fromArray(SPECIES, weights, row + LANES).mul(adjoint));
      x1.mul(adjoint).add(Lanes.ZERO).intoArray(toWeights, to + LANES);
      s2 = s2.add(DoubleVector.fromArray(SPECIES, weights, row + 2 * LANES).mul(adjoint));
      x2.mul(adjoint).add(Lanes.ZERO).intoArray(toWeights, to + 2 * LANES);
      s3 = s3.add(DoubleVector.fromArray(SPECIES, weights, row + 3 * LANES).mul(adjoint));
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
