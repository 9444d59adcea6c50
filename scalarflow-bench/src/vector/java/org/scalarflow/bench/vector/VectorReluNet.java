package org.scalarflow.bench.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.scalarflow.bench.hand.BatchGradient;

/**
 * A batch of a network with relu units, in blocks of {@value #BLOCK} rows; lanes are rows. Weighted
 * sums are made for two units and two vectors of rows at a time, derivatives of weights for two
 * units and two inputs, so that four sums stay in registers.
 */
public final class VectorReluNet implements BatchGradient {

  private static final int BLOCK = 64;

  private final int width;
  private final int depth;
  private final double[][][] results;
  private double[][] adjoints;
  private double[][] earlier;
  private final double[][] logit = new double[1][BLOCK];
  private final double[][] slope = new double[1][BLOCK];

  /** A network of that shape. */
  public VectorReluNet(int width, int depth) {
    this.width = width;
    this.depth = depth;
    results = new double[depth + 1][width][BLOCK];
    results[0] = new double[2][BLOCK];
    adjoints = new double[width][BLOCK];
    earlier = new double[width][BLOCK];
  }

  @Override
  public double valueAndGradient(double[] p, double[] rows, double[] g) {
    Arrays.fill(g, 0.0);
    double loss = 0.0;
    for (int at = 0; at < rows.length; at += 3 * BLOCK) {
      loss += block(p, rows, at, Math.min(BLOCK, (rows.length - at) / 3), g);
    }
    return loss;
  }

  private double block(double[] p, double[] rows, int at, int count, double[] g) {
    for (int r = 0; r < count; r++) {
      results[0][0][r] = rows[at + 3 * r];
      results[0][1][r] = rows[at + 3 * r + 1];
    }
    int layer = 0;
    for (int k = 1; k <= depth; k++) {
      forward(p, layer, results[k - 1], results[k]);
      for (double[] unit : results[k]) {
        clip(unit);
      }
      layer += width * (results[k - 1].length + 1);
    }
    forward(p, layer, results[depth], logit);
    double loss = loss(rows, at, count);
    backward(p, layer, results[depth], slope, g);
    for (int k = depth; k > 0; k--) {
      double[][] swapped = adjoints;
      adjoints = earlier;
      earlier = swapped;
      layer -= width * (results[k - 1].length + 1);
      for (int j = 0; j < width; j++) {
        mask(adjoints[j], results[k][j]);
      }
      backward(p, layer, results[k - 1], adjoints, g);
    }
    return loss;
  }

  private void forward(double[] p, int layer, double[][] in, double[][] out) {
    int stride = in.length + 1;
    int j = 0;
    for (; j + 1 < out.length; j += 2) {
      int unit = layer + j * stride;
      int other = unit + stride;
      two(p, unit + 1, other + 1, 1, p[unit], p[other], in, out[j], out[j + 1]);
    }
    if (j < out.length) {
      int unit = layer + j * stride;
      two(p, unit + 1, unit + 1, 1, p[unit], p[unit], in, out[j], out[j]);
    }
  }

  /** {@code out[r] ← start + Σᵢ p[at + i·stride]·in[i][r]}, and the same for a second unit. */
  private static void two(
      double[] p,
      int at,
      int otherAt,
      int stride,
      double start,
      double otherStart,
      double[][] in,
      double[] out,
      double[] other) {
    for (int r = 0; r < BLOCK; r += 2 * Lanes.COUNT) {
      DoubleVector sum0 = DoubleVector.broadcast(Lanes.SPECIES, start);
      DoubleVector sum1 = sum0;
      DoubleVector other0 = DoubleVector.broadcast(Lanes.SPECIES, otherStart);
      DoubleVector other1 = other0;
      for (int i = 0; i < in.length; i++) {
        DoubleVector x0 = DoubleVector.fromArray(Lanes.SPECIES, in[i], r);
        DoubleVector x1 = DoubleVector.fromArray(Lanes.SPECIES, in[i], r + Lanes.COUNT);
        DoubleVector w = DoubleVector.broadcast(Lanes.SPECIES, p[at + i * stride]);
        DoubleVector v = DoubleVector.broadcast(Lanes.SPECIES, p[otherAt + i * stride]);
        sum0 = w.fma(x0, sum0);
        sum1 = w.fma(x1, sum1);
        other0 = v.fma(x0, other0);
        other1 = v.fma(x1, other1);
      }
      other0.intoArray(other, r);
      other1.intoArray(other, r + Lanes.COUNT);
      sum0.intoArray(out, r);
      sum1.intoArray(out, r + Lanes.COUNT);
    }
  }

  private void backward(double[] p, int layer, double[][] in, double[][] slopes, double[] g) {
    int stride = in.length + 1;
    for (int j = 0; j < slopes.length; j++) {
      g[layer + j * stride] += sum(slopes[j]);
    }
    for (int j = 0; j < slopes.length; j += 2) {
      int next = Math.min(j + 1, slopes.length - 1);
      for (int i = 0; i < in.length; i += 2) {
        products(g, layer + 1, stride, slopes, j, next, in, i, Math.min(i + 1, in.length - 1));
      }
    }
    if (layer > 0) {
      for (int i = 0; i < in.length; i += 2) {
        int next = Math.min(i + 1, in.length - 1);
        int at = layer + 1;
        two(p, at + i, at + next, stride, 0.0, 0.0, slopes, earlier[i], earlier[next]);
      }
    }
  }

  /** {@code g[at + j·stride + i] += Σᵣ slopes[j][r]·in[i][r]} for two units and two inputs. */
  private static void products(
      double[] g,
      int at,
      int stride,
      double[][] slopes,
      int j,
      int nextUnit,
      double[][] in,
      int i,
      int nextInput) {
    DoubleVector sum00 = DoubleVector.zero(Lanes.SPECIES);
    DoubleVector sum01 = sum00;
    DoubleVector sum10 = sum00;
    DoubleVector sum11 = sum00;
    double[] slope0 = slopes[j];
    double[] slope1 = slopes[nextUnit];
    double[] in0 = in[i];
    double[] in1 = in[nextInput];
    for (int r = 0; r < BLOCK; r += Lanes.COUNT) {
      DoubleVector s0 = DoubleVector.fromArray(Lanes.SPECIES, slope0, r);
      DoubleVector s1 = DoubleVector.fromArray(Lanes.SPECIES, slope1, r);
      DoubleVector x0 = DoubleVector.fromArray(Lanes.SPECIES, in0, r);
      DoubleVector x1 = DoubleVector.fromArray(Lanes.SPECIES, in1, r);
      sum00 = s0.fma(x0, sum00);
      sum01 = s0.fma(x1, sum01);
      sum10 = s1.fma(x0, sum10);
      sum11 = s1.fma(x1, sum11);
    }
    // Where a unit or an input has no neighbour, it is its own, and is added once.
    g[at + j * stride + i] += sum00.reduceLanes(VectorOperators.ADD);
    if (nextInput != i) {
      g[at + j * stride + nextInput] += sum01.reduceLanes(VectorOperators.ADD);
    }
    if (nextUnit != j) {
      g[at + nextUnit * stride + i] += sum10.reduceLanes(VectorOperators.ADD);
      if (nextInput != i) {
        g[at + nextUnit * stride + nextInput] += sum11.reduceLanes(VectorOperators.ADD);
      }
    }
  }

  private double loss(double[] rows, int at, int count) {
    double[] z = logit[0];
    double[] slopes = slope[0];
    double loss = 0.0;
    for (int r = 0; r < count; r++) {
      double label = rows[at + 3 * r + 2];
      slopes[r] = label;
      loss += Math.max(z[r], 0.0) - z[r] * label;
    }
    double[] logs = adjoints[0];
    logsAndSlopes(z, slopes, logs);
    for (int r = 0; r < count; r++) {
      loss += logs[r];
    }
    Arrays.fill(slopes, count, BLOCK, 0.0);
    return loss;
  }

  /** {@code logs ← log(1 + exp(−|z|))}, and {@code slopes ← sigmoid(z) − slopes}. */
  private static void logsAndSlopes(double[] z, double[] slopes, double[] logs) {
    for (int r = 0; r < BLOCK; r += Lanes.COUNT) {
      DoubleVector x = DoubleVector.fromArray(Lanes.SPECIES, z, r);
      DoubleVector e = x.abs().neg().lanewise(VectorOperators.EXP);
      e.lanewise(VectorOperators.LOG1P).intoArray(logs, r);
      DoubleVector ifNegative = e.div(e.add(1.0));
      DoubleVector.broadcast(Lanes.SPECIES, 1.0)
          .sub(ifNegative)
          .blend(ifNegative, x.compare(VectorOperators.LT, 0.0))
          .sub(DoubleVector.fromArray(Lanes.SPECIES, slopes, r))
          .intoArray(slopes, r);
    }
  }

  private static double sum(double[] a) {
    DoubleVector sums = DoubleVector.zero(Lanes.SPECIES);
    for (int r = 0; r < BLOCK; r += Lanes.COUNT) {
      sums = sums.add(DoubleVector.fromArray(Lanes.SPECIES, a, r));
    }
    return sums.reduceLanes(VectorOperators.ADD);
  }

  private static void clip(double[] unit) {
    DoubleVector zero = DoubleVector.zero(Lanes.SPECIES);
    for (int r = 0; r < BLOCK; r += Lanes.COUNT) {
      DoubleVector.fromArray(Lanes.SPECIES, unit, r).max(zero).intoArray(unit, r);
    }
  }

  private static void mask(double[] adjoint, double[] unit) {
    DoubleVector zero = DoubleVector.zero(Lanes.SPECIES);
    for (int r = 0; r < BLOCK; r += Lanes.COUNT) {
      DoubleVector x = DoubleVector.fromArray(Lanes.SPECIES, unit, r);
      zero.blend(
              DoubleVector.fromArray(Lanes.SPECIES, adjoint, r),
              x.compare(VectorOperators.GT, 0.0))
          .intoArray(adjoint, r);
    }
  }
}
