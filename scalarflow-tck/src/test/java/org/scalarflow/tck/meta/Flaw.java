package org.scalarflow.tck.meta;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A deliberate mistake, and what the kit is known to say about it.
 *
 * @param name what is wrong, in a few words, unique
 * @param rule the number of the rule that this flaw is there for
 * @param alsoTrips the numbers of all other rules that fail because of it
 * @param make makes the broken backend or operator
 */
record Flaw<T>(String name, String rule, SortedSet<String> alsoTrips, Supplier<T> make) {

  /** A flaw of a rule, with the other rules that it trips. */
  static <T> Flaw<T> of(String rule, String name, Supplier<T> make, String... alsoTrips) {
    return new Flaw<>(name, rule, new TreeSet<>(List.of(alsoTrips)), make);
  }

  /** All rules that fail. */
  SortedSet<String> trips() {
    SortedSet<String> all = new TreeSet<>(alsoTrips);
    all.add(rule);
    return all;
  }

  @Override
  public String toString() {
    return rule + " " + name;
  }
}
