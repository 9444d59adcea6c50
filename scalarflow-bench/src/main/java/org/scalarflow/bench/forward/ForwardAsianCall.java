package org.scalarflow.bench.forward;

import java.util.Arrays;

/**
 * Value and gradient of the call of {@link org.scalarflow.bench.hand.AsianCall}, summed over paths.
 *
 * @param <T> the library's number
 */
public final class ForwardAsianCall<T> {

  private final ForwardMode<T> mode;
  private final int steps;

  /** A call with that many steps in its year. */
  public ForwardAsianCall(ForwardMode<T> mode, int steps) {
    this.mode = mode;
    this.steps = steps;
  }

  /**
   * The values of all paths summed, and their gradient.
   *
   * @param p spot, volatility, rate, strike
   * @param z the normal numbers, a row for each path
   * @param g receives the derivatives in the order of {@code p}
   */
  public double valueAndGradient(double[] p, double[] z, double[] g) {
    Arrays.fill(g, 0.0);
    T volatility = mode.variable(1, p[1]);
    T rate = mode.variable(2, p[2]);
    T strike = mode.variable(3, p[3]);
    double dt = 1.0 / steps;
    T halfVariance = mode.multiply(mode.multiply(volatility, volatility), 0.5);
    T drift = mode.multiply(mode.subtract(rate, halfVariance), dt);
    T vol = mode.multiply(volatility, Math.sqrt(dt));
    T discount = mode.exp(mode.multiply(rate, -1.0));
    double value = 0.0;
    for (int at = 0; at < z.length; at += steps) {
      T spot = mode.variable(0, p[0]);
      T sum = mode.constant(0.0);
      for (int t = 0; t < steps; t++) {
        T growth = mode.exp(mode.add(drift, mode.multiply(vol, z[at + t])));
        spot = mode.multiply(spot, growth);
        sum = mode.add(sum, spot);
      }
      T excess = mode.subtract(mode.multiply(sum, dt), strike);
      if (mode.value(excess) > 0) {
        T payoff = mode.multiply(discount, excess);
        value += mode.value(payoff);
        mode.addGradient(payoff, g);
      }
    }
    return value;
  }
}
