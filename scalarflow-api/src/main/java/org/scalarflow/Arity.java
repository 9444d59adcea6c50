package org.scalarflow;

/**
 * How many operands an operator takes: {@code least, least + step, least + 2·step, …, most}.
 *
 * @param least the smallest number of operands, at least 1
 * @param most the largest number of operands; {@link Integer#MAX_VALUE} when unbounded
 * @param step the distance between two admissible numbers, at least 1
 */
public record Arity(int least, int most, int step) {

  /** One operand. */
  public static final Arity UNARY = exactly(1);

  /** Two operands. */
  public static final Arity BINARY = exactly(2);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if {@code least < 1}, {@code most < least} or {@code step < 1}
   */
  public Arity {
    if (least < 1 || most < least || step < 1) {
      throw new IllegalArgumentException(
          "an arity needs 1 <= least <= most and step >= 1, but was least "
              + least
              + ", most "
              + most
              + ", step "
              + step);
    }
  }

  /**
   * Exactly {@code count} operands.
   *
   * @throws IllegalArgumentException if {@code count < 1}
   */
  public static Arity exactly(int count) {
    return new Arity(count, count, 1);
  }

  /**
   * Any number of operands from {@code least} on.
   *
   * @throws IllegalArgumentException if {@code least < 1}
   */
  public static Arity atLeast(int least) {
    return new Arity(least, Integer.MAX_VALUE, 1);
  }

  /** Whether {@code count} operands are admissible. */
  public boolean accepts(int count) {
    return count >= least && count <= most && (count - least) % step == 0;
  }

  /** Whether only one number of operands is admissible. */
  public boolean isFixed() {
    return least == most;
  }

  /** In words, for messages: {@code 2 operands}, {@code at least 1 operand}. */
  public String describe() {
    String counted = least == 1 ? "1 operand" : least + " operands";
    if (isFixed()) {
      return counted;
    }
    String range =
        most == Integer.MAX_VALUE ? "at least " + counted : least + " to " + most + " operands";
    return step == 1 ? range : range + " in steps of " + step;
  }
}
