package org.scalarflow.parallel;

/**
 * The measured sizes by which work is shared out; docs/decisions tells how they were found. Work is
 * counted in units of about a nanosecond: an addition is one unit, a sine about ten.
 *
 * @param forkWork a level with less work than this is done by the calling thread alone
 * @param chunkWork how much work a thread takes at a time
 * @param plainRows how many single rows are run before a plan is made for them
 */
record Tuning(int forkWork, int chunkWork, int plainRows) {

  /** What was measured to be good. */
  static final Tuning MEASURED = new Tuning(10_000, 4_000, 8);

  /** Shares out whatever can be shared, in the smallest pieces: for tests. */
  static final Tuning EAGER = new Tuning(1, 1, 0);

  /** Whether everything is shared out. */
  boolean isEager() {
    return forkWork <= 1;
  }
}
