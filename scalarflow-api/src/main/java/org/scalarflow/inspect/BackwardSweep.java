package org.scalarflow.inspect;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalDouble;
import org.scalarflow.Evaluation;
import org.scalarflow.spi.OperatorCaller;
import org.scalarflow.spi.Tape;

/**
 * The backward sweep of a run, gone through once more: which operation passes something to which of
 * its operands, in canonical order, and the local partials where the values they need are known.
 */
final class BackwardSweep {

  private final Tape tape;
  private final int[] tapeNodes;
  private final NodeNumbers numbers;
  private final double[] values;
  private final BitSet known = new BitSet();
  private final BitSet reached = new BitSet();

  private int steps;
  private int[] consumers = new int[16];
  private int[] positions = new int[16];
  private double[] partials = new double[16];
  private final BitSet partialKnown = new BitSet();

  /** By tape node, where its steps end; they start where those of the node above end. */
  private final int[] passedEnds;

  private final int[] receivedStarts;
  private final int[] receivedSteps;
  private final int[] visits;

  BackwardSweep(Evaluation run, NodeNumbers numbers) {
    this.tape = run.tape();
    this.numbers = numbers;
    tapeNodes = new int[numbers.size()];
    Arrays.fill(tapeNodes, -1);
    values = new double[tape.size()];
    passedEnds = new int[tape.size() + 1];
    recall();
    if (run.isDifferentiated()) {
      sweep();
    }
    receivedStarts = new int[tape.size() + 1];
    receivedSteps = new int[steps];
    sortByReceiver();
    visits = visits();
  }

  /** Brings the values that the run delivered to the nodes of its tape. */
  private void recall() {
    tape.copyConstants(values);
    known.set(tape.firstConstant(), tape.firstOperation());
    for (int node = 0; node < tape.size(); node++) {
      int index = numbers.index(tape.origin(node));
      tapeNodes[index] = node;
      OptionalDouble value = numbers.value(index);
      if (value.isPresent()) {
        values[node] = value.getAsDouble();
        known.set(node);
      }
    }
  }

  private void sweep() {
    for (int i = 0; i < tape.outputCount(); i++) {
      reached.set(tape.output(i));
    }
    OperatorCaller caller = new OperatorCaller(tape);
    for (int node = tape.size() - 1; node >= tape.firstOperation(); node--) {
      if (reached.get(node) && tape.needsAdjoint(node) && passesAnything(node)) {
        pass(node, caller);
      }
      passedEnds[node] = steps;
    }
    Arrays.fill(passedEnds, 0, tape.firstOperation(), steps);
  }

  private boolean passesAnything(int node) {
    for (int position = 0; position < tape.operandCount(node); position++) {
      if (tape.passesBack(node, position)) {
        return true;
      }
    }
    return false;
  }

  private void pass(int node, OperatorCaller caller) {
    boolean hasValues = known.get(node);
    for (int position = 0; position < tape.operandCount(node); position++) {
      hasValues &= known.get(tape.operand(node, position));
    }
    double[] local = hasValues ? caller.partials(node, values).clone() : new double[0];
    for (int position = 0; position < tape.operandCount(node); position++) {
      if (tape.passesBack(node, position)
          && (!hasValues || caller.contributes(node, position, values))) {
        if (hasValues) {
          partialKnown.set(steps);
        }
        add(node, position, hasValues ? local[position] : 0.0);
      }
    }
  }

  private void add(int node, int position, double partial) {
    if (steps == consumers.length) {
      consumers = Arrays.copyOf(consumers, 2 * steps);
      positions = Arrays.copyOf(positions, 2 * steps);
      partials = Arrays.copyOf(partials, 2 * steps);
    }
    consumers[steps] = node;
    positions[steps] = position;
    partials[steps] = partial;
    steps++;
    reached.set(tape.operand(node, position));
  }

  /** A stable counting sort, so each node's steps stay in canonical order. */
  private void sortByReceiver() {
    for (int step = 0; step < steps; step++) {
      receivedStarts[receiver(step) + 1]++;
    }
    for (int node = 0; node < tape.size(); node++) {
      receivedStarts[node + 1] += receivedStarts[node];
    }
    int[] next = receivedStarts.clone();
    for (int step = 0; step < steps; step++) {
      receivedSteps[next[receiver(step)]++] = step;
    }
  }

  private int receiver(int step) {
    return tape.operand(consumers[step], positions[step]);
  }

  private int[] visits() {
    int[] found = new int[tape.size()];
    int count = 0;
    for (int node = tape.size() - 1; node >= 0; node--) {
      int index = numbers.index(tape.origin(node));
      boolean isPart = reached.get(node) && tape.needsAdjoint(node);
      if (isPart || numbers.derivative(index).isPresent()) {
        found[count++] = tape.origin(node);
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** The tape node of a graph node, or -1. */
  int tapeNode(int id) {
    return tapeNodes[numbers.index(id)];
  }

  int stepCount() {
    return steps;
  }

  /** The id of the node that passes something in a step. */
  int consumer(int step) {
    return tape.origin(consumers[step]);
  }

  int position(int step) {
    return positions[step];
  }

  OptionalDouble partial(int step) {
    return partialKnown.get(step) ? OptionalDouble.of(partials[step]) : OptionalDouble.empty();
  }

  int passedStart(int tapeNode) {
    return passedEnds[tapeNode + 1];
  }

  int passedEnd(int tapeNode) {
    return passedEnds[tapeNode];
  }

  int receivedStart(int tapeNode) {
    return receivedStarts[tapeNode];
  }

  int receivedEnd(int tapeNode) {
    return receivedStarts[tapeNode + 1];
  }

  int receivedStep(int index) {
    return receivedSteps[index];
  }

  int visitCount() {
    return visits.length;
  }

  /** The id of a node of the backward sweep, in its order. */
  int visit(int index) {
    return visits[index];
  }
}
