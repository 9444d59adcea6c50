package org.scalarflow.report;

/** From the least to the most of numbers; NaN ones are passed over. */
final class Extent {

  private double least = Double.POSITIVE_INFINITY;
  private double most = Double.NEGATIVE_INFINITY;

  Extent add(double... values) {
    for (double value : values) {
      if (value < least) {
        least = value;
      }
      if (value > most) {
        most = value;
      }
    }
    return this;
  }

  boolean isEmpty() {
    return least > most;
  }

  double least() {
    return least;
  }

  double most() {
    return most;
  }

  Axis axis(String name) {
    return isEmpty() ? Axis.linear(name, 0, 1, false) : Axis.around(name, least, most);
  }
}
