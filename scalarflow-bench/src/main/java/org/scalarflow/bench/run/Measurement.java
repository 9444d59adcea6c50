package org.scalarflow.bench.run;

import java.util.OptionalDouble;

/**
 * What was measured of a case.
 *
 * @param subject the case
 * @param unit what the time is of, such as {@code row}
 * @param nanos mean time of a unit
 * @param error half of the width of the 99.9 % confidence interval of the mean, as JMH has it; NaN
 *     if there was a single measurement
 * @param bytesPerRun what a run allocates
 * @param graphBytesPerNode what a graph holds
 * @param programBytesPerNode what a program and its workspace hold
 */
record Measurement(
    Case subject,
    String unit,
    double nanos,
    double error,
    OptionalDouble bytesPerRun,
    OptionalDouble graphBytesPerNode,
    OptionalDouble programBytesPerNode) {

  Key key() {
    return subject.key();
  }

  /** Whether there is a time, rather than bytes alone. */
  boolean hasTime() {
    return subject.kind() != Kind.MEMORY;
  }

  Interval interval() {
    return new Interval(nanos, error);
  }
}
