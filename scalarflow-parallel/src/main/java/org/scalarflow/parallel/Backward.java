package org.scalarflow.parallel;

import java.util.Arrays;
import java.util.BitSet;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.eclipse.collections.impl.map.mutable.primitive.IntIntHashMap;
import org.scalarflow.spi.Consumers;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/**
 * Adds the backward stages of a plan: level by level, downwards, each node sums its own adjoint,
 * one term for each contribution in canonical order, and each operation computes its {@link
 * Partials}.
 *
 * <p>A node whose only contribution has the factor 1 shares the adjoint of its consumer, and a
 * {@linkplain Parts part} that of its whole. Where selective operators are on the way, a
 * contribution has a gate: it counts only if the consumer received an adjoint and passes it to this
 * operand.
 */
final class Backward {

  private final Tape tape;
  private final Parts parts;
  private final Order order;
  private final Assembly assembly;
  private final Steps.Builder steps;
  private final int one;
  private final boolean selective;
  private final Consumers contributions;
  private final Partials partials;

  /** The outputs, and by output the cell of its seed. */
  private final BitSet outputs = new BitSet();

  private final IntIntHashMap seeds = new IntIntHashMap();

  /** By tape node. */
  private final int[] adjointCells;

  /** By tape node the gate that says whether it received an adjoint; empty if there are none. */
  private final int[] gateCells;

  // The nodes of a level, or of one kind in it, sorted out.
  private final IntArrayList nodes = new IntArrayList();
  private final IntArrayList singles = new IntArrayList();
  private final IntArrayList sums = new IntArrayList();
  private final IntArrayList gated = new IntArrayList();
  private final IntArrayList gates = new IntArrayList();

  Backward(Assembly assembly) {
    this.assembly = assembly;
    tape = assembly.tape();
    parts = assembly.parts();
    order = assembly.order();
    steps = assembly.steps();
    one = assembly.one();
    selective = tape.isSelective();
    contributions = Consumers.of(tape);
    partials = new Partials(assembly);
    for (int i = 0; i < tape.outputCount(); i++) {
      outputs.set(tape.output(i));
      seeds.put(tape.output(i), assembly.seeds() + i);
    }
    adjointCells = new int[tape.size()];
    Arrays.fill(adjointCells, assembly.zero());
    gateCells = new int[selective ? tape.size() : 0];
    Arrays.fill(gateCells, one);
  }

  /** The cell of a node's adjoint; that of 0 if nothing flows there. */
  int adjointCell(int node) {
    return adjointCells[parts.isPart(node) ? parts.whole(node) : node];
  }

  /** Adds all stages. */
  void add() {
    for (int level = order.highestLevel(); level > 0; level--) {
      assembly.interruption().run();
      collect(order.start(level), order.start(level + 1));
      addAdjoints();
      addPartials(level);
      steps.endStage();
    }
    nodes.clear();
    for (int node = 0; node < tape.firstConstant(); node++) {
      if (tape.needsAdjoint(node)) {
        nodes.add(node);
      }
    }
    addAdjoints();
    steps.endStage();
  }

  private void collect(int from, int to) {
    nodes.clear();
    for (int place = from; place < to; place++) {
      if (tape.needsAdjoint(order.node(place))) {
        nodes.add(order.node(place));
      }
    }
  }

  // -------------------------------------------------------------- adjoints

  private void addAdjoints() {
    singles.clear();
    sums.clear();
    gated.clear();
    for (int i = 0; i < nodes.size(); i++) {
      int node = nodes.get(i);
      if (!sharesAdjoint(node)) {
        (isGated(node) ? gated : countTerms(node) == 1 ? singles : sums).add(node);
      }
    }
    addProducts();
    addSums();
    addGatedSums();
  }

  private int countTerms(int node) {
    return contributions.end(node) - contributions.start(node) + (outputs.get(node) ? 1 : 0);
  }

  /** Gives a node the adjoint of its only consumer, or its seed, if that is what it is. */
  private boolean sharesAdjoint(int node) {
    if (countTerms(node) != 1) {
      return false;
    }
    if (outputs.get(node)) {
      adjointCells[node] = seeds.get(node);
      return true;
    }
    int only = contributions.start(node);
    int consumer = contributions.consumer(only);
    if (factor(only) != one || (selective && partials.isSelective(consumer))) {
      return false;
    }
    adjointCells[node] = adjointCell(consumer);
    if (selective) {
      gateCells[node] = gateOf(consumer);
    }
    return true;
  }

  private int factor(int contribution) {
    return partials.factor(
        contributions.consumer(contribution), contributions.position(contribution));
  }

  private void addProducts() {
    if (singles.isEmpty()) {
      return;
    }
    int cell = assembly.newCells(singles.size());
    steps.startRun(Opcode.MULTIPLY, cell, singles.size(), false);
    for (int i = 0; i < singles.size(); i++) {
      int node = singles.get(i);
      adjointCells[node] = cell++;
      addTerm(contributions.start(node));
    }
  }

  private void addTerm(int contribution) {
    steps.operand(adjointCell(contributions.consumer(contribution)));
    steps.operand(factor(contribution));
  }

  private void addSums() {
    if (sums.isEmpty()) {
      return;
    }
    int cell = assembly.newCells(sums.size());
    startSums(Kind.SUM, cell, sums, 2);
    for (int i = 0; i < sums.size(); i++) {
      int node = sums.get(i);
      adjointCells[node] = cell++;
      if (outputs.get(node)) {
        steps.operand(seeds.get(node));
        steps.operand(one);
      }
      int end = contributions.end(node);
      for (int at = contributions.start(node); at < end; at++) {
        addTerm(at);
      }
    }
  }

  private void startSums(int kind, int firstCell, IntArrayList some, int factors) {
    steps.startRun(kind, firstCell, some.size(), false);
    int at = steps.size() + some.size() + 1;
    int firstTerm = at;
    for (int i = 0; i < some.size(); i++) {
      steps.operand(at);
      at = Math.addExact(at, factors * countTerms(some.get(i)));
    }
    steps.operand(at);
    steps.terms((at - firstTerm) / factors);
  }

  // ----------------------------------------------------------------- gates

  /** Whether some contribution to a node depends on values. */
  private boolean isGated(int node) {
    if (selective) {
      for (int at = contributions.start(node); at < contributions.end(node); at++) {
        if (gate(at) != one) {
          return true;
        }
      }
    }
    return false;
  }

  /** The gate of a contribution. */
  private int gate(int contribution) {
    int consumer = contributions.consumer(contribution);
    return partials.isSelective(consumer)
        ? partials.operandGate(consumer, contributions.position(contribution))
        : gateOf(consumer);
  }

  /** The gate of a node. */
  private int gateOf(int node) {
    return selective ? gateCells[parts.isPart(node) ? parts.whole(node) : node] : one;
  }

  private void addGatedSums() {
    if (gated.isEmpty()) {
      return;
    }
    int cell = assembly.newCells(2 * gated.size());
    startSums(Kind.GATED_SUM, cell, gated, 3);
    for (int i = 0; i < gated.size(); i++) {
      int node = gated.get(i);
      adjointCells[node] = cell + i;
      boolean always = outputs.get(node);
      if (always) {
        steps.operand(seeds.get(node));
        steps.operand(one);
        steps.operand(one);
      }
      int end = contributions.end(node);
      for (int at = contributions.start(node); at < end; at++) {
        addTerm(at);
        steps.operand(gate(at));
        always |= gate(at) == one;
      }
      gateCells[node] = always ? one : cell + gated.size() + i;
    }
  }

  // -------------------------------------------------------------- partials

  /** Adds the partials of a level kind by kind; what depends on gates waits for this stage. */
  private void addPartials(int level) {
    int start = order.start(level);
    int end = order.start(level + 1);
    boolean uniform = order.isUniform(order.node(start));
    for (int from = start, to; from < end; from = to) {
      to = order.endOfKind(from, end);
      collect(from, to);
      partials.add(nodes, order.kind(order.node(from)), uniform);
    }
    if (order.kind(order.node(end - 1)) < Kind.SUM) {
      return;
    }
    if (selective) {
      steps.endStage();
    }
    for (int from = start, to; from < end; from = to) {
      to = order.endOfKind(from, end);
      collect(from, to);
      gates.clear();
      nodes.forEach(node -> gates.add(gateOf(node)));
      if (!nodes.isEmpty()) {
        partials.addGated(nodes, gates, order.kind(order.node(from)), uniform);
      }
    }
  }
}
