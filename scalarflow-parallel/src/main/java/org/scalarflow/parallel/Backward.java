package org.scalarflow.parallel;

import java.util.Arrays;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * Adds the backward stages to {@link Steps}: level by level, downwards, each node sums its own
 * adjoint, one term for each contribution in canonical order, and each operation computes those of
 * its partials that are not at hand.
 *
 * <p>A contribution is the consumer's adjoint times a factor. The factor of a sum is 1 or −1, that
 * of a product is its other operand, that of {@code exp} its result; others are computed. A node
 * whose only contribution has the factor 1 shares its consumer's adjoint. Where selective operators
 * are on the way, a contribution has a gate as well: it counts only if the consumer received an
 * adjoint and passes it to this operand.
 */
final class Backward {

  private final Tape tape;
  private final Parts parts;
  private final Order order;
  private final boolean selective;
  private final Steps.Builder steps;
  private final int[] valueCells;
  private final int zero;
  private final int one;
  private final int minusOne;
  private final IntIntHashMap seeds = new IntIntHashMap();

  /** By tape node where its contributions start, in canonical order. */
  private final int[] starts;

  private final int[] consumers;
  private final int[] positions;

  /** By tape node. */
  private final int[] adjointCells;

  /** By tape node, if some operator is selective: whether it received an adjoint. */
  private final int[] gateCells;

  /** By operation: the cells of the partials with respect to the first and second operand. */
  private final int[] firstPartials;

  private final int[] secondPartials;

  /** By operation: the gate of its first operand. */
  private final IntIntHashMap operandGates = new IntIntHashMap();

  private int cells;

  Backward(
      Tape tape,
      Parts parts,
      Order order,
      boolean selective,
      Steps.Builder steps,
      int[] valueCells,
      int constants) {
    this.tape = tape;
    this.parts = parts;
    this.order = order;
    this.selective = selective;
    this.steps = steps;
    this.valueCells = valueCells;
    zero = constants;
    one = constants + 1;
    minusOne = constants + 2;
    cells = constants + Plan.CONSTANTS;
    for (int i = 0; i < tape.outputCount(); i++) {
      seeds.put(tape.output(i), cells++);
    }
    adjointCells = new int[tape.size()];
    Arrays.fill(adjointCells, zero);
    gateCells = new int[selective ? tape.size() : 0];
    Arrays.fill(gateCells, one);
    firstPartials = new int[tape.size() - tape.firstOperation()];
    secondPartials = new int[firstPartials.length];
    starts = new int[tape.size() + 1];
    countContributions();
    consumers = new int[starts[tape.size()]];
    positions = new int[consumers.length];
    collectContributions();
  }

  /** Whether it depends on values where a contribution goes. */
  static boolean isSelective(Tape tape) {
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      if (!Kind.isTabled(tape.opcode(node))
          && tape.needsAdjoint(node)
          && tape.operator(node).isSelective()) {
        return true;
      }
    }
    return false;
  }

  private void countContributions() {
    for (int consumer = tape.firstOperation(); consumer < tape.size(); consumer++) {
      for (int position = tape.operandCount(consumer) - 1; position >= 0; position--) {
        if (tape.passesBack(consumer, position)) {
          starts[tape.operand(consumer, position) + 1]++;
        }
      }
    }
    for (int node = 0; node < tape.size(); node++) {
      starts[node + 1] += starts[node];
    }
  }

  private void collectContributions() {
    int[] next = starts.clone();
    for (int consumer = tape.size() - 1; consumer >= tape.firstOperation(); consumer--) {
      int count = tape.operandCount(consumer);
      for (int position = 0; position < count; position++) {
        if (tape.passesBack(consumer, position)) {
          int at = next[tape.operand(consumer, position)]++;
          consumers[at] = consumer;
          positions[at] = position;
        }
      }
    }
  }

  /** Adds all stages and returns the number of cells. */
  int add() {
    IntArrayList nodes = new IntArrayList();
    for (int level = order.highestLevel(); level > 0; level--) {
      nodes.clear();
      for (int place = order.start(level); place < order.start(level + 1); place++) {
        if (tape.needsAdjoint(order.node(place))) {
          nodes.add(order.node(place));
        }
      }
      addAdjoints(nodes);
      addPartials(nodes);
      steps.endStage();
    }
    nodes.clear();
    for (int node = 0; node < tape.firstConstant(); node++) {
      if (tape.needsAdjoint(node)) {
        nodes.add(node);
      }
    }
    addAdjoints(nodes);
    return cells;
  }

  /** The cell of a node's adjoint, which is that of zero if nothing flows there. */
  int adjointCell(int node) {
    return parts.isPart(node) ? adjointCells[parts.whole(node)] : adjointCells[node];
  }

  // -------------------------------------------------------------- adjoints

  private void addAdjoints(IntArrayList nodes) {
    IntArrayList single = new IntArrayList();
    IntArrayList several = new IntArrayList();
    IntArrayList gated = new IntArrayList();
    nodes.forEach(
        node -> {
          if (sharesAdjoint(node)) {
            return;
          }
          if (isGated(node)) {
            gated.add(node);
          } else if (countTerms(node) == 1) {
            single.add(node);
          } else {
            several.add(node);
          }
        });
    addProducts(single);
    addSums(several);
    addGatedSums(gated);
  }

  private int countTerms(int node) {
    return starts[node + 1] - starts[node] + (seeds.containsKey(node) ? 1 : 0);
  }

  /** Gives a node the adjoint of its only consumer, or its seed, if that is what it is. */
  private boolean sharesAdjoint(int node) {
    if (countTerms(node) != 1) {
      return false;
    }
    if (seeds.containsKey(node)) {
      adjointCells[node] = seeds.get(node);
      return true;
    }
    int only = starts[node];
    if (factor(only) != one || gate(only) != gateOf(consumers[only])) {
      return false;
    }
    adjointCells[node] = adjointCell(consumers[only]);
    if (selective) {
      gateCells[node] = gate(only);
    }
    return true;
  }

  private boolean isGated(int node) {
    for (int i = starts[node]; i < starts[node + 1]; i++) {
      if (gate(i) != one) {
        return true;
      }
    }
    return false;
  }

  private void addProducts(IntArrayList nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    steps.startRun(Opcode.MULTIPLY, cells, nodes.size(), false);
    for (int i = 0; i < nodes.size(); i++) {
      int node = nodes.get(i);
      adjointCells[node] = cells++;
      steps.operand(adjointCell(consumers[starts[node]]));
      steps.operand(factor(starts[node]));
    }
  }

  private void addSums(IntArrayList nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    startSums(Kind.SUM, 2, nodes);
    for (int i = 0; i < nodes.size(); i++) {
      int node = nodes.get(i);
      adjointCells[node] = cells++;
      if (seeds.containsKey(node)) {
        steps.operand(seeds.get(node));
        steps.operand(one);
      }
      for (int at = starts[node]; at < starts[node + 1]; at++) {
        steps.operand(adjointCell(consumers[at]));
        steps.operand(factor(at));
      }
    }
  }

  private void addGatedSums(IntArrayList nodes) {
    if (nodes.isEmpty()) {
      return;
    }
    startSums(Kind.GATED_SUM, 3, nodes);
    for (int i = 0; i < nodes.size(); i++) {
      int node = nodes.get(i);
      adjointCells[node] = cells + i;
      boolean always = false;
      if (seeds.containsKey(node)) {
        steps.operand(seeds.get(node));
        steps.operand(one);
        steps.operand(one);
        always = true;
      }
      for (int at = starts[node]; at < starts[node + 1]; at++) {
        steps.operand(adjointCell(consumers[at]));
        steps.operand(factor(at));
        steps.operand(gate(at));
        always |= gate(at) == one;
      }
      gateCells[node] = always ? one : cells + nodes.size() + i;
    }
    cells += 2 * nodes.size();
  }

  private void startSums(int kind, int factors, IntArrayList nodes) {
    steps.startRun(kind, cells, nodes.size(), false);
    int at = steps.size() + nodes.size() + 1;
    int firstTerm = at;
    for (int i = 0; i < nodes.size(); i++) {
      steps.operand(at);
      at += factors * countTerms(nodes.get(i));
    }
    steps.operand(at);
    steps.terms((at - firstTerm) / factors);
  }

  /** The cell by which a consumer's adjoint is multiplied in a contribution. */
  private int factor(int contribution) {
    int consumer = consumers[contribution];
    int position = positions[contribution];
    int operation = consumer - tape.firstOperation();
    return switch (tape.opcode(consumer)) {
      case Opcode.ADD, Opcode.SELECT -> one;
      case Opcode.SUBTRACT -> position == 0 ? one : minusOne;
      case Opcode.NEGATE -> minusOne;
      case Opcode.MULTIPLY -> valueCells[tape.operand(consumer, 1 - position)];
      case Opcode.EXP -> valueCells[consumer];
      default ->
          Kind.isTabled(tape.opcode(consumer))
              ? (position == 0 ? firstPartials : secondPartials)[operation]
              : firstPartials[operation] + position;
    };
  }

  /** Whether a consumer's partials are all at hand, so that none is computed. */
  private static boolean isAtHand(int opcode) {
    return switch (opcode) {
      case Opcode.ADD, Opcode.SUBTRACT, Opcode.NEGATE, Opcode.MULTIPLY, Opcode.EXP -> true;
      default -> false;
    };
  }

  /** The gate of a contribution. */
  private int gate(int contribution) {
    int consumer = consumers[contribution];
    return operandGates.containsKey(consumer)
        ? operandGates.get(consumer) + positions[contribution]
        : gateOf(consumer);
  }

  /** The gate of a node: 1 if it received an adjoint. */
  private int gateOf(int node) {
    if (!selective) {
      return one;
    }
    return gateCells[parts.isPart(node) ? parts.whole(node) : node];
  }

  // -------------------------------------------------------------- partials

  /** Adds the partials of the operations of a level; gates must wait for their adjoints. */
  private void addPartials(IntArrayList nodes) {
    int from = 0;
    while (from < nodes.size()) {
      int kind = order.kind(nodes.get(from));
      int to = from + 1;
      while (to < nodes.size() && order.kind(nodes.get(to)) == kind) {
        to++;
      }
      if (kind == Kind.SELECT) {
        addSelectGates(nodes, from, to);
      } else if (kind == Kind.CALL) {
        addCalls(nodes, from, to);
      } else if (kind != Kind.SUM && !isAtHand(kind)) {
        addTabled(nodes, from, to, kind, 0);
        if (Opcode.isBinary(kind)) {
          addTabled(nodes, from, to, kind, 1);
        }
      }
      from = to;
    }
  }

  private void addTabled(IntArrayList nodes, int from, int to, int opcode, int position) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += tape.passesBack(nodes.get(i), position) ? 1 : 0;
    }
    if (count == 0) {
      return;
    }
    int kind = opcode + (position == 0 ? Kind.FIRST : Kind.SECOND);
    steps.startRun(kind, cells, count, order.isUniform(nodes.get(from)));
    for (int i = from; i < to; i++) {
      int node = nodes.get(i);
      if (tape.passesBack(node, position)) {
        (position == 0 ? firstPartials : secondPartials)[node - tape.firstOperation()] = cells++;
        for (int operand = 0; operand < tape.operandCount(node); operand++) {
          steps.operand(valueCells[tape.operand(node, operand)]);
        }
        steps.operand(valueCells[node]);
      }
    }
  }

  private void addSelectGates(IntArrayList nodes, int from, int to) {
    steps.endStage();
    steps.startRun(Kind.SELECT_GATES, cells, to - from, false);
    for (int i = from; i < to; i++) {
      int node = nodes.get(i);
      steps.operand(valueCells[tape.operand(node, 0)]);
      steps.operand(gateOf(node));
      // The condition, which is operand 0, receives nothing and has no gate.
      operandGates.put(node, cells - 1);
      cells += 2;
    }
  }

  private void addCalls(IntArrayList nodes, int from, int to) {
    if (selective) {
      steps.endStage();
    }
    int first = cells;
    int count = 0;
    for (int i = from; i < to; i++) {
      count += passesBack(nodes.get(i)) ? 1 : 0;
    }
    if (count == 0) {
      return;
    }
    steps.startRun(Kind.CALL_PARTIALS, first, count, order.isUniform(nodes.get(from)));
    for (int i = from; i < to; i++) {
      int node = nodes.get(i);
      if (!passesBack(node)) {
        continue;
      }
      steps.operand(node);
      steps.operand(gateOf(node));
      steps.operand(cells);
      firstPartials[node - tape.firstOperation()] = cells;
      cells += tape.operandCount(node);
      if (tape.operator(node).isSelective()) {
        steps.operand(cells);
        operandGates.put(node, cells);
        cells += tape.operandCount(node);
      } else {
        steps.operand(-1);
      }
    }
  }

  private boolean passesBack(int node) {
    for (int position = tape.operandCount(node) - 1; position >= 0; position--) {
      if (tape.passesBack(node, position)) {
        return true;
      }
    }
    return false;
  }
}
