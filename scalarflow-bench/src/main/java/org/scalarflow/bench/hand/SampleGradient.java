package org.scalarflow.bench.hand;

/** A loss and its gradient at one sample of many. */
public interface SampleGradient {

  /**
   * Computes the loss of one sample and its gradient.
   *
   * @param p the parameters
   * @param rows holds the sample: two features and the label
   * @param at where the sample starts
   * @param g receives the derivatives
   */
  double lossAndGradient(double[] p, double[] rows, int at, double[] g);
}
