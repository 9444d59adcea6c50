package org.scalarflow.bench.vector;

import jdk.incubator.vector.DoubleVector;

/**
 * Products of matrices that have a column for each row of a block; lanes are columns. Tiles of four
 * rows and two vectors stay in registers while their sums grow.
 */
final class Products {

  /** The number of columns of all matrices. */
  static final int BLOCK = 64;

  /** The height of a tile of weights. */
  static final int TILE = 4;

  private Products() {}

  /** So many rows, with those that make whole tiles. */
  static int padded(int rows) {
    return (rows + TILE - 1) / TILE * TILE;
  }

  /**
   * {@code c ← a·b}, where {@code a} stands in tiles: for each four of its rows a column after the
   * other.
   *
   * @param rows of {@code c}, a multiple of {@link #TILE}
   * @param terms the number of columns of {@code a} and of rows of {@code b}
   * @param bRow the first row of {@code b}
   * @param cRow the first row of {@code c}
   */
  static void set(double[] a, double[] b, int bRow, int terms, double[] c, int cRow, int rows) {
    for (int m = 0; m < rows; m += TILE) {
      four(a, m * terms, b, bRow * BLOCK, terms, c, (cRow + m) * BLOCK);
    }
  }

  private static void four(double[] a, int at, double[] b, int from, int terms, double[] c, int to) {
    for (int n = 0; n < BLOCK; n += 2 * Lanes.COUNT) {
      DoubleVector c00 = DoubleVector.zero(Lanes.SPECIES);
      DoubleVector c01 = c00;
      DoubleVector c10 = c00;
      DoubleVector c11 = c00;
      DoubleVector c20 = c00;
      DoubleVector c21 = c00;
      DoubleVector c30 = c00;
      DoubleVector c31 = c00;
      for (int k = 0; k < terms; k++) {
        int j = from + k * BLOCK + n;
        DoubleVector b0 = DoubleVector.fromArray(Lanes.SPECIES, b, j);
        DoubleVector b1 = DoubleVector.fromArray(Lanes.SPECIES, b, j + Lanes.COUNT);
        int i = at + k * TILE;
        DoubleVector a0 = DoubleVector.broadcast(Lanes.SPECIES, a[i]);
        c00 = a0.fma(b0, c00);
        c01 = a0.fma(b1, c01);
        DoubleVector a1 = DoubleVector.broadcast(Lanes.SPECIES, a[i + 1]);
        c10 = a1.fma(b0, c10);
        c11 = a1.fma(b1, c11);
        DoubleVector a2 = DoubleVector.broadcast(Lanes.SPECIES, a[i + 2]);
        c20 = a2.fma(b0, c20);
        c21 = a2.fma(b1, c21);
        DoubleVector a3 = DoubleVector.broadcast(Lanes.SPECIES, a[i + 3]);
        c30 = a3.fma(b0, c30);
        c31 = a3.fma(b1, c31);
      }
      int i = to + n;
      c00.intoArray(c, i);
      c01.intoArray(c, i + Lanes.COUNT);
      c10.intoArray(c, i + BLOCK);
      c11.intoArray(c, i + BLOCK + Lanes.COUNT);
      c20.intoArray(c, i + 2 * BLOCK);
      c21.intoArray(c, i + 2 * BLOCK + Lanes.COUNT);
      c30.intoArray(c, i + 3 * BLOCK);
      c31.intoArray(c, i + 3 * BLOCK + Lanes.COUNT);
    }
  }

  /**
   * {@code sums ← sums + a·bᵀ}, where each element of {@code sums} is a vector whose lanes are
   * still to be added.
   *
   * @param rows of {@code a}, a multiple of {@link #TILE}
   * @param columns of {@code sums}, which are rows of {@code b}; an even number
   */
  static void addTransposed(double[] a, int rows, double[] b, double[] sums, int columns) {
    for (int m = 0; m < rows; m += TILE) {
      for (int n = 0; n < columns; n += 2) {
        fourByTwo(a, m * BLOCK, b, n * BLOCK, sums, (m * columns + n) * Lanes.COUNT, columns);
      }
    }
  }

  private static void fourByTwo(
      double[] a, int at, double[] b, int from, double[] sums, int to, int columns) {
    int row = columns * Lanes.COUNT;
    DoubleVector s00 = DoubleVector.fromArray(Lanes.SPECIES, sums, to);
    DoubleVector s01 = DoubleVector.fromArray(Lanes.SPECIES, sums, to + Lanes.COUNT);
    DoubleVector s10 = DoubleVector.fromArray(Lanes.SPECIES, sums, to + row);
    DoubleVector s11 = DoubleVector.fromArray(Lanes.SPECIES, sums, to + row + Lanes.COUNT);
    DoubleVector s20 = DoubleVector.fromArray(Lanes.SPECIES, sums, to + 2 * row);
    DoubleVector s21 = DoubleVector.fromArray(Lanes.SPECIES, sums, to + 2 * row + Lanes.COUNT);
    DoubleVector s30 = DoubleVector.fromArray(Lanes.SPECIES, sums, to + 3 * row);
    DoubleVector s31 = DoubleVector.fromArray(Lanes.SPECIES, sums, to + 3 * row + Lanes.COUNT);
    for (int r = 0; r < BLOCK; r += Lanes.COUNT) {
      DoubleVector b0 = DoubleVector.fromArray(Lanes.SPECIES, b, from + r);
      DoubleVector b1 = DoubleVector.fromArray(Lanes.SPECIES, b, from + BLOCK + r);
      DoubleVector a0 = DoubleVector.fromArray(Lanes.SPECIES, a, at + r);
      s00 = a0.fma(b0, s00);
      s01 = a0.fma(b1, s01);
      DoubleVector a1 = DoubleVector.fromArray(Lanes.SPECIES, a, at + BLOCK + r);
      s10 = a1.fma(b0, s10);
      s11 = a1.fma(b1, s11);
      DoubleVector a2 = DoubleVector.fromArray(Lanes.SPECIES, a, at + 2 * BLOCK + r);
      s20 = a2.fma(b0, s20);
      s21 = a2.fma(b1, s21);
      DoubleVector a3 = DoubleVector.fromArray(Lanes.SPECIES, a, at + 3 * BLOCK + r);
      s30 = a3.fma(b0, s30);
      s31 = a3.fma(b1, s31);
    }
    s00.intoArray(sums, to);
    s01.intoArray(sums, to + Lanes.COUNT);
    s10.intoArray(sums, to + row);
    s11.intoArray(sums, to + row + Lanes.COUNT);
    s20.intoArray(sums, to + 2 * row);
    s21.intoArray(sums, to + 2 * row + Lanes.COUNT);
    s30.intoArray(sums, to + 3 * row);
    s31.intoArray(sums, to + 3 * row + Lanes.COUNT);
  }
}
