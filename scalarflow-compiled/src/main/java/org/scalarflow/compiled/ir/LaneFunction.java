package org.scalarflow.compiled.ir;

import org.jspecify.annotations.Nullable;
import org.scalarflow.spi.Opcode;

/**
 * Elementary functions that are computed for many rows, or many units, at once. Their errors are
 * bounded on the whole domain, overflow and subnormal numbers included; special cases are those of
 * {@link Math}.
 */
public enum LaneFunction {

  /** {@code eˣ}. */
  EXP(1),

  /** The same with the bits of {@link Math#exp}, so that strict mode may use it. */
  STRICT_EXP(1),

  /** {@code log x}, natural; NaN for {@code x < 0}, {@code −∞} at {@code ±0}. */
  LOG(1),

  /** {@code log(1 + x)}; NaN for {@code x < −1}, {@code −∞} at −1, {@code ±0} kept. */
  LOG1P(2),

  /** The same with the bits of {@link StrictMath#log1p}, so that strict mode may use it. */
  STRICT_LOG1P(1),

  /** {@code sin x}; NaN at {@code ±∞}, {@code ±0} kept. */
  SIN(2),

  /** {@code cos x}; NaN at {@code ±∞}. */
  COS(2),

  /** {@code −sin x}, the derivative of the cosine; NaN at {@code ±∞}, {@code −0} at +0. */
  NEGATED_SIN(2),

  /** {@code tanh x}; {@code ±1} at {@code ±∞}, {@code ±0} kept. */
  TANH(2),

  /** {@code 1/(1 + e⁻ˣ)}; 0 at {@code −∞}, 1 at {@code ∞}. */
  SIGMOID(2),

  /** The same with the bits of the operator, so that strict mode may use it. */
  STRICT_SIGMOID(4);

  private static final LaneFunction[] FUNCTIONS = values();

  private final int ulps;

  LaneFunction(int ulps) {
    this.ulps = ulps;
  }

  /** The function of a number. */
  public static LaneFunction of(int number) {
    return FUNCTIONS[number];
  }

  /** What computes an operation for all units of a single row, or null if nothing does. */
  static @Nullable LaneFunction ofUnits(int opcode, VectorUse use) {
    return switch (use) {
      case NONE -> null;
      case STRICT -> strictValue(opcode);
      case FAST -> value(opcode);
    };
  }

  /** What computes a formula from its first operand, or null if nothing does. */
  static @Nullable LaneFunction of(int operator, VectorUse use) {
    int opcode = RowLoop.opcode(operator);
    boolean isFast = use == VectorUse.FAST;
    return switch (RowLoop.rule(operator)) {
      case VALUE -> isFast ? value(opcode) : strictValue(opcode);
      case PARTIAL -> isFast ? partial(opcode) : null;
      default -> null;
    };
  }

  private static @Nullable LaneFunction strictValue(int opcode) {
    return switch (opcode) {
      case Opcode.EXP -> STRICT_EXP;
      case Opcode.LOG1P -> STRICT_LOG1P;
      case Opcode.SIGMOID -> STRICT_SIGMOID;
      default -> null;
    };
  }

  private static @Nullable LaneFunction value(int opcode) {
    return switch (opcode) {
      case Opcode.EXP -> EXP;
      case Opcode.LOG1P -> LOG1P;
      case Opcode.LOG -> LOG;
      case Opcode.SIN -> SIN;
      case Opcode.COS -> COS;
      case Opcode.TANH -> TANH;
      case Opcode.SIGMOID -> SIGMOID;
      default -> null;
    };
  }

  private static @Nullable LaneFunction partial(int opcode) {
    return switch (opcode) {
      case Opcode.SIN -> COS;
      case Opcode.COS -> NEGATED_SIN;
      case Opcode.SOFTPLUS -> SIGMOID;
      default -> null;
    };
  }

  /** How far a result may be from the exact value, in units in the last place of that value. */
  public int ulps() {
    return ulps;
  }
}
