package org.scalarflow.bench.hand;

/**
 * Loss and gradient of one sample for a network 2-[n]×depth-1 with sigmoid units, as scalar loops.
 * The loss is the binary cross-entropy, from the logit.
 *
 * <p>Parameters stand layer after layer, unit after unit: the bias, then the weights. Each width is
 * a class of its own: a run loads one, so the compiler knows {@link #width()} for a constant and
 * specialises every loop to it.
 */
public abstract class SigmoidNet implements SampleGradient {

  private final int depth;

  /**
   * The results of the hidden layers, and the adjoint of the layer under way and the one before.
   */
  private final double[][] results;

  private double[] adjoints;
  private double[] earlier;

  private SigmoidNet(int depth) {
    this.depth = depth;
    results = new double[depth][width()];
    adjoints = new double[width()];
    earlier = new double[width()];
  }

  /**
   * The network of that shape.
   *
   * @throws IllegalArgumentException if there is none of that width
   */
  public static SigmoidNet of(int width, int depth) {
    return switch (width) {
      case 10 -> new Ten(depth);
      case 32 -> new ThirtyTwo(depth);
      default -> throw new IllegalArgumentException("not written for width " + width);
    };
  }

  abstract int width();

  private static final class Ten extends SigmoidNet {

    Ten(int depth) {
      super(depth);
    }

    @Override
    int width() {
      return 10;
    }
  }

  private static final class ThirtyTwo extends SigmoidNet {

    ThirtyTwo(int depth) {
      super(depth);
    }

    @Override
    int width() {
      return 32;
    }
  }

  @Override
  public final double lossAndGradient(double[] p, double[] rows, int at, double[] g) {
    double x1 = rows[at];
    double x2 = rows[at + 1];
    double label = rows[at + 2];
    int n = width();
    forwardFirst(p, x1, x2);
    int layer = 3 * n;
    for (int k = 1; k < depth; k++) {
      forward(p, layer, results[k - 1], results[k]);
      layer += n * (n + 1);
    }
    double[] last = results[depth - 1];
    double logit = p[layer];
    for (int i = 0; i < n; i++) {
      logit += p[layer + 1 + i] * last[i];
    }
    double e = Math.exp(-Math.abs(logit));
    double probability = logit >= 0 ? 1.0 / (1.0 + e) : e / (1.0 + e);
    double slope = probability - label;
    g[layer] = slope;
    for (int i = 0; i < n; i++) {
      g[layer + 1 + i] = slope * last[i];
      adjoints[i] = slope * p[layer + 1 + i];
    }
    for (int k = depth - 1; k > 0; k--) {
      layer -= n * (n + 1);
      backward(p, layer, results[k - 1], results[k], g);
    }
    backwardFirst(x1, x2, g);
    return Math.max(logit, 0.0) - logit * label + Math.log1p(e);
  }

  private void forwardFirst(double[] p, double x1, double x2) {
    double[] out = results[0];
    for (int j = 0; j < width(); j++) {
      out[j] = sigmoid(p[3 * j] + p[3 * j + 1] * x1 + p[3 * j + 2] * x2);
    }
  }

  private void forward(double[] p, int layer, double[] in, double[] out) {
    int n = width();
    for (int j = 0; j < n; j++) {
      int unit = layer + j * (n + 1);
      double sum = p[unit];
      for (int i = 0; i < n; i++) {
        sum += p[unit + 1 + i] * in[i];
      }
      out[j] = sigmoid(sum);
    }
  }

  private void backward(double[] p, int layer, double[] in, double[] out, double[] g) {
    int n = width();
    double[] inner = earlier;
    for (int i = 0; i < n; i++) {
      inner[i] = 0.0;
    }
    for (int j = 0; j < n; j++) {
      int unit = layer + j * (n + 1);
      double slope = adjoints[j] * out[j] * (1.0 - out[j]);
      g[unit] = slope;
      for (int i = 0; i < n; i++) {
        g[unit + 1 + i] = slope * in[i];
        inner[i] += slope * p[unit + 1 + i];
      }
    }
    earlier = adjoints;
    adjoints = inner;
  }

  private void backwardFirst(double x1, double x2, double[] g) {
    double[] out = results[0];
    for (int j = 0; j < width(); j++) {
      double slope = adjoints[j] * out[j] * (1.0 - out[j]);
      g[3 * j] = slope;
      g[3 * j + 1] = slope * x1;
      g[3 * j + 2] = slope * x2;
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
