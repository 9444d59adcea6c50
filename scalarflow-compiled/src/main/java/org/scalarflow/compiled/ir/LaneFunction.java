package org.scalarflow.compiled.ir;

/**
 * Elementary functions that fast mode computes for many rows at once. Their errors are bounded on
 * the whole domain, overflow and subnormal numbers included; special cases are those of {@link
 * Math}.
 */
public enum LaneFunction {

  /** {@code eˣ}. */
  EXP(1),

  /** {@code log x}, natural; NaN for {@code x < 0}, {@code −∞} at {@code ±0}. */
  LOG(1),

  /** {@code log(1 + x)}; NaN for {@code x < −1}, {@code −∞} at −1, {@code ±0} kept. */
  LOG1P(2),

  /** {@code sin x}; NaN at {@code ±∞}, {@code ±0} kept. */
  SIN(2),

  /** {@code cos x}; NaN at {@code ±∞}. */
  COS(2),

  /** {@code −sin x}, the derivative of the cosine; NaN at {@code ±∞}, {@code −0} at +0. */
  NEGATED_SIN(2),

  /** {@code tanh x}; {@code ±1} at {@code ±∞}, {@code ±0} kept. */
  TANH(2),

  /** {@code 1/(1 + e⁻ˣ)}; 0 at {@code −∞}, 1 at {@code ∞}. */
  SIGMOID(2);

  private final int ulps;

  LaneFunction(int ulps) {
    this.ulps = ulps;
  }

  /** How far a result may be from the exact value, in units in the last place of that value. */
  public int ulps() {
    return ulps;
  }
}
