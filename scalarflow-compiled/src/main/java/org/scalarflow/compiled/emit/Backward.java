package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.BALOAD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DCMPL;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DMUL;
import static org.objectweb.asm.Opcodes.DNEG;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.ILOAD;

import java.util.List;
import org.objectweb.asm.Label;
import org.scalarflow.compiled.ir.Item;
import org.scalarflow.compiled.ir.Loop;
import org.scalarflow.compiled.ir.Reads;
import org.scalarflow.compiled.ir.Step;
import org.scalarflow.compiled.ir.Use;
import org.scalarflow.spi.Opcode;

/** Writes the backward sweep: what {@link Forward} writes, in the opposite order. */
final class Backward {

  private final Scope scope;
  private final Instructions code;
  private final RuleMethods rules;
  private final boolean isFused;
  private final Adjoints adjoints;
  private final DirectCallWriter direct;
  private final LayerWriter layers;

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
    adjoints = new Adjoints(scope, isSelective);
    direct = new DirectCallWriter(scope);
    layers = new LayerWriter(scope);
    code = scope.code;
  }

  /** Writes a whole method's items. */
  void write(List<Item> items) {
    start(items, 0);
    writeReversed(items);
    adjoints.flush();
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
        if (loop.layer() == null) {
          start(loop.items(), depth);
        }
      } else if (item instanceof Step step
          && step.isAdjointLocal()
          && step.adjointDepth() == depth) {
        if (step.isSeeded()) {
          adjoints.push(step);
          code.store(scope.adjointOf(step));
        } else {
          adjoints.start(step);
        }
      }
    }
  }

  private void write(Loop loop) {
    adjoints.flush();
    if (loop.layer() != null) {
      layers.backward(loop.layer());
      return;
    }
    if (loop.pass() != null && loop.pass().passesBackAtOnce()) {
      layers.backward(loop.pass());
      return;
    }
    adjoints.settle(loop.items());
    scope.countDown(
        loop,
        () -> {
          start(loop.items(), loop.depth());
          writeReversed(loop.items());
          adjoints.flush();
          adjoints.settle(loop.items());
        });
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
      adjoints.contribute(initial, loop.parent(), () -> code.load(variable));
    } else if (initial.passesLocally()) {
      code.load(variable);
      code.store(scope.adjointOf(initial.producer()));
    } else {
      adjoints.flush();
      scope.pushAdjoints(initial);
      scope.pushIndex(initial.adjoint(), loop.parent());
      code.load(variable);
      code.plain(DASTORE);
      adjoints.note(initial, loop.parent());
    }
    if (step.adjointDepth() < loop.depth() - 1) {
      adjoints.start(step);
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
      adjoints.flush();
    }
    if (step.isGuarded()) {
      step.uses().forEach(adjoints::settle);
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
    } else if (step.isDirect()) {
      passDirectly(step, adjoint);
    } else {
      for (Use use : step.uses()) {
        if (use.passes()) {
          adjoints.contribute(use, step.loop(), () -> pushContribution(step, use, adjoint));
        }
      }
    }
    if (step.isGuarded()) {
      adjoints.flush();
    }
    code.mark(skip);
  }

  /** The variable that has the adjoint of a step, of which nothing more will be asked. */
  private int adjoint(Step step, boolean isCarried) {
    if (!step.isAdjointLocal()) {
      int variable = scope.newDouble();
      adjoints.flush();
      adjoints.push(step);
      code.store(variable);
      return variable;
    }
    adjoints.settle(step);
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
      adjoints.start(step);
      return;
    }
    adjoints.flush();
    Label later = new Label();
    Label done = new Label();
    code.variable(ILOAD, scope.counterOf(loop));
    code.jump(IFNE, later);
    if (initial.passesLocally()) {
      code.load(scope.adjointOf(initial.producer()));
    } else {
      adjoints.push(initial, loop.parent());
    }
    code.store(sum);
    scope.jump(done);
    code.mark(later);
    code.plain(DCONST_0);
    code.store(sum);
    code.mark(done);
  }

  /** Asks an operator for all its partials, then passes the contributions. */
  private void passDirectly(Step step, int adjoint) {
    if (!step.passesAny()) {
      return;
    }
    int[] partials = new int[step.uses().size()];
    for (Use use : step.uses()) {
      direct.start(step);
      step.uses().forEach(operand -> pushOperand(step, operand));
      pushResult(step);
      direct.partial(step, use.position());
      partials[use.position()] = scope.newDouble();
      code.store(partials[use.position()]);
    }
    for (Use use : step.uses()) {
      if (use.passes()) {
        Runnable product =
            () -> {
              code.load(adjoint);
              code.load(partials[use.position()]);
              code.plain(DMUL);
            };
        adjoints.contribute(use, step.loop(), product);
      }
    }
  }

  private void select(Step step, int adjoint) {
    step.uses().forEach(adjoints::settle);
    Label other = new Label();
    Label done = new Label();
    pushOperand(step, step.uses().get(0));
    code.plain(DCONST_0);
    code.plain(DCMPL);
    code.jump(IFEQ, other);
    passTo(step, step.uses().get(1), adjoint);
    adjoints.flush();
    scope.jump(done);
    code.mark(other);
    passTo(step, step.uses().get(2), adjoint);
    adjoints.flush();
    code.mark(done);
  }

  private void passTo(Step step, Use use, int adjoint) {
    if (use.passes()) {
      adjoints.contribute(use, step.loop(), () -> code.load(adjoint));
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
      case Opcode.BINARY_CROSS_ENTROPY -> {
        if (isFirst && scope.hasExponential(step)) {
          crossEntropy(step);
        } else {
          rule(step, use.position());
        }
        code.plain(DMUL);
      }
      default -> {
        rule(step, use.position());
        code.plain(DMUL);
      }
    }
  }

  private void crossEntropy(Step step) {
    step.uses().forEach(operand -> pushOperand(step, operand));
    code.load(scope.exponentialOf(step));
    RuleMethods.Rule rule = rules.of(step.opcode());
    code.callStatic(rule.owner(), rule.name() + "FirstPartialOfPart", "(DDD)D");
  }

  /** Pushes a partial. */
  private void rule(Step step, int position) {
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
      String name = rule.name() + (position == 0 ? "FirstPartial" : "SecondPartial");
      code.callStatic(rule.owner(), name, "(DDD)D");
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
