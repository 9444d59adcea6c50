package org.scalarflow.math;

/**
 * Log-sum-exp and the losses made from it, computed from logits so that no probability is rounded
 * to 0 or 1 before its logarithm is taken.
 */
public final class Losses {

  private Losses() {}

  /**
   * {@code log Σᵢ exp(xᵢ)}, without overflow. The error is at most {@code n + 3} ulp of {@code
   * max(|largest|, log n)} for {@code n} operands. Infinities: {@code ∞} if any operand is {@code
   * ∞}, {@code −∞} if all are {@code −∞}. One operand gives itself, a zero as +0.0.
   *
   * @param x the operands, at least one; left unchanged
   */
  public static double logSumExp(double[] x) {
    int top = indexOfLargest(x, x.length);
    return x[top] + Log1p.of(rest(x, x.length, top));
  }

  /**
   * {@code ∂ᵢ = exp(xᵢ − result)}, the softmax, within {@code n + 4} ulp of 1 for {@code n}
   * operands. It is computed as {@code exp(xᵢ − m) / Σⱼ exp(xⱼ − m)} with {@code m} the largest
   * operand, because the exponential would magnify the rounding of a large result. Operands that
   * share an infinite maximum share the derivative evenly.
   *
   * @param x the operands; left unchanged
   * @param result the value of {@link #logSumExp}
   * @param partials receives one partial for each operand
   */
  public static void logSumExpPartials(double[] x, double result, double[] partials) {
    int top = indexOfLargest(x, x.length);
    double sum = 1.0 + rest(x, x.length, top);
    for (int i = 0; i < x.length; i++) {
      partials[i] = Math.exp(-below(x[top], x[i])) / sum;
    }
  }

  /**
   * The cross-entropy of a Bernoulli label and a logit, {@code log(1 + eᶻ) − z · y}, without
   * overflow and without {@code ∞ − ∞} at {@code y ∈ {0, 1}}: an infinitely certain right answer
   * costs 0, an infinitely certain wrong one {@code ∞}. Within 4 ulp for {@code 0 ≤ y ≤ 1}. A label
   * outside is allowed and gives what the formula says.
   *
   * @param z the logit
   * @param y the label, usually 0 or 1
   */
  public static double binaryCrossEntropy(double z, double y) {
    return binaryCrossEntropyOfPart(z, y, Log1p.of(Math.exp(-Math.abs(z))));
  }

  /**
   * {@link #binaryCrossEntropy} where a part of it is known already.
   *
   * @param z the logit
   * @param y the label
   * @param tail {@code log(1 + exp(−|z|))}
   */
  public static double binaryCrossEntropyOfPart(double z, double y, double tail) {
    // Labels and the signs of logits change from row to row, so that branches by them would be
    // mispredicted.
    double weight = Activations.reluPartial(z, 0.0) - y;
    if (Math.abs(z) <= Double.MAX_VALUE) {
      return z * weight + tail;
    }
    return weight == 0 ? tail : z * weight + tail;
  }

  /**
   * {@code ∂/∂z = sigmoid(z) − y}, within 4 ulp for {@code y = 0} and {@code y = 1}, and within 4
   * ulp of 1 for labels between. For {@code z > 0} it is computed as {@code (1 − y) − sigmoid(−z)},
   * which keeps all digits when a certain answer is right.
   */
  public static double binaryCrossEntropyFirstPartial(double z, double y, double result) {
    return binaryCrossEntropyFirstPartialOfPart(z, y, Math.exp(-Math.abs(z)));
  }

  /**
   * {@link #binaryCrossEntropyFirstPartial} where a part of it is known already.
   *
   * @param z the logit
   * @param y the label
   * @param exponential {@code exp(−|z|)}
   */
  public static double binaryCrossEntropyFirstPartialOfPart(
      double z, double y, double exponential) {
    // 1 or 0, and sigmoid(−|z|) to be subtracted or added.
    double isPositive = Activations.reluPartial(z, 0.0);
    double rest = exponential / (1.0 + exponential);
    return isPositive - y + (1.0 - 2.0 * isPositive) * rest;
  }

  /** {@code ∂/∂y = −z}, exact. */
  public static double binaryCrossEntropySecondPartial(double z, double y, double result) {
    return -z;
  }

  /**
   * The cross-entropy of label weights and the softmax of logits, {@code Σᵢ yᵢ · (logSumExp(z) −
   * zᵢ)}. A term with {@code yᵢ = 0} contributes 0 even where its other factor is infinite. For
   * weights {@code yᵢ ≥ 0} and {@code k} classes the error is at most {@code k + 6} ulp of {@code
   * max(value, Σᵢ yᵢ)}.
   *
   * @param operands the {@code k} logits, then the {@code k} labels, usually one 1 and zeros; left
   *     unchanged
   */
  public static double softmaxCrossEntropy(double[] operands) {
    int classes = operands.length / 2;
    int top = indexOfLargest(operands, classes);
    double tail = Log1p.of(rest(operands, classes, top));
    double loss = 0.0;
    for (int i = 0; i < classes; i++) {
      double label = operands[classes + i];
      if (label != 0) {
        loss += label * (below(operands[top], operands[i]) + tail);
      }
    }
    return loss;
  }

  /**
   * {@code ∂/∂zᵢ = pᵢ · Σⱼ yⱼ − yᵢ} with {@code p = softmax(z)}, within {@code k + 6} ulp of {@code
   * Σⱼ yⱼ}, and {@code ∂/∂yᵢ = logSumExp(z) − zᵢ}, within {@code k + 4} ulp of {@code max(exact,
   * 1)}. The first is computed as {@code pᵢ · (Σⱼ yⱼ − yᵢ) − yᵢ · (1 − pᵢ)}, which does not vanish
   * before its time when a certain answer is right. Logits that share an infinite maximum share the
   * probability evenly.
   *
   * @param operands the {@code k} logits, then the {@code k} labels; left unchanged
   * @param result the value of {@link #softmaxCrossEntropy}
   * @param partials receives {@code k} partials for the logits, then {@code k} for the labels
   */
  public static void softmaxCrossEntropyPartials(
      double[] operands, double result, double[] partials) {
    int classes = operands.length / 2;
    int top = indexOfLargest(operands, classes);
    double rest = rest(operands, classes, top);
    double sum = 1.0 + rest;
    double tail = Log1p.of(rest);
    double labels = 0.0;
    for (int i = 0; i < classes; i++) {
      labels += operands[classes + i];
    }
    for (int i = 0; i < classes; i++) {
      double label = operands[classes + i];
      double below = below(operands[top], operands[i]);
      double probability = Math.exp(-below) / sum;
      double complement = i == top ? rest / sum : 1.0 - probability;
      partials[i] = probability * (labels - label) - label * complement;
      partials[classes + i] = below + tail;
    }
  }

  /** The first of the largest values; any index when one of them is NaN. */
  private static int indexOfLargest(double[] x, int count) {
    int top = 0;
    for (int i = 1; i < count; i++) {
      if (x[i] > x[top]) {
        top = i;
      }
    }
    return top;
  }

  /** {@code Σ exp(xᵢ − x_top)} over all but the term of {@code top} itself, which is 1. */
  private static double rest(double[] x, int count, int top) {
    double sum = 0.0;
    for (int i = 0; i < count; i++) {
      if (i != top) {
        sum += Math.exp(-below(x[top], x[i]));
      }
    }
    return sum;
  }

  /** How far {@code x} lies below the largest value; 0, not {@code ∞ − ∞}, when they are equal. */
  private static double below(double largest, double x) {
    return x == largest ? 0.0 : largest - x;
  }
}
