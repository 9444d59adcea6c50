package org.scalarflow.ml.train;

import org.apache.commons.math3.util.MathArrays;

/** {@link Clipping#byNorm}. */
record NormClipping(double most) implements Clipping {

  @Override
  public void clip(double[] gradient) {
    // Squares of large or tiny derivatives must not leave the range.
    double norm = MathArrays.safeNorm(gradient);
    if (norm > most) {
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = gradient[i] / norm * most;
      }
    }
  }

  @Override
  public String toString() {
    return "byNorm(" + most + ")";
  }
}
