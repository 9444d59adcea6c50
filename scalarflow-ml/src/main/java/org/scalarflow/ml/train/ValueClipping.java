package org.scalarflow.ml.train;

/** {@link Clipping#byValue}, and with an infinite limit {@link Clipping#NONE}. */
record ValueClipping(double most) implements Clipping {

  @Override
  public void clip(double[] gradient) {
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] = Math.max(-most, Math.min(most, gradient[i]));
    }
  }

  @Override
  public String toString() {
    return most == Double.POSITIVE_INFINITY ? "none" : "byValue(" + most + ")";
  }
}
