package org.scalarflow.parallel;

import org.scalarflow.spi.Tape;

/**
 * Who contributes to whose adjoint: for each tape node its consumers in canonical order,
 * descending, and the operand positions at which it stands in them, ascending. Only what
 * {@linkplain Tape#passesBack passes back} is here.
 */
final class Contributions {

  private final int[] starts;
  private final int[] consumers;
  private final int[] positions;

  Contributions(Tape tape) {
    starts = new int[tape.size() + 1];
    for (int consumer = tape.firstOperation(); consumer < tape.size(); consumer++) {
      for (int position = tape.operandCount(consumer) - 1; position >= 0; position--) {
        if (tape.passesBack(consumer, position)) {
          starts[tape.operand(consumer, position)]++;
        }
      }
    }
    int total = 0;
    for (int node = 0; node <= tape.size(); node++) {
      total += starts[node];
      starts[node] = total;
    }
    consumers = new int[total];
    positions = new int[total];
    // Filled from the ends of the ranges, so that each start ends up where it belongs.
    for (int consumer = tape.firstOperation(); consumer < tape.size(); consumer++) {
      for (int position = tape.operandCount(consumer) - 1; position >= 0; position--) {
        if (tape.passesBack(consumer, position)) {
          int at = --starts[tape.operand(consumer, position)];
          consumers[at] = consumer;
          positions[at] = position;
        }
      }
    }
  }

  /** Where the contributions to a node start; those to the next node start at its end. */
  int start(int node) {
    return starts[node];
  }

  /** The number of contributions to a node. */
  int count(int node) {
    return starts[node + 1] - starts[node];
  }

  /** The tape node that contributes. */
  int consumer(int contribution) {
    return consumers[contribution];
  }

  /** The position at which the node stands among the consumer's operands. */
  int position(int contribution) {
    return positions[contribution];
  }
}
