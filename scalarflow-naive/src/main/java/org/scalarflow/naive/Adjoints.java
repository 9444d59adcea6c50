package org.scalarflow.naive;

import java.util.Arrays;
import org.scalarflow.spi.Consumers;
import org.scalarflow.spi.Interruption;
import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.OperatorCaller;
import org.scalarflow.spi.Rules;
import org.scalarflow.spi.Tape;

/**
 * The adjoints of the nodes, found by recursion: a node that is asked for its adjoint asks its
 * consumers, the nodes that use it, for theirs.
 *
 * <p>The adjoint of v is the derivative of the output with respect to v. By the chain rule it is a
 * sum with one term for each use of v: the consumer's adjoint times the consumer's partial
 * derivative with respect to that operand. An output's seed is the first term.
 *
 * <p>Memory and depth are as in {@link Values}, with the direction reversed: consumers have larger
 * numbers than their operands, so a question that goes too deep starts again from the end of the
 * tape, in descending order.
 */
final class Adjoints {

  private static final double[] NONE = {};

  private final Tape tape;
  private final Consumers consumers;
  private final double[] values;
  private final OperatorCaller caller;

  private final double[] adjoints;
  private final boolean[] known;

  /** Whether an operator like {@code select} decides by values where terms go. */
  private final boolean selective;

  /**
   * Whether a node received any term; of use if some operator is selective. One that did not is
   * silent: it passes nothing on.
   */
  private final boolean[] reached;

  /** The partials of operators outside the table of {@link Rules}, and whether they are known. */
  private final double[][] partials;

  private final boolean[] partialsKnown;

  /** All nodes after this one are known. */
  private int lastOpen;

  private int answers;

  Adjoints(Tape tape, Values values) {
    this.tape = tape;
    this.consumers = tape.consumers();
    this.values = values.all();
    this.caller = values.caller();
    selective = tape.isSelective();
    adjoints = new double[tape.size()];
    known = new boolean[tape.size()];
    reached = new boolean[tape.size()];
    partials = new double[tape.size()][];
    partialsKnown = new boolean[tape.size()];
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      partials[node] = inTable(tape.opcode(node)) ? NONE : new double[tape.operandCount(node)];
    }
  }

  /** Starts a run: nothing is known but the seeds of the outputs. */
  void forget(double[] seeds, int start) {
    Arrays.fill(adjoints, 0.0);
    Arrays.fill(known, false);
    Arrays.fill(reached, false);
    Arrays.fill(partialsKnown, false);
    lastOpen = tape.size() - 1;
    for (int i = 0; i < tape.outputCount(); i++) {
      adjoints[tape.output(i)] = seeds[start + i];
      reached[tape.output(i)] = true;
    }
  }

  /** The adjoint of a node. */
  double of(int node) {
    return ask(node, 1);
  }

  private double ask(int node, int depth) {
    if (!known[node]) {
      if (depth > Values.DEEPEST) {
        askAllAfter(node);
      }
      if ((++answers & (Values.PATIENCE - 1)) == 0) {
        Interruption.check();
      }
      collect(node, depth + 1);
      known[node] = true;
    }
    return adjoints[node];
  }

  private void collect(int node, int depth) {
    double sum = adjoints[node];
    int end = consumers.end(node);
    for (int use = consumers.start(node); use < end; use++) {
      int consumer = consumers.consumer(use);
      int position = consumers.position(use);
      double adjoint = ask(consumer, depth);
      if (!selective) {
        sum += adjoint * partial(consumer, position);
      } else if (reached[consumer] && contributes(consumer, position)) {
        sum += adjoint * partial(consumer, position);
        reached[node] = true;
      }
    }
    adjoints[node] = sum;
  }

  private void askAllAfter(int node) {
    for (; lastOpen > node; lastOpen--) {
      ask(lastOpen, 1);
    }
  }

  /** Whether a node's result depends on this operand: {@code select} ignores one of its two. */
  private boolean contributes(int node, int position) {
    return inTable(tape.opcode(node)) || caller.contributes(node, position, values);
  }

  /** The derivative of a node's result with respect to one operand, the others held fixed. */
  private double partial(int node, int position) {
    int opcode = tape.opcode(node);
    double first = values[tape.operand(node, 0)];
    double result = values[node];
    if (Opcode.isUnary(opcode)) {
      return Rules.partial(opcode, first, result);
    }
    if (Opcode.isBinary(opcode)) {
      double second = values[tape.operand(node, 1)];
      return position == 0
          ? Rules.firstPartial(opcode, first, second, result)
          : Rules.secondPartial(opcode, first, second, result);
    }
    return calledPartial(node, position);
  }

  private double calledPartial(int node, int position) {
    if (!partialsKnown[node]) {
      double[] all = caller.partials(node, values);
      System.arraycopy(all, 0, partials[node], 0, all.length);
      partialsKnown[node] = true;
    }
    return partials[node][position];
  }

  private static boolean inTable(int opcode) {
    return Opcode.isUnary(opcode) || Opcode.isBinary(opcode);
  }
}
