package org.scalarflow.spi;

/**
 * Who passes contributions to whom in the backward sweep. The contributors of a node stand in the
 * canonical order of summation: descending consumer, then ascending operand position. Only pairs
 * for which {@link Tape#passesBack} holds are here.
 */
public final class Consumers {

  private final int[] starts;
  private final int[] nodes;
  private final int[] positions;

  private Consumers(int[] starts, int[] nodes, int[] positions) {
    this.starts = starts;
    this.nodes = nodes;
    this.positions = positions;
  }

  static Consumers of(Tape tape) {
    int[] starts = new int[tape.size() + 1];
    forEachPair(tape, (consumer, position) -> starts[tape.operand(consumer, position) + 1]++);
    for (int node = 0; node < tape.size(); node++) {
      starts[node + 1] += starts[node];
    }
    int[] next = starts.clone();
    int[] nodes = new int[starts[tape.size()]];
    int[] positions = new int[nodes.length];
    forEachPair(
        tape,
        (consumer, position) -> {
          int at = next[tape.operand(consumer, position)]++;
          nodes[at] = consumer;
          positions[at] = position;
        });
    return new Consumers(starts, nodes, positions);
  }

  /** Where the contributors of a tape node start. */
  public int start(int node) {
    return starts[node];
  }

  /** Where the contributors of a tape node end. */
  public int end(int node) {
    return starts[node + 1];
  }

  /** The tape node that contributes, at an index from {@link #start} to {@link #end}. */
  public int consumer(int index) {
    return nodes[index];
  }

  /** At which of the consumer's operand positions the node stands. */
  public int position(int index) {
    return positions[index];
  }

  private interface PairVisitor {
    void visit(int consumer, int position);
  }

  private static void forEachPair(Tape tape, PairVisitor visitor) {
    for (int consumer = tape.size() - 1; consumer >= tape.firstOperation(); consumer--) {
      for (int position = 0; position < tape.operandCount(consumer); position++) {
        if (tape.passesBack(consumer, position)) {
          visitor.visit(consumer, position);
        }
      }
    }
  }
}
