package org.scalarflow.compiled.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Layers of fast mode: in sums of the forward sweep products are added without being rounded
 * before, and added up in lanes, but for inputs that fill no vector. So an error is at most that of
 * adding in some order. The backward sweep is that of strict mode.
 */
public final class FusedLayers extends VectorLayers {

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
    double sum = total(all);
    for (; i < inputs; i++) {
      sum += weights[row + i] * signals[signalAt + i];
    }
    return sum;
  }

  /** The sum of the lanes, in an order of our own: that of {@code reduceLanes} may change. */
  private static double total(DoubleVector lanes) {
    return (lanes.lane(0) + lanes.lane(1)) + (lanes.lane(2) + lanes.lane(3));
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
    double r0 = total(s0);
    double r1 = total(s1);
    double r2 = total(s2);
    double r3 = total(s3);
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
}
