package org.scalarflow.spi;

/**
 * The operations of a tape by level: inputs and constants are at level 0, an operation is one above
 * its highest operand. Operations of one level do not depend on each other.
 */
public final class Levels {

  private final int[] starts;
  private final int[] nodes;

  private Levels(int[] starts, int[] nodes) {
    this.starts = starts;
    this.nodes = nodes;
  }

  static Levels of(Tape tape) {
    int first = tape.firstOperation();
    int[] operandStarts = tape.operandStarts();
    int[] operands = tape.operands();
    int[] level = new int[tape.size()];
    int highest = 0;
    for (int i = 0; i < operandStarts.length - 1; i++) {
      int below = 0;
      for (int slot = operandStarts[i]; slot < operandStarts[i + 1]; slot++) {
        below = Math.max(below, level[operands[slot]]);
      }
      level[first + i] = below + 1;
      highest = Math.max(highest, below + 1);
    }
    int[] starts = new int[highest + 2];
    for (int node = first; node < tape.size(); node++) {
      starts[level[node] + 1]++;
    }
    for (int i = 0; i <= highest; i++) {
      starts[i + 1] += starts[i];
    }
    int[] next = starts.clone();
    int[] nodes = new int[tape.size() - tape.firstOperation()];
    for (int node = first; node < tape.size(); node++) {
      nodes[next[level[node]]++] = node;
    }
    return new Levels(starts, nodes);
  }

  /** The highest level; 0 when there is no operation. */
  public int highest() {
    return starts.length - 2;
  }

  /** The number of operations at a level from 1 to {@link #highest()}. */
  public int width(int level) {
    return starts[level + 1] - starts[level];
  }

  /** An operation of a level, by an index from 0 to its width; ids ascend within a level. */
  public int node(int level, int index) {
    return nodes[starts[level] + index];
  }
}
