package org.scalarflow;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the name that somebody probably meant. */
final class Suggestions {

  private Suggestions() {}

  /** {@code "; did you mean 'loss'?"}, or nothing when no candidate is near. */
  static String nearest(String wanted, Stream<String> candidates) {
    int limit = Math.max(1, wanted.length() / 3);
    Optional<String> best =
        candidates
            .filter(candidate -> Math.abs(candidate.length() - wanted.length()) <= limit)
            .filter(candidate -> distance(wanted, candidate) <= limit)
            .min(
                Comparator.<String>comparingInt(candidate -> distance(wanted, candidate))
                    .thenComparing(Comparator.naturalOrder()));
    return best.map(name -> "; did you mean '" + name + "'?").orElse("");
  }

  /** The Levenshtein distance: how many insertions, deletions and substitutions lead over. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substituted = previous[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(substituted, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[to.length()];
  }
}
