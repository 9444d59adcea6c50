package org.scalarflow.bench.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.scalarflow.bench.hand.SampleGradient;

/** One sample of a network with sigmoid units; lanes are the inputs of a unit. */
public final class VectorSigmoidNet implements SampleGradient {

  private static final int TILE = 4;

  private final int width;
  private final int depth;
  private final double[][] results;
  private double[] adjoints;
  private double[] earlier;

  /** A network of that shape. */
  public VectorSigmoidNet(int width, int depth) {
    this.width = width;
    this.depth = depth;
    results = new double[depth + 1][Lanes.padded(width)];
    adjoints = new double[Lanes.padded(width)];
    earlier = new double[Lanes.padded(width)];
  }

  @Override
  public double lossAndGradient(double[] p, double[] rows, int at, double[] g) {
    double x1 = rows[at];
    double x2 = rows[at + 1];
    double label = rows[at + 2];
    double[] first = results[1];
    for (int j = 0; j < width; j++) {
      first[j] = p[3 * j] + p[3 * j + 1] * x1 + p[3 * j + 2] * x2;
    }
    Lanes.sigmoid(first);
    int layer = 3 * width;
    for (int k = 2; k <= depth; k++) {
      forward(p, layer, results[k - 1], results[k]);
      Lanes.sigmoid(results[k]);
      layer += width * (width + 1);
    }
    double[] last = results[depth];
    double logit = p[layer] + Lanes.dot(p, layer + 1, last, width);
    double e = Math.exp(-Math.abs(logit));
    double slope = (logit >= 0 ? 1.0 / (1.0 + e) : e / (1.0 + e)) - label;
    g[layer] = slope;
    for (int i = 0; i < width; i++) {
      g[layer + 1 + i] = slope * last[i];
      adjoints[i] = slope * p[layer + 1 + i];
    }
    for (int k = depth; k > 1; k--) {
      layer -= width * (width + 1);
      backward(p, layer, results[k - 1], results[k], g);
    }
    for (int j = 0; j < width; j++) {
      double unit = adjoints[j] * first[j] * (1.0 - first[j]);
      g[3 * j] = unit;
      g[3 * j + 1] = unit * x1;
      g[3 * j + 2] = unit * x2;
    }
    return Math.max(logit, 0.0) - logit * label + Math.log1p(e);
  }

  private void forward(double[] p, int layer, double[] in, double[] out) {
    int stride = width + 1;
    int j = 0;
    for (; j <= width - TILE; j += TILE) {
      four(p, layer + j * stride, stride, in, out, j, width);
    }
    for (; j < width; j++) {
      int unit = layer + j * stride;
      out[j] = p[unit] + Lanes.dot(p, unit + 1, in, width);
    }
  }

  private static void four(
      double[] p, int unit, int stride, double[] in, double[] out, int j, int width) {
    DoubleVector sum0 = DoubleVector.zero(Lanes.SPECIES);
    DoubleVector sum1 = sum0;
    DoubleVector sum2 = sum0;
    DoubleVector sum3 = sum0;
    int whole = Lanes.SPECIES.loopBound(width);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      DoubleVector x = DoubleVector.fromArray(Lanes.SPECIES, in, i);
      int at = unit + 1 + i;
      sum0 = DoubleVector.fromArray(Lanes.SPECIES, p, at).fma(x, sum0);
      sum1 = DoubleVector.fromArray(Lanes.SPECIES, p, at + stride).fma(x, sum1);
      sum2 = DoubleVector.fromArray(Lanes.SPECIES, p, at + 2 * stride).fma(x, sum2);
      sum3 = DoubleVector.fromArray(Lanes.SPECIES, p, at + 3 * stride).fma(x, sum3);
    }
    out[j] = p[unit] + sum0.reduceLanes(VectorOperators.ADD);
    out[j + 1] = p[unit + stride] + sum1.reduceLanes(VectorOperators.ADD);
    out[j + 2] = p[unit + 2 * stride] + sum2.reduceLanes(VectorOperators.ADD);
    out[j + 3] = p[unit + 3 * stride] + sum3.reduceLanes(VectorOperators.ADD);
    for (int i = whole; i < width; i++) {
      int at = unit + 1 + i;
      out[j] += p[at] * in[i];
      out[j + 1] += p[at + stride] * in[i];
      out[j + 2] += p[at + 2 * stride] * in[i];
      out[j + 3] += p[at + 3 * stride] * in[i];
    }
  }

  private void backward(double[] p, int layer, double[] in, double[] out, double[] g) {
    double[] inner = earlier;
    for (int i = 0; i < width; i++) {
      inner[i] = 0.0;
    }
    for (int j = 0; j < width; j++) {
      int unit = layer + j * (width + 1);
      double slope = adjoints[j] * out[j] * (1.0 - out[j]);
      g[unit] = slope;
      unit(p, unit + 1, in, slope, g, inner, width);
    }
    earlier = adjoints;
    adjoints = inner;
  }

  /** {@code g[at + i] ← slope·in[i]} and {@code inner[i] += slope·p[at + i]}. */
  private static void unit(
      double[] p, int at, double[] in, double slope, double[] g, double[] inner, int width) {
    int whole = Lanes.SPECIES.loopBound(width);
    DoubleVector slopes = DoubleVector.broadcast(Lanes.SPECIES, slope);
    for (int i = 0; i < whole; i += Lanes.COUNT) {
      DoubleVector.fromArray(Lanes.SPECIES, in, i).mul(slopes).intoArray(g, at + i);
      DoubleVector.fromArray(Lanes.SPECIES, p, at + i)
          .fma(slopes, DoubleVector.fromArray(Lanes.SPECIES, inner, i))
          .intoArray(inner, i);
    }
    for (int i = whole; i < width; i++) {
      g[at + i] = slope * in[i];
      inner[i] += slope * p[at + i];
    }
  }
}
