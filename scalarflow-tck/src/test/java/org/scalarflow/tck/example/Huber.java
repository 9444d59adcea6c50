package org.scalarflow.tck.example;

import org.scalarflow.Operator;

/**
 * The Huber loss of a residual r with a threshold δ > 0: a parabola near zero, straight lines
 * outside, so that outliers do not dominate.
 *
 * <p>{@code huber(r, δ) = r²/2 where |r| ≤ δ, otherwise δ · (|r| − δ/2)}. The threshold is an
 * operand like any other and has a derivative of its own.
 */
public final class Huber implements Operator.Binary {

  @Override
  public String name() {
    return "huber";
  }

  @Override
  public double value(double r, double delta) {
    return Math.abs(r) <= delta ? 0.5 * r * r : delta * (Math.abs(r) - 0.5 * delta);
  }

  /** {@code ∂/∂r = r where |r| ≤ δ, otherwise ±δ}. */
  @Override
  public double firstPartial(double r, double delta, double result) {
    return Math.abs(r) <= delta ? r : Math.copySign(delta, r);
  }

  /** {@code ∂/∂δ = 0 where |r| ≤ δ, otherwise |r| − δ}. */
  @Override
  public double secondPartial(double r, double delta, double result) {
    return Math.abs(r) <= delta ? 0 : Math.abs(r) - delta;
  }
}
