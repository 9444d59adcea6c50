package org.scalarflow.compiled.ir;

/**
 * How much code is written in one piece, and what becomes a loop.
 *
 * @param fusedBytes both sweeps are one method if that has about so many bytes at most
 * @param methodBytes about how many bytes another method has at most; HotSpot compiles none of
 *     8,000 or more
 * @param mostSteps the most operations to be written; more would keep the JIT busy for too long
 * @param bodySteps the most operations in the body of a loop, which is in one method
 * @param leastTrips a loop has so many iterations at least
 * @param leastOperations a loop does so many operations at least
 * @param lanes a loop does at most so many iterations side by side
 * @param vectors whether kernels with the Vector API do the sums of layers, and what can be done
 *     for all units at once
 */
public record Limits(
    int fusedBytes,
    int methodBytes,
    int mostSteps,
    int bodySteps,
    int leastTrips,
    int leastOperations,
    int lanes,
    VectorUse vectors) {

  /** HotSpot compiles no method of so many bytes. */
  public static final int BYTES_NOT_COMPILED = 8_000;

  /** Longer bodies are not looked for. */
  static final int MOST_BODY_STEPS = 60;

  /** What was found best; see docs/decisions/0005. */
  public static final Limits MEASURED = new Limits(6_000, 6_000, 10_000, MOST_BODY_STEPS, 4, 12, 8);

  /** Limits of code without vectors. */
  public Limits(
      int fusedBytes,
      int methodBytes,
      int mostSteps,
      int bodySteps,
      int leastTrips,
      int leastOperations,
      int lanes) {
    this(
        fusedBytes,
        methodBytes,
        mostSteps,
        bodySteps,
        leastTrips,
        leastOperations,
        lanes,
        VectorUse.NONE);
  }

  /** The same with or without the Vector API. */
  public Limits with(VectorUse use) {
    return new Limits(
        fusedBytes, methodBytes, mostSteps, bodySteps, leastTrips, leastOperations, lanes, use);
  }

  /**
   * The same for smaller methods: with fewer lanes as long as there are several, since that changes
   * no other loop, then in smaller pieces and bodies.
   */
  public Limits half() {
    return lanes > 1
        ? new Limits(
            fusedBytes,
            methodBytes,
            mostSteps,
            bodySteps,
            leastTrips,
            leastOperations,
            lanes / 2,
            vectors)
        : new Limits(
            fusedBytes / 2,
            methodBytes / 2,
            mostSteps,
            bodySteps / 2,
            leastTrips,
            leastOperations,
            lanes,
            vectors);
  }
}
