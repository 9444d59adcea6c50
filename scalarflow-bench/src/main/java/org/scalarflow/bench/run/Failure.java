package org.scalarflow.bench.run;

/**
 * Why a case has no result.
 *
 * @param key the case
 * @param kind what became of it
 * @param reason in a line
 */
record Failure(Key key, Kind kind, String reason) {

  /** What became of a case without a result. */
  enum Kind {
    /** It was tried, and failed. */
    FAILED("failed"),
    /** Its numbers are not those of the baseline. */
    REFUSED("refused"),
    /** It was not tried. */
    NOT_RUN("not run");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }
}
