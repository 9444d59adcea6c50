package org.scalarflow.compiled.ir;

import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Tape;

/** Finds what has to be in memory: the values and adjoints that local variables cannot hold. */
final class Keeping {

  private final Nest nest;
  private final Tape tape;
  private final boolean isFused;

  private Keeping(Nest nest, boolean isFused) {
    this.nest = nest;
    this.isFused = isFused;
    tape = nest.tape();
  }

  /**
   * Notes it in the steps and their uses.
   *
   * @param isFused whether the backward sweep finds the local variables of the forward sweep
   */
  static void find(Nest nest, boolean isFused) {
    Keeping keeping = new Keeping(nest, isFused);
    keeping.findGuarded();
    keeping.findStored();
    keeping.findLocalAdjoints();
  }

  /** An operation is guarded if it depends on values whether anything is passed to it. */
  private void findGuarded() {
    if (!tape.isSelective()) {
      return;
    }
    boolean[] certain = Certainty.of(tape);
    for (Step step : nest.steps()) {
      step.isGuarded = step.isActive && !certain[nest.node(step, 0)];
    }
  }

  private void findStored() {
    for (int i = 0; i < tape.valueCount(); i++) {
      store(tape.valueNode(i));
    }
    for (Step step : nest.steps()) {
      step.isStored |= step.isGeneral();
      for (Use use : step.uses()) {
        if (!use.isLocal()) {
          store(use.nodes);
        }
        if (!isFused && isReadBackward(step, use)) {
          // Of the values of a loop before, only the last is read.
          use.isCopied = use.kind == Use.Kind.HERE && use.producer().depth() > step.depth();
          if (!use.isCopied) {
            keep(use.nodes);
          }
        }
      }
      if (step.initial != null && !step.initial.isLocal()) {
        store(step.initial.nodes);
      }
      step.isKept |= !isFused && step.passesAny() && Reads.result(step.opcode());
    }
  }

  private void store(int... nodes) {
    for (int node : nodes) {
      if (nest.isOperation(node)) {
        nest.step(node).isStored = true;
      }
    }
  }

  private void keep(int... nodes) {
    for (int node : nodes) {
      if (nest.isOperation(node)) {
        nest.step(node).isKept = true;
      }
    }
  }

  /** Whether the backward sweep needs the value of an operand. */
  static boolean isReadBackward(Step step, Use use) {
    if (!step.passesAny() || step.isGeneral()) {
      return false;
    }
    return step.opcode() == Opcode.MULTIPLY
        ? step.uses().get(1 - use.position()).passes()
        : Reads.operand(step.opcode(), use.position());
  }

  private void findLocalAdjoints() {
    for (Step step : nest.steps()) {
      step.isAdjointLocal = step.isActive && !step.isGuarded;
    }
    for (int i = 0; i < tape.outputCount(); i++) {
      remember(tape.output(i), true);
    }
    for (int i = 0; i < tape.derivativeCount(); i++) {
      remember(tape.derivativeNode(i), false);
    }
    for (Step step : nest.steps()) {
      for (Use use : step.uses()) {
        if (use.passes() && !use.isLocal()) {
          share(use.nodes);
        }
        if (use.passes() && use.kind == Use.Kind.HERE) {
          use.producer().adjointDepth =
              Math.min(
                  use.producer().adjointDepth, Loop.common(step.loop(), use.producer().loop()));
        }
      }
      Use initial = step.initial;
      if (initial != null && initial.passes()) {
        step.adjointDepth = Math.min(step.adjointDepth, step.depth() - 1);
        if (!initial.isLocal()) {
          share(initial.nodes);
        } else {
          Loop loop = step.loop();
          initial.producer().adjointDepth =
              Math.min(
                  initial.producer().adjointDepth,
                  Loop.common(loop == null ? null : loop.parent(), initial.producer().loop()));
        }
      }
    }
    shareInitials();
  }

  /** What is in memory for a variable that is carried must be in memory for its start as well. */
  private void shareInitials() {
    boolean isDone = false;
    while (!isDone) {
      isDone = true;
      for (Step step : nest.steps()) {
        Use initial = step.initial;
        if (initial != null
            && initial.passes()
            && initial.isLocal()
            && !step.isAdjointLocal
            && initial.producer().isAdjointLocal) {
          share(initial.nodes);
          isDone = false;
        }
      }
    }
  }

  /** Gives outputs and wanted nodes a place in memory. */
  private void remember(int node, boolean isSeeded) {
    if (!nest.isOperation(node)) {
      return;
    }
    Step step = nest.step(node);
    step.isAdjointLocal &= isFused || step.isSumOfLayer;
    step.isSeeded |= isSeeded;
    step.isDelivered |= !isSeeded;
  }

  private void share(int... nodes) {
    for (int node : nodes) {
      if (nest.isOperation(node) && !nest.step(node).isSumOfLayer) {
        nest.step(node).isAdjointLocal = false;
      }
    }
  }
}
