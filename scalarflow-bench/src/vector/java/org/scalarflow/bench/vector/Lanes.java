package org.scalarflow.bench.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** What the kernels have in common. */
final class Lanes {

  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;
  static final int COUNT = SPECIES.length();

  private Lanes() {}

  /** So many, rounded up to whole vectors. */
  static int padded(int count) {
    return (count + COUNT - 1) / COUNT * COUNT;
  }

  /** {@code a[i] ← 1 / (1 + exp(−a[i]))} for an array of whole vectors. */
  static void sigmoid(double[] a) {
    for (int i = 0; i < a.length; i += COUNT) {
      DoubleVector x = DoubleVector.fromArray(SPECIES, a, i);
      DoubleVector e = x.neg().lanewise(VectorOperators.EXP);
      DoubleVector.broadcast(SPECIES, 1.0).div(e.add(1.0)).intoArray(a, i);
    }
  }

  /** {@code Σ a[at + i]·b[i]}. */
  static double dot(double[] a, int at, double[] b, int count) {
    int whole = SPECIES.loopBound(count);
    DoubleVector sums = DoubleVector.zero(SPECIES);
    for (int i = 0; i < whole; i += COUNT) {
      sums =
          DoubleVector.fromArray(SPECIES, a, at + i)
              .fma(DoubleVector.fromArray(SPECIES, b, i), sums);
    }
    double sum = sums.reduceLanes(VectorOperators.ADD);
    for (int i = whole; i < count; i++) {
      sum += a[at + i] * b[i];
    }
    return sum;
  }
}
