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

  /** Finds them anew; {@link Tape#consumers} keeps what it finds. */
  public static Consumers of(Tape tape) {
    int first = tape.firstOperation();
    int[] operandStarts = tape.operandStarts();
    int[] operands = tape.operands();
    Activity activity = tape.activity();
    int[] starts = new int[tape.size() + 1];
    for (int i = 0; i < operandStarts.length - 1; i++) {
      if (activity.isActive(first + i)) {
        for (int slot = operandStarts[i]; slot < operandStarts[i + 1]; slot++) {
          if (activity.isOpen(slot)) {
            starts[operands[slot]]++;
          }
        }
      }
    }
    for (int node = 1; node <= tape.size(); node++) {
      starts[node] += starts[node - 1];
    }
    // Each now tells where a node's contributors end. They are filled in from their ends, the last
    // ones first, after which it tells where they start.
    int[] nodes = new int[starts[tape.size()]];
    int[] positions = new int[nodes.length];
    for (int i = 0; i < operandStarts.length - 1; i++) {
      if (activity.isActive(first + i)) {
        for (int slot = operandStarts[i + 1] - 1; slot >= operandStarts[i]; slot--) {
          if (activity.isOpen(slot)) {
            int at = --starts[operands[slot]];
            nodes[at] = first + i;
            positions[at] = slot - operandStarts[i];
          }
        }
      }
    }
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
}
