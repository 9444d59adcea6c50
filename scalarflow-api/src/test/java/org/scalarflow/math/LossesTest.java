package org.scalarflow.math;

import static java.math.BigDecimal.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log-sum-exp and softmax cross-entropy, which take any number of operands. */
class LossesTest {

  /** The bound for losses and derivative rules; all cases here have at most six classes. */
  private static final double RULE = 4;

  /** Relative: what is left of a gradient of 1e−40 after the rounding of a logit near 100. */
  private static final double SATURATED = 1e-13;

  private static final double INFINITY = Double.POSITIVE_INFINITY;
  private static final int POINTS = 1000;
  private static final long SEED = 20_240_603;

  @Test
  void logSumExpIsWithinItsBound() {
    RandomGenerator random = Samples.generator(SEED);
    for (int i = 0; i < POINTS; i++) {
      double[] x = logits(random, 1 + i % 6);
      double result = Losses.logSumExp(x);
      BigDecimal[] exponentials = exponentials(x);
      BigDecimal sum = sum(exponentials);
      double scale = Math.max(Math.abs(largest(x)), Math.log(x.length));
      String what = "logSumExp" + Arrays.toString(x);
      Ulp.assertWithin(RULE, result, Exact.log(sum), scale, what);

      double[] partials = new double[x.length];
      Losses.logSumExpPartials(x, result, partials);
      for (int k = 0; k < x.length; k++) {
        BigDecimal exact = Exact.over(exponentials[k], sum);
        Ulp.assertWithin(RULE, partials[k], exact, 1.0, "partial " + k + " of " + what);
      }
    }
  }

  @Test
  void softmaxCrossEntropyIsWithinItsBound() {
    RandomGenerator random = Samples.generator(SEED + 1);
    for (int i = 0; i < POINTS; i++) {
      int classes = 1 + i % 6;
      double[] z = logits(random, classes);
      double[] y = labels(random, classes, i % 2 == 0);
      checkSoftmaxCrossEntropy(z, y);
    }
  }

  private static void checkSoftmaxCrossEntropy(double[] z, double[] y) {
    int classes = z.length;
    double[] operands = join(z, y);
    String what = "softmaxCrossEntropy" + Arrays.toString(operands);
    BigDecimal[] exponentials = exponentials(z);
    BigDecimal sum = sum(exponentials);
    BigDecimal logSum = Exact.log(sum);
    BigDecimal labels = ZERO;
    BigDecimal loss = ZERO;
    for (int k = 0; k < classes; k++) {
      labels = Exact.plus(labels, Exact.of(y[k]));
      BigDecimal term = Exact.times(Exact.of(y[k]), Exact.minus(logSum, Exact.of(z[k])));
      loss = Exact.plus(loss, term);
    }
    double scale = labels.doubleValue();
    double result = Losses.softmaxCrossEntropy(operands);
    Ulp.assertWithin(RULE, result, loss, scale, what);

    double[] partials = new double[2 * classes];
    Losses.softmaxCrossEntropyPartials(operands, result, partials);
    for (int k = 0; k < classes; k++) {
      BigDecimal softmax = Exact.over(exponentials[k], sum);
      BigDecimal byLogit = Exact.minus(Exact.times(softmax, labels), Exact.of(y[k]));
      Ulp.assertWithin(RULE, partials[k], byLogit, scale, "logit " + k + " of " + what);
      BigDecimal byLabel = Exact.minus(logSum, Exact.of(z[k]));
      Ulp.assertWithin(RULE, partials[classes + k], byLabel, 1.0, "label " + k + " of " + what);
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {40, 100, 600})
  void gradientOfACertainRightAnswerKeepsItsDigits(double margin) {
    double[] operands = {margin, 0, 1, 0};
    double[] partials = new double[4];
    double result = Losses.softmaxCrossEntropy(operands);
    Losses.softmaxCrossEntropyPartials(operands, result, partials);
    double exact = Exact.sigmoid(Exact.of(-margin)).doubleValue();
    assertThat(partials[0] / -exact - 1).isBetween(-SATURATED, SATURATED);
    assertThat(partials[1] / exact - 1).isBetween(-SATURATED, SATURATED);
    assertThat(result / exact - 1).isBetween(-SATURATED, SATURATED);
  }

  @Test
  void oneOperandGivesItself() {
    for (double x : new double[] {-INFINITY, -3, -0.0, 5, INFINITY, Double.NaN}) {
      Ulp.assertSameBits(x + 0.0, Losses.logSumExp(new double[] {x}), "logSumExp(" + x + ")");
    }
    checkLogSumExp(new double[] {-INFINITY}, -INFINITY, 1);
    checkLogSumExp(new double[] {INFINITY}, INFINITY, 1);
    checkLogSumExp(new double[] {7}, 7, 1);
  }

  @Test
  void logSumExpOfInfinities() {
    checkLogSumExp(new double[] {1, INFINITY, 2}, INFINITY, 0, 1, 0);
    checkLogSumExp(new double[] {INFINITY, 0, INFINITY}, INFINITY, 0.5, 0, 0.5);
    checkLogSumExp(new double[] {-INFINITY, -INFINITY}, -INFINITY, 0.5, 0.5);
    checkLogSumExp(new double[] {-INFINITY, 3}, 3, 0, 1);
    checkLogSumExp(new double[] {-INFINITY, INFINITY}, INFINITY, 0, 1);
    checkLogSumExp(new double[] {1e308, -1e308}, 1e308, 1, 0);
    checkLogSumExp(new double[] {-1e308, 1e308}, 1e308, 0, 1);
  }

  @Test
  void logSumExpOfNan() {
    double nan = Double.NaN;
    checkLogSumExp(new double[] {nan, 1}, nan, nan, nan);
    checkLogSumExp(new double[] {1, nan}, nan, nan, nan);
    checkLogSumExp(new double[] {INFINITY, nan}, nan, nan, nan);
    checkLogSumExp(new double[] {nan, -INFINITY}, nan, nan, nan);
  }

  @Test
  void softmaxCrossEntropyOfInfinities() {
    double[] certain = {INFINITY, 0, 1, 0};
    checkSoftmax(certain, 0, 0, 0, 0, INFINITY);
    double[] wrong = {INFINITY, 0, 0, 1};
    checkSoftmax(wrong, INFINITY, 1, -1, 0, INFINITY);
    double[] impossible = {-INFINITY, 0, 0, 1};
    checkSoftmax(impossible, 0, 0, 0, INFINITY, 0);
    double[] tied = {INFINITY, INFINITY, 1, 0};
    checkSoftmax(tied, Math.log1p(1), -0.5, 0.5, Math.log1p(1), Math.log1p(1));
  }

  @Test
  void softmaxCrossEntropyOfNan() {
    double nan = Double.NaN;
    checkSoftmax(new double[] {nan, 0, 0, 1}, nan, nan, nan, nan, nan);
    checkSoftmax(new double[] {0, nan, 0, 1}, nan, nan, nan, nan, nan);
    double log2 = Math.log1p(1);
    checkSoftmax(new double[] {0, 0, nan, 1}, nan, nan, nan, log2, log2);
  }

  @Test
  void operandsAreLeftUnchanged() {
    double[] operands = {3, 1, 2, 0.5, 0.25, 0.25};
    double[] copy = operands.clone();
    Losses.logSumExpPartials(operands, Losses.logSumExp(operands), new double[6]);
    double result = Losses.softmaxCrossEntropy(operands);
    Losses.softmaxCrossEntropyPartials(operands, result, new double[6]);
    assertThat(operands).containsExactly(copy);
  }

  private static void checkLogSumExp(double[] x, double value, double... expected) {
    double result = Losses.logSumExp(x);
    double[] partials = new double[x.length];
    Losses.logSumExpPartials(x, result, partials);
    checkAll("logSumExp" + Arrays.toString(x), value, result, expected, partials);
  }

  private static void checkSoftmax(double[] operands, double value, double... expected) {
    double result = Losses.softmaxCrossEntropy(operands);
    double[] partials = new double[operands.length];
    Losses.softmaxCrossEntropyPartials(operands, result, partials);
    String what = "softmaxCrossEntropy" + Arrays.toString(operands);
    checkAll(what, value, result, expected, partials);
  }

  /** Compares bits, but for the sign of a zero: here it carries no meaning. */
  private static void checkAll(
      String what, double value, double result, double[] expected, double[] partials) {
    Ulp.assertSameBits(value + 0.0, result + 0.0, what);
    assertThat(partials).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      Ulp.assertSameBits(expected[i] + 0.0, partials[i] + 0.0, "partial " + i + " of " + what);
    }
  }

  private static double[] logits(RandomGenerator random, int count) {
    double centre = random.nextInt(3) == 0 ? random.nextDouble(-2000, 2000) : 0;
    double spread = random.nextInt(2) == 0 ? 2 : 30;
    return random.doubles(count, centre - spread, centre + spread).toArray();
  }

  private static double[] labels(RandomGenerator random, int count, boolean isHard) {
    double[] labels = isHard ? new double[count] : random.doubles(count, 0, 2).toArray();
    if (isHard) {
      labels[random.nextInt(count)] = 1;
    }
    return labels;
  }

  private static BigDecimal[] exponentials(double[] x) {
    return Arrays.stream(x).mapToObj(Exact::of).map(Exact::exp).toArray(BigDecimal[]::new);
  }

  private static BigDecimal sum(BigDecimal[] terms) {
    return Arrays.stream(terms).reduce(ZERO, Exact::plus);
  }

  private static double largest(double[] x) {
    return Arrays.stream(x).max().orElseThrow();
  }

  private static double[] join(double[] a, double[] b) {
    double[] joined = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, joined, a.length, b.length);
    return joined;
  }
}
