package org.scalarflow.bench.hand;

import java.util.Arrays;

/** The same numbers as {@link AsianCall} with four paths at a time, whose products do not wait. */
public final class TiledAsianCall implements BatchGradient {

  private static final int TILE = 4;

  private final int steps;
  private final double dt;
  private final AsianCall single;
  private final double[] spots;
  private final double[] growths;
  private final double[] discounts = new double[TILE];
  private final double[] rest = new double[4];

  /** A call with that many steps in its year. */
  public TiledAsianCall(int steps) {
    this.steps = steps;
    dt = 1.0 / steps;
    single = new AsianCall(steps);
    spots = new double[TILE * steps];
    growths = new double[TILE * steps];
  }

  @Override
  public double valueAndGradient(double[] p, double[] z, double[] g) {
    Arrays.fill(g, 0.0);
    double value = 0.0;
    int at = 0;
    for (; at + TILE * steps <= z.length; at += TILE * steps) {
      value += four(p, z, at, g);
    }
    if (at < z.length) {
      value += single.valueAndGradient(p, Arrays.copyOfRange(z, at, z.length), rest);
      for (int i = 0; i < rest.length; i++) {
        g[i] += rest[i];
      }
    }
    return value;
  }

  private double four(double[] p, double[] z, int at, double[] g) {
    forward(p, z, at);
    double value = 0.0;
    double discount = Math.exp(-p[2]);
    for (int path = 0; path < TILE; path++) {
      double sum = 0.0;
      for (int t = 0; t < steps; t++) {
        sum += spots[TILE * t + path];
      }
      double excess = sum / steps - p[3];
      discounts[path] = excess > 0 ? discount : 0.0;
      value += discounts[path] * Math.max(excess, 0.0);
      g[3] -= discounts[path];
    }
    g[2] -= value;
    backward(p, z, at, g);
    return value;
  }

  private void forward(double[] p, double[] z, int at) {
    double drift = (p[2] - 0.5 * p[1] * p[1]) * dt;
    double vol = p[1] * Math.sqrt(dt);
    double spot0 = p[0];
    double spot1 = p[0];
    double spot2 = p[0];
    double spot3 = p[0];
    for (int t = 0; t < steps; t++) {
      int to = TILE * t;
      growths[to] = Math.exp(drift + vol * z[at + t]);
      growths[to + 1] = Math.exp(drift + vol * z[at + steps + t]);
      growths[to + 2] = Math.exp(drift + vol * z[at + 2 * steps + t]);
      growths[to + 3] = Math.exp(drift + vol * z[at + 3 * steps + t]);
      spot0 *= growths[to];
      spot1 *= growths[to + 1];
      spot2 *= growths[to + 2];
      spot3 *= growths[to + 3];
      spots[to] = spot0;
      spots[to + 1] = spot1;
      spots[to + 2] = spot2;
      spots[to + 3] = spot3;
    }
  }

  private void backward(double[] p, double[] z, int at, double[] g) {
    double adjoint0 = 0.0;
    double adjoint1 = 0.0;
    double adjoint2 = 0.0;
    double adjoint3 = 0.0;
    double driftAdjoint = 0.0;
    double volAdjoint = 0.0;
    double share0 = discounts[0] / steps;
    double share1 = discounts[1] / steps;
    double share2 = discounts[2] / steps;
    double share3 = discounts[3] / steps;
    for (int t = steps - 1; t >= 0; t--) {
      int from = TILE * t;
      adjoint0 += share0;
      adjoint1 += share1;
      adjoint2 += share2;
      adjoint3 += share3;
      double exponent0 = adjoint0 * spots[from];
      double exponent1 = adjoint1 * spots[from + 1];
      double exponent2 = adjoint2 * spots[from + 2];
      double exponent3 = adjoint3 * spots[from + 3];
      driftAdjoint += (exponent0 + exponent1) + (exponent2 + exponent3);
      volAdjoint +=
          (exponent0 * z[at + t] + exponent1 * z[at + steps + t])
              + (exponent2 * z[at + 2 * steps + t] + exponent3 * z[at + 3 * steps + t]);
      adjoint0 *= growths[from];
      adjoint1 *= growths[from + 1];
      adjoint2 *= growths[from + 2];
      adjoint3 *= growths[from + 3];
    }
    g[0] += (adjoint0 + adjoint1) + (adjoint2 + adjoint3);
    g[1] += volAdjoint * Math.sqrt(dt) - driftAdjoint * p[1] * dt;
    g[2] += driftAdjoint * dt;
  }
}
