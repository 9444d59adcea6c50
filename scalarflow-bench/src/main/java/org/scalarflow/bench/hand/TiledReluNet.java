package org.scalarflow.bench.hand;

/** {@link BlockedReluNet} with four inputs at a time, so that sums stay in registers for longer. */
public final class TiledReluNet extends BlockedReluNet {

  private static final int TILE = 4;

  /** A network of that shape. */
  public TiledReluNet(int width, int depth) {
    super(width, depth);
  }

  @Override
  void addWeighted(double[] out, double[] p, int at, int stride, double[][] in) {
    int i = 0;
    for (; i <= in.length - TILE; i += TILE) {
      int first = at + i * stride;
      addFour(
          out,
          p[first],
          in[i],
          p[first + stride],
          in[i + 1],
          p[first + 2 * stride],
          in[i + 2],
          p[first + 3 * stride],
          in[i + 3]);
    }
    for (; i < in.length; i++) {
      addScaled(out, p[at + i * stride], in[i]);
    }
  }

  private static void addFour(
      double[] out,
      double w0,
      double[] in0,
      double w1,
      double[] in1,
      double w2,
      double[] in2,
      double w3,
      double[] in3) {
    for (int r = 0; r < BLOCK; r++) {
      out[r] = out[r] + w0 * in0[r] + w1 * in1[r] + w2 * in2[r] + w3 * in3[r];
    }
  }

  @Override
  void addProducts(double[] g, int at, double[] slopes, double[][] in) {
    int i = 0;
    for (; i <= in.length - TILE; i += TILE) {
      addFour(g, at + i, slopes, in[i], in[i + 1], in[i + 2], in[i + 3]);
    }
    for (; i < in.length; i++) {
      g[at + i] += product(slopes, in[i]);
    }
  }

  private static void addFour(
      double[] g, int at, double[] slopes, double[] in0, double[] in1, double[] in2, double[] in3) {
    double sum0 = 0.0;
    double sum1 = 0.0;
    double sum2 = 0.0;
    double sum3 = 0.0;
    for (int r = 0; r < BLOCK; r++) {
      double slope = slopes[r];
      sum0 += slope * in0[r];
      sum1 += slope * in1[r];
      sum2 += slope * in2[r];
      sum3 += slope * in3[r];
    }
    g[at] += sum0;
    g[at + 1] += sum1;
    g[at + 2] += sum2;
    g[at + 3] += sum3;
  }
}
