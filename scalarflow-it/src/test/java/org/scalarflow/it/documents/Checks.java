package org.scalarflow.it.documents;

import java.util.ArrayList;
import java.util.List;

/** Compares what an example shows in its comments with what it computes. */
public final class Checks {

  /** The last bits of {@code Math.exp} and its kin may differ between JVMs. */
  private static final double MOST_ULPS = 4;

  private final String page;
  private final List<String> problems = new ArrayList<>();
  private int made;

  Checks(String page) {
    this.page = page;
  }

  /** Called by a compiled example: the number shown must be the value, to all its digits. */
  public void equal(int line, double shown, double value) {
    made++;
    if (!(Math.abs(shown - value) <= MOST_ULPS * Math.ulp(shown))) {
      problems.add("%s:%d: shows %s, but is %s".formatted(page, line, shown, value));
    }
  }

  void add(String problem) {
    problems.add(problem);
  }

  List<String> problems() {
    return problems;
  }

  int made() {
    return made;
  }
}
