package org.scalarflow.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** What all pictures ask of what they are given. */
final class Inputs {

  private Inputs() {}

  /** A name that is not blank, fit to be drawn. */
  static String name(String name, String what) {
    String clean = Texts.clean(name);
    if (clean.isBlank()) {
      throw new IllegalArgumentException("the " + what + " is empty");
    }
    return clean;
  }

  /**
   * At least one, not more than can be told apart, and no two of one name as it is shown.
   *
   * @param what they are, such as "curves"
   */
  static <T> List<T> distinct(
      String title, String what, List<T> given, Function<T, String> name, int most) {
    List<T> all = List.copyOf(given);
    if (all.isEmpty() || all.size() > most) {
      throw new IllegalArgumentException(
          "'" + title + "' shows 1 to " + most + " " + what + ", not " + all.size());
    }
    Set<String> names = new HashSet<>();
    for (T one : all) {
      if (!names.add(name.apply(one))) {
        throw new IllegalArgumentException(
            "'" + title + "': two " + what + " are named '" + name.apply(one) + "'");
      }
    }
    return all;
  }
}
