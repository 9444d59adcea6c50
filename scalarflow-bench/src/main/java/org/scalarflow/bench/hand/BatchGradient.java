package org.scalarflow.bench.hand;

/** A value and its gradient, summed over rows. */
public interface BatchGradient {

  /**
   * Computes the sum of the values of all rows and its gradient.
   *
   * @param p the parameters
   * @param rows row-major
   * @param g receives the derivatives
   */
  double valueAndGradient(double[] p, double[] rows, double[] g);
}
