package org.scalarflow.it.documents;

import java.util.ArrayList;
import java.util.List;

/** Compares what an example shows in its comments with what it computes. */
public final class Checks {

  private final String page;
  private final List<String> problems = new ArrayList<>();
  private int made;

  Checks(String page) {
    this.page = page;
  }

  /** Called by a compiled example: the number shown must be the value to the last bit. */
  public void equal(int line, double shown, double value) {
    made++;
    if (Double.doubleToLongBits(shown) != Double.doubleToLongBits(value)) {
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
