package org.scalarflow.bench.run;

/** How a case is timed, and what its answer is. */
enum Kind {
  /** Again and again in the steady state; the answer is the mean time. */
  STEADY,
  /** Single shots in a JVM that is warm; the answer is the mean time. */
  SHOTS,
  /** One shot in each of several JVMs that have just started; the answer is the mean time. */
  COLD,
  /** One long shot whose answer is in its counters: when runs had settled. */
  SETTLING,
  /** One shot whose answer is in its counters: bytes that are held. */
  MEMORY
}
