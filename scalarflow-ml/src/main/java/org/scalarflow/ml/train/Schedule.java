package org.scalarflow.ml.train;

/**
 * How the learning rate changes in the course of a training: a factor of the rate by what has been
 * done, {@code t = (steps done) / (all steps)} from 0 to below 1. So a schedule fits any number of
 * epochs and any batch size.
 */
@FunctionalInterface
public interface Schedule {

  /** The rate stays as it is. */
  Schedule CONSTANT = new NamedSchedule("constant", progress -> 1.0);

  /** The factor at {@code t}; it must be finite and not negative. */
  double factor(double progress);

  /**
   * From 1 along half a wave down to an end: {@code end + (1 − end)·(1 + cos πt)/2}. I. Loshchilov,
   * F. Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017, without restarts.
   *
   * @throws IllegalArgumentException if the end is not in {@code [0, 1]}
   */
  static Schedule cosine(double end) {
    Checks.require(end >= 0 && end <= 1, "the last factor is between 0 and 1, not " + end);
    return new NamedSchedule(
        "cosine(" + end + ")", t -> end + (1 - end) * 0.5 * (1 + StrictMath.cos(Math.PI * t)));
  }

  /**
   * From 1 by equal ratios towards an end: {@code endᵗ}.
   *
   * @throws IllegalArgumentException if the end is not in {@code (0, 1]}
   */
  static Schedule exponential(double end) {
    Checks.require(end > 0 && end <= 1, "the last factor is above 0 and at most 1, not " + end);
    return new NamedSchedule("exponential(" + end + ")", t -> StrictMath.pow(end, t));
  }

  /**
   * In equal steps: the first of {@code steps} equal parts has 1, each next one {@code factor} of
   * the one before. A part begins at the first step that is not before it.
   *
   * @throws IllegalArgumentException if the factor is not in {@code (0, 1]} or there is no part
   */
  static Schedule steps(int steps, double factor) {
    Checks.require(steps >= 1, "there is one part or more, not " + steps);
    Checks.require(factor > 0 && factor <= 1, "a factor is above 0 and at most 1, not " + factor);
    return new NamedSchedule(
        "steps(" + steps + ", " + factor + ")",
        t -> {
          double part = Math.floor(t * steps);
          // The product may have been rounded down.
          boolean isNext = (part + 1) / steps <= t;
          return StrictMath.pow(factor, isNext ? part + 1 : part);
        });
  }

  /**
   * Rises linearly from a tenth to 1 in the first part of the training, {@code 0.1 + 0.9·t/share},
   * then follows another schedule.
   *
   * @param share the part, above 0 and below 1
   * @param then what follows, from its own start on
   * @throws IllegalArgumentException if the part is out of range
   */
  static Schedule warmUp(double share, Schedule then) {
    Checks.require(share > 0 && share < 1, "the part is between 0 and 1, not " + share);
    return new WarmUp(share, then);
  }
}
