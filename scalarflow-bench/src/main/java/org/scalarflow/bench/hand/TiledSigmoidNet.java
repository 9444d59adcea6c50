package org.scalarflow.bench.hand;

/**
 * The same numbers as {@link SigmoidNet} with four units at a time, so that four sums grow at once
 * and each input is read once for all of them.
 */
public final class TiledSigmoidNet implements SampleGradient {

  private static final int TILE = 4;

  private final int width;
  private final int depth;
  private final double[][] results;
  private double[] adjoints;
  private double[] earlier;

  /** A network of that shape. */
  public TiledSigmoidNet(int width, int depth) {
    this.width = width;
    this.depth = depth;
    results = new double[depth + 1][width];
    results[0] = new double[2];
    adjoints = new double[width];
    earlier = new double[width];
  }

  @Override
  public double lossAndGradient(double[] p, double[] rows, int at, double[] g) {
    results[0][0] = rows[at];
    results[0][1] = rows[at + 1];
    double label = rows[at + 2];
    int layer = 0;
    for (int k = 1; k <= depth; k++) {
      forward(p, layer, results[k - 1], results[k]);
      layer += width * (results[k - 1].length + 1);
    }
    double[] last = results[depth];
    double logit = p[layer];
    for (int i = 0; i < width; i++) {
      logit += p[layer + 1 + i] * last[i];
    }
    double e = Math.exp(-Math.abs(logit));
    double slope = (logit >= 0 ? 1.0 / (1.0 + e) : e / (1.0 + e)) - label;
    g[layer] = slope;
    for (int i = 0; i < width; i++) {
      g[layer + 1 + i] = slope * last[i];
      adjoints[i] = slope * p[layer + 1 + i];
    }
    for (int k = depth; k > 0; k--) {
      layer -= width * (results[k - 1].length + 1);
      backward(p, layer, results[k - 1], results[k], g);
    }
    return Math.max(logit, 0.0) - logit * label + Math.log1p(e);
  }

  private void forward(double[] p, int layer, double[] in, double[] out) {
    int stride = in.length + 1;
    int j = 0;
    for (; j <= width - TILE; j += TILE) {
      forwardFour(p, layer + j * stride, stride, in, out, j);
    }
    for (; j < width; j++) {
      int unit = layer + j * stride;
      double sum = p[unit];
      for (int i = 0; i < in.length; i++) {
        sum += p[unit + 1 + i] * in[i];
      }
      out[j] = sum;
    }
    for (int unit = 0; unit < width; unit++) {
      out[unit] = sigmoid(out[unit]);
    }
  }

  private static void forwardFour(
      double[] p, int unit, int stride, double[] in, double[] out, int j) {
    double sum0 = p[unit];
    double sum1 = p[unit + stride];
    double sum2 = p[unit + 2 * stride];
    double sum3 = p[unit + 3 * stride];
    for (int i = 0; i < in.length; i++) {
      double x = in[i];
      int at = unit + 1 + i;
      sum0 += p[at] * x;
      sum1 += p[at + stride] * x;
      sum2 += p[at + 2 * stride] * x;
      sum3 += p[at + 3 * stride] * x;
    }
    out[j] = sum0;
    out[j + 1] = sum1;
    out[j + 2] = sum2;
    out[j + 3] = sum3;
  }

  private void backward(double[] p, int layer, double[] in, double[] out, double[] g) {
    int stride = in.length + 1;
    double[] inner = earlier;
    for (int i = 0; i < in.length; i++) {
      inner[i] = 0.0;
    }
    int j = 0;
    for (; j <= width - TILE; j += TILE) {
      backwardFour(p, layer + j * stride, stride, in, out, j, g, inner);
    }
    for (; j < width; j++) {
      int unit = layer + j * stride;
      double slope = adjoints[j] * out[j] * (1.0 - out[j]);
      g[unit] = slope;
      for (int i = 0; i < in.length; i++) {
        g[unit + 1 + i] = slope * in[i];
        inner[i] += slope * p[unit + 1 + i];
      }
    }
    earlier = adjoints;
    adjoints = inner;
  }

  private void backwardFour(
      double[] p,
      int unit,
      int stride,
      double[] in,
      double[] out,
      int j,
      double[] g,
      double[] inner) {
    double slope0 = adjoints[j] * out[j] * (1.0 - out[j]);
    double slope1 = adjoints[j + 1] * out[j + 1] * (1.0 - out[j + 1]);
    double slope2 = adjoints[j + 2] * out[j + 2] * (1.0 - out[j + 2]);
    double slope3 = adjoints[j + 3] * out[j + 3] * (1.0 - out[j + 3]);
    g[unit] = slope0;
    g[unit + stride] = slope1;
    g[unit + 2 * stride] = slope2;
    g[unit + 3 * stride] = slope3;
    for (int i = 0; i < in.length; i++) {
      double x = in[i];
      int at = unit + 1 + i;
      g[at] = slope0 * x;
      g[at + stride] = slope1 * x;
      g[at + 2 * stride] = slope2 * x;
      g[at + 3 * stride] = slope3 * x;
      inner[i] +=
          slope0 * p[at]
              + slope1 * p[at + stride]
              + slope2 * p[at + 2 * stride]
              + slope3 * p[at + 3 * stride];
    }
  }

  private static double sigmoid(double x) {
    if (x >= 0) {
      return 1.0 / (1.0 + Math.exp(-x));
    }
    double e = Math.exp(x);
    return e / (1.0 + e);
  }
}
