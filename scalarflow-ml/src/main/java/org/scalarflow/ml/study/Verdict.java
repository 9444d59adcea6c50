package org.scalarflow.ml.study;

/**
 * Whether networks learn, judged by how much their accuracy exceeds that of guessing. With the mean
 * of this gain over seeds, its confidence interval of 95 %, and the largest possible gain:
 */
public enum Verdict {
  /** The interval is above half of the largest possible gain. */
  LEARNS,
  /** The interval is below 0.05. */
  FAILS,
  /** Neither. */
  BETWEEN,
  /** There are fewer than two trials that did not diverge, so there is no interval. */
  UNKNOWN
}
