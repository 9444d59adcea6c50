package org.scalarflow.bench.run;

/**
 * What tells a result from every other of the same run.
 *
 * @param workload as it is chosen on the command line, such as {@code W1}
 * @param variant the size or part of it, such as {@code [32]x3}
 * @param backend a backend's name, or that of a baseline
 * @param mode strict or fast
 * @param threads how many processors the JVM was given
 * @param hasVectors whether the JVM had the module of the Vector API
 */
record Key(
    String workload, String variant, String backend, String mode, int threads, boolean hasVectors) {

  /** Plain Java by hand, which ratios are made to. */
  static final String PLAIN = "handwritten-plain";

  /** The same with four or so sums kept in registers. */
  static final String TILED = "handwritten-tiled";

  /** The same with the Vector API. */
  static final String VECTOR = "handwritten-vector";

  /** What no backend takes part in. */
  static final String LIBRARY = "scalarflow-api";

  /** What people read of a backend whose JVM had the Vector API. */
  static final String WITH_VECTORS = "Vector API";

  /** In files. */
  static final String ON = "on";

  /** In files. */
  static final String OFF = "off";

  /** Whether it is code written by hand. */
  boolean isBaseline() {
    return backend.equals(PLAIN) || backend.equals(TILED) || backend.equals(VECTOR);
  }

  /** The same of another variant. */
  Key of(String other) {
    return new Key(workload, other, backend, mode, threads, hasVectors);
  }

  /** Whether the JVM had the Vector API, as files have it. */
  String vectors() {
    return hasVectors ? ON : OFF;
  }

  @Override
  public String toString() {
    return workload
        + " "
        + variant
        + ", "
        + backend
        + (mode.equals("strict") ? "" : ", " + mode)
        + (threads == 1 ? "" : ", " + threads + " threads")
        + (hasVectors && !isBaseline() ? ", " + WITH_VECTORS : "");
  }
}
