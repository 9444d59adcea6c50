package org.scalarflow.compiled.ir;

import org.scalarflow.spi.Tape;

/** Which nodes get a contribution in every run, whatever selective operators choose. */
final class Certainty {

  private Certainty() {}

  /** By tape node whether it is an output, or has a certain consumer that always contributes. */
  static boolean[] of(Tape tape) {
    boolean[] certain = new boolean[tape.size()];
    for (int i = 0; i < tape.outputCount(); i++) {
      certain[tape.output(i)] = true;
    }
    for (int node = tape.size() - 1; node >= tape.firstOperation(); node--) {
      if (certain[node] && !tape.operator(node).isSelective()) {
        for (int position = 0; position < tape.operandCount(node); position++) {
          certain[tape.operand(node, position)] |= tape.passesBack(node, position);
        }
      }
    }
    return certain;
  }
}
