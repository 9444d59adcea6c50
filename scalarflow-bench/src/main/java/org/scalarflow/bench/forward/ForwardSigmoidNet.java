package org.scalarflow.bench.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Loss and gradient of one sample for a network 2-[n]×depth-1 with sigmoid units. Parameters and
 * loss are those of {@link org.scalarflow.bench.hand.SigmoidNet}.
 *
 * @param <T> the library's number
 */
public final class ForwardSigmoidNet<T> {

  private final ForwardMode<T> mode;
  private final int width;
  private final int depth;

  /** A network of that shape. */
  public ForwardSigmoidNet(ForwardMode<T> mode, int width, int depth) {
    this.mode = mode;
    this.width = width;
    this.depth = depth;
  }

  /**
   * Computes the loss of one sample and its gradient.
   *
   * @param p the parameters
   * @param rows holds the sample: two features and the label
   * @param at where the sample starts
   * @param g receives the derivatives
   */
  public double lossAndGradient(double[] p, double[] rows, int at, double[] g) {
    List<T> signals = new ArrayList<>();
    for (int unit = 0; unit < width; unit++) {
      int first = 3 * unit;
      T sum = mode.variable(first, p[first]);
      for (int i = 0; i < 2; i++) {
        T weight = mode.variable(first + 1 + i, p[first + 1 + i]);
        sum = mode.add(sum, mode.multiply(weight, rows[at + i]));
      }
      signals.add(mode.sigmoid(sum));
    }
    int next = 3 * width;
    for (int layer = 1; layer < depth; layer++) {
      List<T> results = new ArrayList<>();
      for (int unit = 0; unit < width; unit++) {
        results.add(mode.sigmoid(weightedSum(p, next, signals)));
        next += width + 1;
      }
      signals = results;
    }
    T loss = loss(weightedSum(p, next, signals), rows[at + 2]);
    Arrays.fill(g, 0.0);
    mode.addGradient(loss, g);
    return mode.value(loss);
  }

  private T weightedSum(double[] p, int first, List<T> signals) {
    T sum = mode.variable(first, p[first]);
    for (int i = 0; i < width; i++) {
      T weight = mode.variable(first + 1 + i, p[first + 1 + i]);
      sum = mode.add(sum, mode.multiply(weight, signals.get(i)));
    }
    return sum;
  }

  /** {@code max(z, 0) − z·y + log(1 + exp(−|z|))}. */
  private T loss(T logit, double label) {
    boolean isPositive = mode.value(logit) >= 0;
    T straight = mode.multiply(logit, isPositive ? 1.0 - label : -label);
    T bent = mode.log1p(mode.exp(mode.multiply(logit, isPositive ? -1.0 : 1.0)));
    return mode.add(straight, bent);
  }
}
