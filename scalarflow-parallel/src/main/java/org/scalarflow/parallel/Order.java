package org.scalarflow.parallel;

import java.util.BitSet;
import org.scalarflow.Operator;
import org.scalarflow.spi.Tape;

/**
 * The operations that are computed, in the order in which they are: those that are the same in each
 * row of a batch first, then by level, then by kind, then as on the tape. A level is one above the
 * highest operand's; what is a {@linkplain Parts part} adds none.
 */
final class Order {

  private final Tape tape;
  private final Parts parts;
  private final int firstOperation;
  private final BitSet uniform;

  /** By operation: its level, with the uniform ones below all others. */
  private final int[] levels;

  private final int[] nodes;
  private final int[] levelStarts;

  Order(Tape tape, Parts parts) {
    this.tape = tape;
    this.parts = parts;
    firstOperation = tape.firstOperation();
    int operations = tape.size() - firstOperation;
    uniform = new BitSet(operations);
    levels = new int[operations];
    int[] highest = {0, 0};
    for (int i = 0; i < operations; i++) {
      boolean same = isSameInEachRow(firstOperation + i);
      uniform.set(i, same);
      levels[i] = levelOfOperands(firstOperation + i, same);
      if (!parts.isPart(firstOperation + i)) {
        levels[i]++;
        int group = same ? 0 : 1;
        highest[group] = Math.max(highest[group], levels[i]);
      }
    }
    for (int i = 0; i < operations; i++) {
      levels[i] += uniform.get(i) ? 0 : highest[0];
    }
    levelStarts = new int[highest[0] + highest[1] + 2];
    nodes = sorted();
  }

  private boolean isSameInEachRow(int node) {
    for (int position = tape.operandCount(node) - 1; position >= 0; position--) {
      if (!isUniform(tape.operand(node, position))) {
        return false;
      }
    }
    if (Kind.ofValue(tape.opcode(node)) != Kind.CALL) {
      return true;
    }
    // An operator may be asked for its partials only in the rows in which it received an adjoint.
    Operator operator = tape.operator(node);
    return operator.isPure() && !tape.isSelective();
  }

  /** The highest level among the operands that are computed in the same part of a batch. */
  private int levelOfOperands(int node, boolean same) {
    int level = 0;
    for (int position = tape.operandCount(node) - 1; position >= 0; position--) {
      int operand = tape.operand(node, position) - firstOperation;
      if (operand >= 0 && (same || !uniform.get(operand))) {
        level = Math.max(level, levels[operand]);
      }
    }
    return level;
  }

  /** Sorts by kind, then, leaving equal ones as they are, by level. */
  private int[] sorted() {
    int kinds = Kind.CALL_PARTIALS + 1;
    int[] byKind = new int[kinds + 1];
    for (int node = firstOperation; node < tape.size(); node++) {
      if (!parts.isPart(node)) {
        byKind[kind(node) + 1]++;
        levelStarts[levels[node - firstOperation]]++;
      }
    }
    int count = 0;
    for (int level = 0; level < levelStarts.length; level++) {
      int width = levelStarts[level];
      levelStarts[level] = count;
      count += width;
    }
    for (int kind = 0; kind < kinds; kind++) {
      byKind[kind + 1] += byKind[kind];
    }
    int[] kindOrder = new int[count];
    for (int node = firstOperation; node < tape.size(); node++) {
      if (!parts.isPart(node)) {
        kindOrder[byKind[kind(node)]++] = node;
      }
    }
    int[] order = new int[count];
    int[] next = levelStarts.clone();
    for (int node : kindOrder) {
      order[next[levels[node - firstOperation]]++] = node;
    }
    return order;
  }

  /** The place before {@code end} where the kind of the operation at a place ends. */
  int endOfKind(int from, int end) {
    int kind = kind(nodes[from]);
    int to = from + 1;
    while (to < end && kind(nodes[to]) == kind) {
      to++;
    }
    return to;
  }

  /** How many operations of one level and kind there are, on average. */
  double stepsPerRun() {
    int runs = 0;
    for (int level = 1; level <= highestLevel(); level++) {
      for (int from = start(level);
          from < start(level + 1);
          from = endOfKind(from, start(level + 1))) {
        runs++;
      }
    }
    return (double) nodes.length / Math.max(1, runs);
  }

  /** The kind of an operation's value. */
  int kind(int node) {
    return parts.hasParts(node) ? Kind.SUM : Kind.ofValue(tape.opcode(node));
  }

  /** The number of operations that are computed. */
  int count() {
    return nodes.length;
  }

  /** The operation at a place of the order. */
  int node(int place) {
    return nodes[place];
  }

  /** The highest level; the lowest is 1. */
  int highestLevel() {
    return levelStarts.length - 2;
  }

  /** The place where a level starts; that of the next is its end. */
  int start(int level) {
    return levelStarts[level];
  }

  /** Whether a tape node has the same value in each row. */
  boolean isUniform(int node) {
    return node < firstOperation
        ? node < tape.uniformCount() || node >= tape.firstConstant()
        : uniform.get(node - firstOperation);
  }
}
