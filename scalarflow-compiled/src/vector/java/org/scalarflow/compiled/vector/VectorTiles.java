package org.scalarflow.compiled.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;
import org.scalarflow.compiled.ir.Tile;
import org.scalarflow.compiled.runtime.TileCode;
import org.scalarflow.spi.RowSums;

/**
 * Tiles in registers: eight vectors of sums grow at once. Products are rounded before they are
 * added, as in every other place.
 */
public final class VectorTiles implements TileCode {

  private static final VectorSpecies<Double> SPECIES = Lanes.SPECIES;
  private static final int LANES = Lanes.COUNT;
  private static final int WIDTH = Tile.WIDTH;

  private static final VectorMask<Double> SECOND = VectorMask.fromLong(SPECIES, 0b0010);
  private static final VectorMask<Double> FOURTH = VectorMask.fromLong(SPECIES, 0b1000);
  private static final VectorMask<Double> UPPER = VectorMask.fromLong(SPECIES, 0b1100);

  /** Makes the kernels, which have no state. */
  public VectorTiles() {}

  @Override
  public boolean isOfThisMachine() {
    return DoubleVector.SPECIES_PREFERRED.length() >= LANES;
  }

  @Override
  public void panel(double[][] lanes, double[] panel, int[] table, int at) {
    int count = table[at];
    for (int i = 0; i < count; i++) {
      System.arraycopy(lanes[table[at + 1 + i]], 0, panel, i * RowSums.BLOCK, RowSums.BLOCK);
    }
  }

  @Override
  public void weightedSums(
      double[][] lanes, double[] panel, double[] cells, double[] packed, int[] table, int at) {
    sums(
        panel,
        table[at],
        packed,
        table[at + 9],
        cells[table[at + 5]],
        cells[table[at + 6]],
        cells[table[at + 7]],
        cells[table[at + 8]],
        lanes[table[at + 1]],
        lanes[table[at + 2]],
        lanes[table[at + 3]],
        lanes[table[at + 4]]);
  }

  private static void sums(
      double[] panel,
      int terms,
      double[] packed,
      int weights,
      double start0,
      double start1,
      double start2,
      double start3,
      double[] out0,
      double[] out1,
      double[] out2,
      double[] out3) {
    for (int r = 0; r < RowSums.BLOCK; r += 2 * LANES) {
      DoubleVector c00 = DoubleVector.broadcast(SPECIES, start0);
      DoubleVector c01 = c00;
      DoubleVector c10 = DoubleVector.broadcast(SPECIES, start1);
      DoubleVector c11 = c10;
      DoubleVector c20 = DoubleVector.broadcast(SPECIES, start2);
      DoubleVector c21 = c20;
      DoubleVector c30 = DoubleVector.broadcast(SPECIES, start3);
      DoubleVector c31 = c30;
      for (int k = 0; k < terms; k++) {
        int x = k * RowSums.BLOCK + r;
        DoubleVector x0 = DoubleVector.fromArray(SPECIES, panel, x);
        DoubleVector x1 = DoubleVector.fromArray(SPECIES, panel, x + LANES);
        int w = weights + Tile.HEIGHT * k;
        DoubleVector w0 = DoubleVector.broadcast(SPECIES, packed[w]);
        c00 = c00.add(w0.mul(x0));
        c01 = c01.add(w0.mul(x1));
        DoubleVector w1 = DoubleVector.broadcast(SPECIES, packed[w + 1]);
        c10 = c10.add(w1.mul(x0));
        c11 = c11.add(w1.mul(x1));
        DoubleVector w2 = DoubleVector.broadcast(SPECIES, packed[w + 2]);
        c20 = c20.add(w2.mul(x0));
        c21 = c21.add(w2.mul(x1));
        DoubleVector w3 = DoubleVector.broadcast(SPECIES, packed[w + 3]);
        c30 = c30.add(w3.mul(x0));
        c31 = c31.add(w3.mul(x1));
      }
      c00.intoArray(out0, r);
      c01.intoArray(out0, r + LANES);
      c10.intoArray(out1, r);
      c11.intoArray(out1, r + LANES);
      c20.intoArray(out2, r);
      c21.intoArray(out2, r + LANES);
      c30.intoArray(out3, r);
      c31.intoArray(out3, r + LANES);
    }
  }

  @Override
  public void band(double[][] lanes, double[] band, int[] table, int at) {
    for (int i = 0; i < WIDTH; i += LANES) {
      turn(
          lanes[table[at + i]],
          lanes[table[at + i + 1]],
          lanes[table[at + i + 2]],
          lanes[table[at + i + 3]],
          band,
          i);
    }
  }

  /**
   * Puts four lanes side by side. A row's number of the second lane is where it should be if the
   * lane is read from one row before on, and so on; so the first and last few rows are done one by
   * one.
   */
  private static void turn(
      double[] a, double[] b, double[] c, double[] d, double[] band, int from) {
    for (int r = LANES - 1; r <= RowSums.BLOCK - LANES; r++) {
      DoubleVector low =
          DoubleVector.fromArray(SPECIES, a, r)
              .blend(DoubleVector.fromArray(SPECIES, b, r - 1), SECOND);
      DoubleVector high =
          DoubleVector.fromArray(SPECIES, c, r - 2)
              .blend(DoubleVector.fromArray(SPECIES, d, r - 3), FOURTH);
      low.blend(high, UPPER).intoArray(band, r * WIDTH + from);
    }
    turn(a, b, c, d, band, from, 0, LANES - 1);
    turn(a, b, c, d, band, from, RowSums.BLOCK - LANES + 1, RowSums.BLOCK);
  }

  private static void turn(
      double[] a, double[] b, double[] c, double[] d, double[] band, int from, int first, int end) {
    for (int r = first; r < end; r++) {
      band[r * WIDTH + from] = a[r];
      band[r * WIDTH + from + 1] = b[r];
      band[r * WIDTH + from + 2] = c[r];
      band[r * WIDTH + from + 3] = d[r];
    }
  }

  @Override
  public void productSums(
      double[][] lanes,
      double[] band,
      double[] sums,
      int[] table,
      int at,
      int rows) {
    add(
        lanes[table[at]],
        lanes[table[at + 1]],
        lanes[table[at + 2]],
        lanes[table[at + 3]],
        band,
        rows,
        sums,
        table[at + Tile.HEIGHT]);
  }

  private static void add(
      double[] a0,
      double[] a1,
      double[] a2,
      double[] a3,
      double[] band,
      int rows,
      double[] sums,
      int first) {
    DoubleVector c00 = DoubleVector.fromArray(SPECIES, sums, first);
    DoubleVector c01 = DoubleVector.fromArray(SPECIES, sums, first + LANES);
    DoubleVector c10 = DoubleVector.fromArray(SPECIES, sums, first + WIDTH);
    DoubleVector c11 = DoubleVector.fromArray(SPECIES, sums, first + WIDTH + LANES);
    DoubleVector c20 = DoubleVector.fromArray(SPECIES, sums, first + 2 * WIDTH);
    DoubleVector c21 = DoubleVector.fromArray(SPECIES, sums, first + 2 * WIDTH + LANES);
    DoubleVector c30 = DoubleVector.fromArray(SPECIES, sums, first + 3 * WIDTH);
    DoubleVector c31 = DoubleVector.fromArray(SPECIES, sums, first + 3 * WIDTH + LANES);
    for (int r = 0; r < rows; r++) {
      DoubleVector b0 = DoubleVector.fromArray(SPECIES, band, r * WIDTH);
      DoubleVector b1 = DoubleVector.fromArray(SPECIES, band, r * WIDTH + LANES);
      DoubleVector x0 = DoubleVector.broadcast(SPECIES, a0[r]);
      c00 = c00.add(x0.mul(b0));
      c01 = c01.add(x0.mul(b1));
      DoubleVector x1 = DoubleVector.broadcast(SPECIES, a1[r]);
      c10 = c10.add(x1.mul(b0));
      c11 = c11.add(x1.mul(b1));
      DoubleVector x2 = DoubleVector.broadcast(SPECIES, a2[r]);
      c20 = c20.add(x2.mul(b0));
      c21 = c21.add(x2.mul(b1));
      DoubleVector x3 = DoubleVector.broadcast(SPECIES, a3[r]);
      c30 = c30.add(x3.mul(b0));
      c31 = c31.add(x3.mul(b1));
    }
    c00.intoArray(sums, first);
    c01.intoArray(sums, first + LANES);
    c10.intoArray(sums, first + WIDTH);
    c11.intoArray(sums, first + WIDTH + LANES);
    c20.intoArray(sums, first + 2 * WIDTH);
    c21.intoArray(sums, first + 2 * WIDTH + LANES);
    c30.intoArray(sums, first + 3 * WIDTH);
    c31.intoArray(sums, first + 3 * WIDTH + LANES);
  }
}
