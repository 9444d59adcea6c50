package org.scalarflow.report;

/**
 * Named numbers, such as the weights of a layer, or the gradient norms of all layers. Immutable.
 */
public final class Sample {

  private final String name;
  private final double[] values;

  private Sample(String name, double[] values) {
    this.name = name;
    this.values = values;
  }

  /**
   * A sample.
   *
   * @param name what it is called
   * @param values the numbers; what NaN or infinite ones mean, the picture says; copied
   * @throws IllegalArgumentException if there is no number
   */
  public static Sample of(String name, double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("'" + Texts.clean(name) + "' has no numbers");
    }
    return new Sample(Texts.clean(name), values.clone());
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** The number of numbers, at least 1. */
  public int size() {
    return values.length;
  }

  /**
   * One of the numbers.
   *
   * @throws IndexOutOfBoundsException if there is no such number
   */
  public double value(int index) {
    return values[java.util.Objects.checkIndex(index, values.length)];
  }

  /** The numbers, in an array of the caller's own. */
  public double[] values() {
    return values.clone();
  }
}
