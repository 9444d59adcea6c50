package org.scalarflow.bench.hand;

import java.util.Arrays;

/**
 * The same numbers as {@link ReluNet} in blocks of {@value #BLOCK} rows: a unit's results for all
 * rows of a block stand side by side, and the innermost loops run over rows.
 *
 * <p>A last block that is not full is filled up with rows of adjoint 0, so that all loops have the
 * same length.
 */
public class BlockedReluNet {

  /** The number of rows in a block. */
  static final int BLOCK = 64;

  private final int width;
  private final int depth;

  /** By layer and unit, the inputs being layer 0: the results of a block's rows. */
  private final double[][][] results;

  /** By unit: the adjoints of the layer under way, and of its inputs. */
  private double[][] adjoints;

  private double[][] earlier;
  private final double[][] logit = new double[1][BLOCK];
  private final double[][] slope = new double[1][BLOCK];

  /** A network of that shape. */
  public BlockedReluNet(int width, int depth) {
    this.width = width;
    this.depth = depth;
    results = new double[depth + 1][width][BLOCK];
    results[0] = new double[2][BLOCK];
    adjoints = new double[width][BLOCK];
    earlier = new double[width][BLOCK];
  }

  /**
   * The summed loss of all rows and its gradient.
   *
   * @param p the parameters
   * @param rows two features and the label for each row
   * @param g receives the derivatives
   */
  public final double lossAndGradient(double[] p, double[] rows, double[] g) {
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
    for (int j = 0; j < out.length; j++) {
      int unit = layer + j * (in.length + 1);
      Arrays.fill(out[j], p[unit]);
      addWeighted(out[j], p, unit + 1, 1, in);
    }
  }

  private double loss(double[] rows, int at, int count) {
    double loss = 0.0;
    double[] z = logit[0];
    double[] slopes = slope[0];
    for (int r = 0; r < count; r++) {
      double label = rows[at + 3 * r + 2];
      double e = Math.exp(-Math.abs(z[r]));
      slopes[r] = (z[r] >= 0 ? 1.0 / (1.0 + e) : e / (1.0 + e)) - label;
      loss += Math.max(z[r], 0.0) - z[r] * label + Math.log1p(e);
    }
    Arrays.fill(slopes, count, BLOCK, 0.0);
    return loss;
  }

  /**
   * Adds the derivatives of a layer's parameters; leaves its inputs' adjoints in the spare array.
   */
  private void backward(double[] p, int layer, double[][] in, double[][] slopes, double[] g) {
    int stride = in.length + 1;
    for (int j = 0; j < slopes.length; j++) {
      int unit = layer + j * stride;
      g[unit] += sum(slopes[j]);
      addProducts(g, unit + 1, slopes[j], in);
    }
    if (layer > 0) {
      for (int i = 0; i < in.length; i++) {
        Arrays.fill(earlier[i], 0.0);
        addWeighted(earlier[i], p, layer + 1 + i, stride, slopes);
      }
    }
  }

  /** {@code out[r] += Σᵢ p[at + i·stride] · in[i][r]}. */
  void addWeighted(double[] out, double[] p, int at, int stride, double[][] in) {
    for (int i = 0; i < in.length; i++) {
      addScaled(out, p[at + i * stride], in[i]);
    }
  }

  /** {@code g[at + i] += Σᵣ slopes[r] · in[i][r]}. */
  void addProducts(double[] g, int at, double[] slopes, double[][] in) {
    for (int i = 0; i < in.length; i++) {
      g[at + i] += product(slopes, in[i]);
    }
  }

  static void addScaled(double[] out, double weight, double[] in) {
    for (int r = 0; r < BLOCK; r++) {
      out[r] += weight * in[r];
    }
  }

  static double product(double[] a, double[] b) {
    double sum = 0.0;
    for (int r = 0; r < BLOCK; r++) {
      sum += a[r] * b[r];
    }
    return sum;
  }

  private static double sum(double[] a) {
    double sum = 0.0;
    for (int r = 0; r < BLOCK; r++) {
      sum += a[r];
    }
    return sum;
  }

  private static void clip(double[] unit) {
    for (int r = 0; r < BLOCK; r++) {
      unit[r] = Math.max(unit[r], 0.0);
    }
  }

  private static void mask(double[] adjoint, double[] unit) {
    for (int r = 0; r < BLOCK; r++) {
      adjoint[r] = unit[r] > 0 ? adjoint[r] : 0.0;
    }
  }
}
