package org.scalarflow.bench.hand;

import java.util.Arrays;

/**
 * An arithmetic Asian call on a geometric Brownian motion: value and gradient of a path, as scalar
 * loops.
 *
 * <p>{@code Sₜ₊₁ = Sₜ·exp((r − v²/2)·dt + v·√dt·zₜ)}, and the payoff is {@code e⁻ʳ·max(mean(S) − K,
 * 0)} after one year. A path that ends out of the money has no gradient and is not swept backward.
 */
public final class AsianCall implements BatchGradient {

  private final int steps;
  private final double dt;
  private final double[] spots;
  private final double[] growths;

  /** A call with that many steps in its year. */
  public AsianCall(int steps) {
    this.steps = steps;
    dt = 1.0 / steps;
    spots = new double[steps];
    growths = new double[steps];
  }

  /**
   * The values of all paths summed, and their gradient.
   *
   * @param p spot, volatility, rate, strike
   * @param z the normal numbers, a row for each path
   * @param g receives the derivatives in the order of {@code p}
   */
  @Override
  public double valueAndGradient(double[] p, double[] z, double[] g) {
    Arrays.fill(g, 0.0);
    double value = 0.0;
    for (int at = 0; at < z.length; at += steps) {
      value += path(p, z, at, g);
    }
    return value;
  }

  private double path(double[] p, double[] z, int at, double[] g) {
    double spot = p[0];
    double v = p[1];
    double r = p[2];
    double drift = (r - 0.5 * v * v) * dt;
    double rootDt = Math.sqrt(dt);
    double vol = v * rootDt;
    double sum = 0.0;
    for (int t = 0; t < steps; t++) {
      double growth = Math.exp(drift + vol * z[at + t]);
      spot *= growth;
      growths[t] = growth;
      spots[t] = spot;
      sum += spot;
    }
    double excess = sum / steps - p[3];
    if (excess <= 0) {
      return 0.0;
    }
    double discount = Math.exp(-r);
    double share = discount / steps;
    double spotAdjoint = 0.0;
    double driftAdjoint = 0.0;
    double volAdjoint = 0.0;
    for (int t = steps - 1; t >= 0; t--) {
      spotAdjoint += share;
      double exponentAdjoint = spotAdjoint * spots[t];
      driftAdjoint += exponentAdjoint;
      volAdjoint += exponentAdjoint * z[at + t];
      spotAdjoint *= growths[t];
    }
    g[0] += spotAdjoint;
    g[1] += volAdjoint * rootDt - driftAdjoint * v * dt;
    g[2] += driftAdjoint * dt - discount * excess;
    g[3] -= discount;
    return discount * excess;
  }
}
