package org.scalarflow.compiled.vector;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;

import jdk.incubator.vector.DoubleVector;

/**
 * What generated loops over rows are made of, beside the vectors' own methods. One that is named like one of {@code
 * org.scalarflow.math} returns in each lane the same bits; what is computed there in one way only
 * is computed here in that way.
 */
public final class VectorRules {

  private VectorRules() {}

  /** The same number in all rows. */
  public static DoubleVector spread(double number) {
    return DoubleVector.broadcast(Lanes.SPECIES, number);
  }

  // ------------------------------------------------------------------ values

  /** {@code −x}. */
  public static DoubleVector negate(DoubleVector x) {
    return x.neg();
  }

  /** {@code |x|}. */
  public static DoubleVector abs(DoubleVector x) {
    return x.abs();
  }

  /** {@code x²}. */
  public static DoubleVector square(DoubleVector x) {
    return x.mul(x);
  }

  /** {@code √x}. */
  public static DoubleVector sqrt(DoubleVector x) {
    return x.sqrt();
  }

  /** {@code 1/x}. */
  public static DoubleVector reciprocal(DoubleVector x) {
    return spread(1.0).div(x);
  }

  /** The lesser; −0 is less than +0. */
  public static DoubleVector min(DoubleVector a, DoubleVector b) {
    return a.min(b);
  }

  /** The greater; +0 is greater than −0. */
  public static DoubleVector max(DoubleVector a, DoubleVector b) {
    return a.max(b);
  }

  /** {@code max(x, 0)}: zeros become +0, NaN stays. */
  public static DoubleVector relu(DoubleVector x) {
    return x.blend(0.0, x.compare(LE, 0.0));
  }

  /** {@code x}. */
  public static DoubleVector stopGradient(DoubleVector x) {
    return x;
  }

  /** The cross-entropy, where {@code tail} is {@code log(1 + exp(−|z|))}. */
  public static DoubleVector binaryCrossEntropyOfPart(
      DoubleVector z, DoubleVector y, DoubleVector tail) {
    DoubleVector weight = reluPartial(z, z).sub(y);
    return z.mul(weight)
        .add(tail)
        .blend(tail, z.abs().compare(GT, Double.MAX_VALUE).and(weight.compare(EQ, 0.0)));
  }

  // ------------------------------------------------------------------ partials

  /** {@code 2·x}. */
  public static DoubleVector squarePartial(DoubleVector x, DoubleVector result) {
    return x.mul(2.0);
  }

  /** {@code ½ / |result|}. */
  public static DoubleVector sqrtPartial(DoubleVector x, DoubleVector result) {
    return spread(0.5).div(result.abs());
  }

  /** {@code −result²}. */
  public static DoubleVector reciprocalPartial(DoubleVector x, DoubleVector result) {
    return result.mul(result).neg();
  }

  /** 1 for {@code x > 0}, 0 for {@code x ≤ 0}, NaN stays. */
  public static DoubleVector reluPartial(DoubleVector x, DoubleVector result) {
    return x.blend(0.0, x.compare(LE, 0.0)).blend(1.0, x.compare(GT, 0.0));
  }

  /** {@code result·(1 − result)}. */
  public static DoubleVector sigmoidPartial(DoubleVector x, DoubleVector result) {
    return result.mul(spread(1.0).sub(result));
  }

  /** {@code (1 − result)·(1 + result)}. */
  public static DoubleVector tanhPartial(DoubleVector x, DoubleVector result) {
    DoubleVector one = spread(1.0);
    return one.sub(result).mul(one.add(result));
  }

  /** {@code 1/b}. */
  public static DoubleVector divideFirstPartial(
      DoubleVector a, DoubleVector b, DoubleVector result) {
    return spread(1.0).div(b);
  }

  /** {@code −result/b}. */
  public static DoubleVector divideSecondPartial(
      DoubleVector a, DoubleVector b, DoubleVector result) {
    return result.neg().div(b);
  }

  /** The partial with respect to the logit, where {@code exponential} is {@code exp(−|z|)}. */
  public static DoubleVector binaryCrossEntropyFirstPartialOfPart(
      DoubleVector z, DoubleVector y, DoubleVector exponential) {
    DoubleVector one = spread(1.0);
    DoubleVector isPositive = reluPartial(z, z);
    DoubleVector rest = exponential.div(one.add(exponential));
    return isPositive.sub(y).add(one.sub(isPositive.mul(2.0)).mul(rest));
  }

  /** {@code −z}. */
  public static DoubleVector binaryCrossEntropySecondPartial(
      DoubleVector z, DoubleVector y, DoubleVector result) {
    return z.neg();
  }
}
