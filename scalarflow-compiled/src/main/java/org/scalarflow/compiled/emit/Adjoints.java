package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.BASTORE;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.ICONST_1;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scalarflow.compiled.ir.Item;
import org.scalarflow.compiled.ir.Loop;
import org.scalarflow.compiled.ir.Step;
import org.scalarflow.compiled.ir.Use;

/**
 * Writes how adjoints are summed, in local variables and in memory.
 *
 * <p>The sum in a local variable starts by assignment where it is known which contribution is the
 * first. Such variables are <i>fresh</i>: they hold nothing yet. A sum in memory stays in a
 * variable while several contributions to it follow each other.
 */
final class Adjoints {

  private final Scope scope;
  private final Instructions code;
  private final boolean isSelective;
  private final Set<Step> fresh = new HashSet<>();

  /** The variable of a sum that is to be stored yet. */
  private int pending;

  /** Where it is to be stored, in the block of which loop. */
  private @Nullable Use pendingUse;

  private @Nullable Loop pendingLoop;

  /**
   * Sums of a method.
   *
   * @param isSelective whether it is noted which adjoints got a contribution
   */
  Adjoints(Scope scope, boolean isSelective) {
    this.scope = scope;
    this.isSelective = isSelective;
    code = scope.code;
  }

  /** Starts a sum in a local variable. */
  void start(Step step) {
    fresh.add(step);
  }

  /** Writes zeros into the fresh variables that a block takes part in. */
  void settle(List<Item> items) {
    for (Item item : items) {
      if (item instanceof Loop loop) {
        settle(loop.items());
      } else if (item instanceof Step step) {
        settle(step);
        step.uses().forEach(this::settle);
        if (step.initial() != null) {
          settle(step.initial());
        }
      }
    }
  }

  void settle(Use use) {
    if (use.passes() && use.passesLocally()) {
      settle(use.producer());
    }
  }

  void settle(Step step) {
    if (fresh.remove(step)) {
      code.plain(DCONST_0);
      code.store(scope.adjointOf(step));
    }
  }

  /** Adds a contribution to the adjoint of an operand. */
  void contribute(Use use, @Nullable Loop loop, Runnable pushContribution) {
    if (use.passesLocally()) {
      int variable = scope.adjointOf(use.producer());
      if (fresh.remove(use.producer())) {
        pushContribution.run();
      } else {
        code.load(variable);
        pushContribution.run();
        code.plain(DADD);
      }
      code.store(variable);
      return;
    }
    if (use.isSole()) {
      scope.pushAdjoints(use);
      scope.pushIndex(use.adjoint(), loop);
      pushContribution.run();
      if (use.isDelivered()) {
        // Turns -0.0 into +0.0.
        code.plain(DCONST_0);
        code.plain(DADD);
      }
      code.plain(DASTORE);
    } else {
      add(use, loop, pushContribution);
    }
    note(use, loop);
  }

  /**
   * Adds to an adjoint in memory. The sum stays in a variable as long as nothing else is added to
   * what may be the same adjoint.
   */
  private void add(Use use, @Nullable Loop loop, Runnable pushContribution) {
    Use before = pendingUse;
    if (before == null
        || pendingLoop != loop
        || before.isDelivered() != use.isDelivered()
        || !before.adjoint().isSameAs(use.adjoint())) {
      flush();
      push(use, loop);
      pending = scope.newDouble();
      pendingUse = use;
      pendingLoop = loop;
    } else {
      code.load(pending);
    }
    pushContribution.run();
    code.plain(DADD);
    code.store(pending);
  }

  /** Stores the sum that is in a variable. */
  void flush() {
    Use use = pendingUse;
    if (use != null) {
      scope.pushAdjoints(use);
      scope.pushIndex(use.adjoint(), pendingLoop);
      code.load(pending);
      code.plain(DASTORE);
      pendingUse = null;
    }
  }

  /** Pushes the adjoint of an operand from memory. */
  void push(Use use, @Nullable Loop loop) {
    scope.pushAdjoints(use);
    scope.pushIndex(use.adjoint(), loop);
    code.plain(DALOAD);
  }

  /** Pushes the adjoint of a step from memory. */
  void push(Step step) {
    scope.pushAdjoints();
    scope.pushIndex(step.adjoint(), step.loop());
    code.plain(DALOAD);
  }

  /** Notes that the adjoint of an operand got a contribution, if that is asked later. */
  void note(Use use, @Nullable Loop loop) {
    if (isSelective) {
      scope.pushReached();
      scope.pushIndex(use.adjoint(), loop);
      code.plain(ICONST_1);
      code.plain(BASTORE);
    }
  }
}
