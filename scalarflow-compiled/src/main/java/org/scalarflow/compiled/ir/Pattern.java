package org.scalarflow.compiled.ir;

import java.util.Collections;
import java.util.List;

/**
 * The shape of a stretch of operations: one operation, or a body that is repeated.
 *
 * @param body what is repeated; empty for a single operation
 * @param trips how often
 * @param operations how many operations that is in all
 * @param steps how many operations there are to be written in code
 * @param depth how many loops are in each other; 0 for a single operation
 */
record Pattern(List<Pattern> body, int trips, int operations, int steps, int depth) {

  /** A single operation. */
  static final Pattern OPERATION = new Pattern(List.of(), 1, 1, 1, 0);

  static Pattern repeated(List<Pattern> body, int trips) {
    int operations = body.stream().mapToInt(Pattern::operations).sum();
    int steps = body.stream().mapToInt(Pattern::steps).sum();
    int depth = body.stream().mapToInt(Pattern::depth).max().orElse(0);
    return new Pattern(List.copyOf(body), trips, operations * trips, steps, depth + 1);
  }

  /** Each operation by itself. */
  static List<Pattern> straight(int operations) {
    return Collections.nCopies(operations, OPERATION);
  }

  /** The number of operations of an iteration. */
  int length() {
    return operations / trips;
  }

  boolean isLoop() {
    return !body.isEmpty();
  }
}
