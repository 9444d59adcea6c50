package org.scalarflow.bench.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.scalarflow.bench.hand.BatchGradient;

/** An Asian call; lanes are paths. */
public final class VectorAsianCall implements BatchGradient {

  private final int steps;
  private final double dt;
  private final double[] normals;
  private final double[] spots;
  private final double[] growths;
  private final double[] excesses = new double[Lanes.COUNT];
  private final double[] discounts = new double[Lanes.COUNT];

  /** A call with that many steps in its year. */
  public VectorAsianCall(int steps) {
    this.steps = steps;
    dt = 1.0 / steps;
    normals = new double[steps * Lanes.COUNT];
    spots = new double[steps * Lanes.COUNT];
    growths = new double[steps * Lanes.COUNT];
  }

  @Override
  public double valueAndGradient(double[] p, double[] z, double[] g) {
    Arrays.fill(g, 0.0);
    double value = 0.0;
    for (int at = 0; at < z.length; at += steps * Lanes.COUNT) {
      value += paths(p, z, at, Math.min(Lanes.COUNT, (z.length - at) / steps), g);
    }
    return value;
  }

  private double paths(double[] p, double[] z, int at, int count, double[] g) {
    for (int t = 0; t < steps; t++) {
      for (int path = 0; path < Lanes.COUNT; path++) {
        // Lanes without a path repeat the last one, and are left out of the sums.
        normals[t * Lanes.COUNT + path] = z[at + Math.min(path, count - 1) * steps + t];
      }
    }
    double drift = (p[2] - 0.5 * p[1] * p[1]) * dt;
    grow(normals, growths, drift, p[1] * Math.sqrt(dt));
    walk(growths, spots, p[0], steps, p[3], excesses);
    double discount = Math.exp(-p[2]);
    double value = 0.0;
    for (int path = 0; path < Lanes.COUNT; path++) {
      discounts[path] = path < count && excesses[path] > 0 ? discount : 0.0;
      value += discounts[path] * Math.max(excesses[path], 0.0);
      g[3] -= discounts[path];
    }
    g[2] -= value;
    backward(p[1], g);
    return value;
  }

  /** {@code growths[i] ← exp(drift + vol·normals[i])}. */
  private static void grow(double[] normals, double[] growths, double drift, double vol) {
    DoubleVector start = DoubleVector.broadcast(Lanes.SPECIES, drift);
    DoubleVector factor = DoubleVector.broadcast(Lanes.SPECIES, vol);
    for (int i = 0; i < normals.length; i += Lanes.COUNT) {
      DoubleVector.fromArray(Lanes.SPECIES, normals, i)
          .fma(factor, start)
          .lanewise(VectorOperators.EXP)
          .intoArray(growths, i);
    }
  }

  /** The products of the growths, and by how much their mean exceeds the strike. */
  private static void walk(
      double[] growths, double[] spots, double start, int steps, double strike, double[] excesses) {
    DoubleVector spot = DoubleVector.broadcast(Lanes.SPECIES, start);
    DoubleVector sum = DoubleVector.zero(Lanes.SPECIES);
    for (int i = 0; i < growths.length; i += Lanes.COUNT) {
      spot = spot.mul(DoubleVector.fromArray(Lanes.SPECIES, growths, i));
      spot.intoArray(spots, i);
      sum = sum.add(spot);
    }
    sum.div(steps).sub(strike).intoArray(excesses, 0);
  }

  private void backward(double volatility, double[] g) {
    DoubleVector share = DoubleVector.fromArray(Lanes.SPECIES, discounts, 0).div(steps);
    DoubleVector adjoint = DoubleVector.zero(Lanes.SPECIES);
    DoubleVector drift = adjoint;
    DoubleVector vol = adjoint;
    for (int i = spots.length - Lanes.COUNT; i >= 0; i -= Lanes.COUNT) {
      adjoint = adjoint.add(share);
      DoubleVector exponent = adjoint.mul(DoubleVector.fromArray(Lanes.SPECIES, spots, i));
      drift = drift.add(exponent);
      vol = exponent.fma(DoubleVector.fromArray(Lanes.SPECIES, normals, i), vol);
      adjoint = adjoint.mul(DoubleVector.fromArray(Lanes.SPECIES, growths, i));
    }
    double driftAdjoint = drift.reduceLanes(VectorOperators.ADD);
    g[0] += adjoint.reduceLanes(VectorOperators.ADD);
    g[1] +=
        vol.reduceLanes(VectorOperators.ADD) * Math.sqrt(dt) - driftAdjoint * volatility * dt;
    g[2] += driftAdjoint * dt;
  }
}
