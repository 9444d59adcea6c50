package org.scalarflow.tck;

/**
 * Where operand values are drawn from, both ends excluded.
 *
 * @param low the lower end
 * @param high the upper end
 */
public record Range(double low, double high) {

  /** From −3 to 3. */
  public static final Range DEFAULT = new Range(-3, 3);

  /**
   * Checks the ends.
   *
   * @throws IllegalArgumentException if an end is not finite or {@code low} is not below {@code
   *     high}
   */
  public Range {
    if (!(Double.isFinite(low) && Double.isFinite(high) && low < high)) {
      throw new IllegalArgumentException(
          "a range needs finite ends, the lower one first, but was " + low + " to " + high);
    }
  }
}
