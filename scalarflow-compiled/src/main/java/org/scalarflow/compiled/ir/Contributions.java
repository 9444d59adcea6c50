package org.scalarflow.compiled.ir;

import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/** Counts the contributions that adjoints get. */
final class Contributions {

  /** More than one, or one that does not come in every run. */
  private static final byte SEVERAL = 2;

  private Contributions() {}

  /**
   * By tape node whether its adjoint is assigned exactly once in every run, by a seed or by a
   * contribution. Then it need not be 0 before.
   */
  static boolean[] findSole(Nest nest) {
    Tape tape = nest.tape();
    byte[] counts = new byte[tape.size()];
    for (int i = 0; i < tape.outputCount(); i++) {
      counts[tape.output(i)] = 1;
    }
    for (int node = tape.firstOperation(); node < tape.size(); node++) {
      Step step = nest.step(node);
      if (!step.isActive) {
        continue;
      }
      boolean isSure = !step.isGuarded && !step.isGeneral() && step.opcode() != Opcode.SELECT;
      for (Use use : step.uses()) {
        if (use.passes()) {
          int operand = tape.operand(node, use.position());
          counts[operand] = isSure && counts[operand] == 0 ? 1 : SEVERAL;
        }
      }
    }
    boolean[] isSole = new boolean[counts.length];
    for (int node = 0; node < counts.length; node++) {
      isSole[node] = counts[node] == 1;
    }
    while (spread(nest, isSole)) {
      // What one use contributes to is treated alike, in all of its instances.
    }
    return isSole;
  }

  /** Takes what is not alike for not sole; returns whether there was any. */
  private static boolean spread(Nest nest, boolean[] isSole) {
    boolean hasSpread = false;
    for (Step step : nest.steps()) {
      for (Use use : step.uses()) {
        hasSpread |= use.passes() && spread(use.nodes, isSole);
      }
      Use initial = step.initial;
      hasSpread |= initial != null && initial.passes() && spread(initial.nodes, isSole);
    }
    return hasSpread;
  }

  private static boolean spread(int[] nodes, boolean[] isSole) {
    int count = 0;
    for (int node : nodes) {
      count += isSole[node] ? 1 : 0;
    }
    if (count == 0 || count == nodes.length) {
      return false;
    }
    for (int node : nodes) {
      isSole[node] = false;
    }
    return true;
  }
}
