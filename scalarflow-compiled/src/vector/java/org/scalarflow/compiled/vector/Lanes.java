package org.scalarflow.compiled.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;
import org.scalarflow.spi.RowSums;

/** The shape of vectors, and integers in the bits of doubles. */
final class Lanes {

  /** Wider ones would not fit the tiles; machines with AVX have these. */
  static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_256;

  /** How many numbers a vector has. */
  static final int COUNT = 4;

  /** How many numbers a block has. */
  static final int BLOCK = RowSums.BLOCK;

  static final DoubleVector ZERO = all(0.0);
  static final DoubleVector HALF = all(0.5);
  static final DoubleVector ONE = all(1.0);
  static final DoubleVector TWO = all(2.0);
  static final DoubleVector INFINITY = all(Double.POSITIVE_INFINITY);

  /**
   * {@code 3 · 2⁵¹}. A sum with it is rounded to an integer, which then stands in its lowest bits;
   * subtracting it again gives the integer as a double.
   */
  static final DoubleVector INTEGER = all(0x1.8p52);

  private Lanes() {}

  /** The same number in all lanes. */
  static DoubleVector all(double number) {
    return DoubleVector.broadcast(SPECIES, number);
  }

  /** Four numbers of a block. */
  static DoubleVector load(double[] block, int at) {
    return DoubleVector.fromArray(SPECIES, block, at);
  }
}
