package org.scalarflow.parallel;

import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/** Adds the forward stages of a plan: level by level, one run for each kind of operation. */
final class Forward {

  private final Tape tape;
  private final Parts parts;
  private final Order order;
  private final Steps.Builder steps;
  private final int[] valueCells;
  private final int one;
  private final int minusOne;
  private final Runnable interruption;

  Forward(Assembly assembly) {
    tape = assembly.tape();
    parts = assembly.parts();
    order = assembly.order();
    steps = assembly.steps();
    valueCells = assembly.valueCells();
    one = assembly.one();
    minusOne = assembly.minusOne();
    interruption = assembly.interruption();
  }

  /** Adds all stages. */
  void add() {
    for (int level = 1; level <= order.highestLevel(); level++) {
      interruption.run();
      addLevel(order.start(level), order.start(level + 1));
      steps.endStage();
    }
    steps.endForward();
  }

  private void addLevel(int start, int end) {
    int from = start;
    while (from < end) {
      int kind = order.kind(order.node(from));
      int to = order.endOfKind(from, end);
      boolean uniform = order.isUniform(order.node(from));
      steps.startRun(kind, tape.firstOperation() + from, to - from, uniform);
      if (kind == Kind.SUM) {
        addSums(from, to);
      } else {
        for (int place = from; place < to; place++) {
          addOperands(kind, order.node(place));
        }
      }
      from = to;
    }
  }

  private void addOperands(int kind, int node) {
    if (kind == Kind.CALL) {
      steps.operand(node);
      return;
    }
    for (int position = 0; position < tape.operandCount(node); position++) {
      steps.operand(valueCells[tape.operand(node, position)]);
    }
  }

  private void addSums(int from, int to) {
    int at = steps.size() + to - from + 1;
    int firstTerm = at;
    for (int place = from; place < to; place++) {
      steps.operand(at);
      at = Math.addExact(at, 2 * countTerms(order.node(place)));
    }
    steps.operand(at);
    for (int place = from; place < to; place++) {
      addTerms(order.node(place));
    }
    steps.terms((at - firstTerm) / 2);
  }

  private int countTerms(int sum) {
    int count = 2;
    for (int node = beginning(sum); node >= 0; node = beginning(node)) {
      count++;
    }
    return count;
  }

  /** The operand of a sum that is a sum and a part of it, or -1. */
  private int beginning(int sum) {
    for (int position = 0; position < 2; position++) {
      int operand = tape.operand(sum, position);
      if (parts.isPart(operand) && Parts.isSum(tape.opcode(operand))) {
        return operand;
      }
    }
    return -1;
  }

  /** Adds the terms of a sum from left to right, which is from the innermost part outwards. */
  private void addTerms(int sum) {
    int[] nested = new int[countTerms(sum) - 1];
    int node = sum;
    for (int i = nested.length - 1; i >= 0; i--) {
      nested[i] = node;
      node = beginning(node);
    }
    addTerm(nested[0], 0);
    addTerm(nested[0], 1);
    for (int i = 1; i < nested.length; i++) {
      addTerm(nested[i], tape.operand(nested[i], 0) == nested[i - 1] ? 1 : 0);
    }
  }

  private void addTerm(int sum, int position) {
    int operand = tape.operand(sum, position);
    if (parts.isPart(operand)) {
      steps.operand(valueCells[tape.operand(operand, 0)]);
      steps.operand(valueCells[tape.operand(operand, 1)]);
    } else {
      boolean subtracted = position == 1 && tape.opcode(sum) == Opcode.SUBTRACT;
      steps.operand(valueCells[operand]);
      steps.operand(subtracted ? minusOne : one);
    }
  }
}
