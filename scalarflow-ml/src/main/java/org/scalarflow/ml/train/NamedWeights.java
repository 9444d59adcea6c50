package org.scalarflow.ml.train;

import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.data.Dataset;

/** Class weights that tell what they are; equal names mean equal weights. */
record NamedWeights(String name, ClassWeights rule) implements ClassWeights {

  @Override
  public double[] of(Dataset data) {
    return rule.of(data);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NamedWeights weights && name.equals(weights.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
