package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.BALOAD;
import static org.objectweb.asm.Opcodes.BASTORE;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DCMPL;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DMUL;
import static org.objectweb.asm.Opcodes.DNEG;
import static org.objectweb.asm.Opcodes.ICONST_1;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.scalarflow.compiled.ir.Item;
import org.scalarflow.compiled.ir.Loop;
import org.scalarflow.compiled.ir.Reads;
import org.scalarflow.compiled.ir.Step;
import org.scalarflow.compiled.ir.Use;
import org.scalarflow.spi.Opcode;

/**
 * Writes the backward sweep: what {@link Forward} writes, in the opposite order.
 *
 * <p>The sum in a local variable starts by assignment where it is known which contribution is the
 * first. Such variables are <i>fresh</i>: they hold nothing yet.
 */
final class Backward {

  private final Scope scope;
  private final Instructions code;
  private final RuleMethods rules;
  private final boolean isFused;
  private final boolean isSelective;
  private final Set<Step> fresh = new HashSet<>();

  /** The variable of a sum that is to be stored yet. */
  private int pending;

  /** Where it is to be stored, in the block of which loop. */
  private @Nullable Use pendingUse;

  private @Nullable Loop pendingLoop;

  /**
   * A writer into a method.
   *
   * @param isFused whether values are read from the local variables of the forward sweep
   * @param isSelective whether it is noted which adjoints got a contribution
   */
  Backward(Scope scope, RuleMethods rules, boolean isFused, boolean isSelective) {
    this.scope = scope;
    this.rules = rules;
    this.isFused = isFused;
    this.isSelective = isSelective;
    code = scope.code;
  }

  /** Writes a whole method's items. */
  void write(List<Item> items) {
    start(items, 0);
    writeReversed(items);
    flush();
  }

  private void writeReversed(List<Item> items) {
    for (int i = items.size() - 1; i >= 0; i--) {
      if (items.get(i) instanceof Loop loop) {
        write(loop);
      } else if (items.get(i) instanceof Step step) {
        write(step);
      }
    }
  }

  // ------------------------------------------------------------------- blocks

  /** Starts the sums of a block that is inside of {@code depth} loops. */
  private void start(List<Item> items, int depth) {
    for (Item item : items) {
      if (item instanceof Loop loop) {
        start(loop.items(), depth);
      } else if (item instanceof Step step
          && step.isAdjointLocal()
          && step.adjointDepth() == depth) {
        fresh.add(step);
        if (step.isSeeded()) {
          pushAdjoint(step);
          code.store(scope.adjointOf(step));
          fresh.remove(step);
        }
      }
    }
  }

  private void write(Loop loop) {
    flush();
    settle(loop.items());
    int counter = scope.counterOf(loop);
    code.constant(loop.trips() - 1);
    code.variable(ISTORE, counter);
    Label next = new Label();
    code.mark(next);
    scope.checkInterruption(loop);
    start(loop.items(), loop.depth());
    writeReversed(loop.items());
    flush();
    settle(loop.items());
    code.increment(counter, -1);
    code.variable(ILOAD, counter);
    code.jump(IFGE, next);
    for (int i = loop.items().size() - 1; i >= 0; i--) {
      if (loop.items().get(i) instanceof Step step) {
        passToInitial(step, loop);
      }
    }
  }

  private void passToInitial(Step step, Loop loop) {
    Use initial = step.initial();
    if (initial == null || !initial.passes() || !step.isAdjointLocal()) {
      return;
    }
    int variable = scope.adjointOf(step);
    if (step.carriedUses() == 1) {
      contribute(initial, loop.parent(), () -> code.load(variable));
    } else if (initial.passesLocally()) {
      code.load(variable);
      code.store(scope.adjointOf(initial.producer()));
    } else {
      flush();
      scope.pushAdjoints(initial);
      scope.pushIndex(initial.adjoint(), loop.parent());
      code.load(variable);
      code.plain(DASTORE);
      note(initial, loop.parent());
    }
    if (step.adjointDepth() < loop.depth() - 1) {
      fresh.add(step);
    }
  }

  /** Writes zeros into the fresh variables that a block takes part in. */
  private void settle(List<Item> items) {
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

  private void settle(Use use) {
    if (use.passes() && use.passesLocally()) {
      settle(use.producer());
    }
  }

  private void settle(Step step) {
    if (fresh.remove(step)) {
      code.plain(DCONST_0);
      code.store(scope.adjointOf(step));
    }
  }

  // -------------------------------------------------------------------- steps

  private void write(Step step) {
    boolean isCarried = step.isAdjointLocal() && step.adjointDepth() < step.depth();
    if (!step.passesAny() && !isCarried && !(step.isAdjointLocal() && step.isDelivered())) {
      return;
    }
    Label skip = new Label();
    if (step.isGuarded() || step.isGeneral() || step.opcode() == Opcode.SELECT) {
      flush();
    }
    if (step.isGuarded()) {
      step.uses().forEach(this::settle);
      scope.pushReached();
      scope.pushIndex(step.adjoint(), step.loop());
      code.plain(BALOAD);
      code.jump(IFEQ, skip);
    }
    int adjoint = adjoint(step, isCarried);
    if (step.isGeneral() && step.passesAny()) {
      scope.pushFrame();
      scope.pushIndex(step.node(), step.loop());
      code.load(adjoint);
      code.callVirtual(Scope.FRAME, "passBack", "(ID)V");
    } else if (step.opcode() == Opcode.SELECT) {
      select(step, adjoint);
    } else {
      for (Use use : step.uses()) {
        if (use.passes()) {
          contribute(use, step.loop(), () -> pushContribution(step, use, adjoint));
        }
      }
    }
    if (step.isGuarded()) {
      flush();
    }
    code.mark(skip);
  }

  /** The variable that has the adjoint of a step, of which nothing more will be asked. */
  private int adjoint(Step step, boolean isCarried) {
    if (!step.isAdjointLocal()) {
      int variable = scope.newDouble();
      flush();
      pushAdjoint(step);
      code.store(variable);
      return variable;
    }
    settle(step);
    int sum = scope.adjointOf(step);
    if (step.isDelivered()) {
      scope.pushAdjoints();
      scope.pushIndex(step.adjoint(), step.loop());
      code.load(sum);
      code.plain(DASTORE);
    }
    if (!isCarried) {
      return sum;
    }
    int variable = scope.newDouble();
    code.load(sum);
    code.store(variable);
    startNext(step, sum);
    return variable;
  }

  /**
   * Starts the sum for the iteration before. If several uses add to it, the first iteration goes on
   * with the sum of what the uses read there.
   */
  private void startNext(Step step, int sum) {
    Use initial = step.initial();
    Loop loop = step.loop();
    if (initial == null || !initial.passes() || step.carriedUses() == 1 || loop == null) {
      fresh.add(step);
      return;
    }
    flush();
    Label later = new Label();
    Label done = new Label();
    code.variable(ILOAD, scope.counterOf(loop));
    code.jump(IFNE, later);
    if (initial.passesLocally()) {
      code.load(scope.adjointOf(initial.producer()));
    } else {
      pushAdjoint(initial, loop.parent());
    }
    code.store(sum);
    scope.jump(done);
    code.mark(later);
    code.plain(DCONST_0);
    code.store(sum);
    code.mark(done);
  }

  private void select(Step step, int adjoint) {
    step.uses().forEach(this::settle);
    Label other = new Label();
    Label done = new Label();
    pushOperand(step, step.uses().get(0));
    code.plain(DCONST_0);
    code.plain(DCMPL);
    code.jump(IFEQ, other);
    passTo(step, step.uses().get(1), adjoint);
    flush();
    scope.jump(done);
    code.mark(other);
    passTo(step, step.uses().get(2), adjoint);
    flush();
    code.mark(done);
  }

  private void passTo(Step step, Use use, int adjoint) {
    if (use.passes()) {
      contribute(use, step.loop(), () -> code.load(adjoint));
    }
  }

  private void contribute(Use use, @Nullable Loop loop, Runnable pushContribution) {
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
      pushAdjoint(use, loop);
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
  private void flush() {
    Use use = pendingUse;
    if (use != null) {
      scope.pushAdjoints(use);
      scope.pushIndex(use.adjoint(), pendingLoop);
      code.load(pending);
      code.plain(DASTORE);
      pendingUse = null;
    }
  }

  private void pushAdjoint(Use use, @Nullable Loop loop) {
    scope.pushAdjoints(use);
    scope.pushIndex(use.adjoint(), loop);
    code.plain(DALOAD);
  }

  private void pushAdjoint(Step step) {
    scope.pushAdjoints();
    scope.pushIndex(step.adjoint(), step.loop());
    code.plain(DALOAD);
  }

  private void note(Use use, @Nullable Loop loop) {
    if (isSelective) {
      scope.pushReached();
      scope.pushIndex(use.adjoint(), loop);
      code.plain(ICONST_1);
      code.plain(BASTORE);
    }
  }

  /** Pushes adjoint times partial. */
  private void pushContribution(Step step, Use use, int adjoint) {
    code.load(adjoint);
    boolean isFirst = use.position() == 0;
    switch (step.opcode()) {
      case Opcode.ADD -> {}
      case Opcode.NEGATE -> code.plain(DNEG);
      case Opcode.SUBTRACT -> {
        if (!isFirst) {
          code.plain(DNEG);
        }
      }
      case Opcode.MULTIPLY -> {
        pushOperand(step, step.uses().get(isFirst ? 1 : 0));
        code.plain(DMUL);
      }
      default -> {
        for (Use operand : step.uses()) {
          if (Reads.operand(step.opcode(), operand.position())) {
            pushOperand(step, operand);
          } else {
            code.plain(DCONST_0);
          }
        }
        if (Reads.result(step.opcode())) {
          pushResult(step);
        } else {
          code.plain(DCONST_0);
        }
        RuleMethods.Rule rule = rules.of(step.opcode());
        if (Opcode.isUnary(step.opcode())) {
          code.callStatic(rule.owner(), rule.name() + "Partial", "(DD)D");
        } else {
          code.callStatic(
              rule.owner(), rule.name() + (isFirst ? "FirstPartial" : "SecondPartial"), "(DDD)D");
        }
        code.plain(DMUL);
      }
    }
  }

  private void pushOperand(Step step, Use use) {
    if (isFused && use.isLocal()) {
      code.load(scope.valueOf(use.producer()));
    } else {
      scope.pushValue(use, step.loop());
    }
  }

  private void pushResult(Step step) {
    if (isFused) {
      code.load(scope.valueOf(step));
    } else {
      scope.pushValues();
      scope.pushIndex(step.value(), step.loop());
      code.plain(DALOAD);
    }
  }
}
