package org.scalarflow.ml.train;

import java.util.Objects;

/** {@link Schedule#warmUp}. */
record WarmUp(double share, Schedule then) implements Schedule {

  private static final double START = 0.1;

  WarmUp {
    Objects.requireNonNull(then, "then");
  }

  @Override
  public double factor(double progress) {
    return progress < share
        ? START + (1 - START) * (progress / share)
        : then.factor((progress - share) / (1 - share));
  }

  @Override
  public String toString() {
    return "warmUp(" + share + ", " + then + ")";
  }
}
