package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DADD;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.DASTORE;
import static org.objectweb.asm.Opcodes.DDIV;
import static org.objectweb.asm.Opcodes.DMUL;
import static org.objectweb.asm.Opcodes.DNEG;
import static org.objectweb.asm.Opcodes.DSUB;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IF_ICMPLT;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.scalarflow.compiled.ir.Gathered;
import org.scalarflow.compiled.ir.Item;
import org.scalarflow.compiled.ir.Loop;
import org.scalarflow.compiled.ir.Step;
import org.scalarflow.compiled.ir.Use;
import org.scalarflow.spi.Opcode;

/** Writes the forward sweep. */
final class Forward {

  private static final String MATH = "java/lang/Math";
  private static final String EXPONENTIALS = "org/scalarflow/math/Exponentials";
  private static final String SELECTION = "org/scalarflow/math/Selection";

  private final Scope scope;
  private final Instructions code;
  private final RuleMethods rules;
  private final DirectCallWriter direct;
  private final LayerWriter layers;
  private final boolean keeps;

  /**
   * A writer into a method.
   *
   * @param keeps whether values are kept for the backward sweep
   */
  Forward(Scope scope, RuleMethods rules, boolean keeps) {
    this.scope = scope;
    this.rules = rules;
    this.keeps = keeps;
    code = scope.code;
    direct = new DirectCallWriter(scope);
    layers = new LayerWriter(scope);
  }

  void write(List<Item> items) {
    for (Item item : items) {
      if (item instanceof Loop loop) {
        write(loop);
      } else if (item instanceof Gathered gathered) {
        write(gathered);
      } else if (item instanceof Step step) {
        write(step);
      }
    }
  }

  /** Puts the arguments side by side, and fetches the results. */
  private void write(Gathered gathered) {
    int numbers = scope.newReference();
    scope.pushFrame();
    code.callVirtual(Scope.FRAME, "numbers", "()[D");
    code.variable(ASTORE, numbers);
    List<Step> steps = gathered.steps();
    for (int i = 0; i < steps.size(); i++) {
      code.variable(ALOAD, numbers);
      code.constant(i);
      push(steps.get(i).uses().get(0), null);
      code.plain(DASTORE);
    }
    scope.pushFrame();
    code.constant(gathered.function().ordinal());
    code.constant(steps.size());
    code.callVirtual(Scope.FRAME, "apply", "(II)V");
    for (int i = 0; i < steps.size(); i++) {
      code.variable(ALOAD, numbers);
      code.constant(i);
      code.plain(DALOAD);
      store(steps.get(i));
    }
  }

  private void write(Loop loop) {
    if (loop.layer() != null) {
      layers.forward(loop.layer());
      return;
    }
    if (loop.pass() != null) {
      layers.forward(loop.pass());
      return;
    }
    for (Item item : loop.items()) {
      if (item instanceof Step step && step.initial() != null) {
        push(step.initial(), loop.parent());
        code.store(scope.valueOf(step));
      }
    }
    int counter = scope.counterOf(loop);
    code.plain(ICONST_0);
    code.variable(ISTORE, counter);
    Label next = new Label();
    code.mark(next);
    scope.checkInterruption(loop);
    write(loop.items());
    code.increment(counter, 1);
    code.variable(ILOAD, counter);
    code.constant(loop.trips());
    code.jump(IF_ICMPLT, next);
  }

  private void write(Step step) {
    compute(step);
    store(step);
  }

  /** Stores a value that was computed just now. */
  private void store(Step step) {
    int variable = scope.valueOf(step);
    code.store(variable);
    if (step.isStored() || (keeps && step.isKept())) {
      scope.pushValues();
      scope.pushIndex(step.value(), step.loop());
      code.load(variable);
      code.plain(DASTORE);
    }
    for (Use use : step.uses()) {
      if (keeps && use.isCopied()) {
        scope.pushValues();
        scope.pushIndex(use.value(), step.loop());
        code.load(scope.valueOf(use.producer()));
        code.plain(DASTORE);
      }
    }
  }

  private void compute(Step step) {
    if (step.isGeneral()) {
      scope.pushFrame();
      scope.pushIndex(step.node(), step.loop());
      code.callVirtual(Scope.FRAME, "value", "(I)D");
      return;
    }
    if (step.opcode() == Opcode.BINARY_CROSS_ENTROPY) {
      crossEntropy(step);
      return;
    }
    if (step.isDirect()) {
      direct.start(step);
    }
    for (Use use : step.uses()) {
      push(use, step.loop());
    }
    switch (step.opcode()) {
      case Opcode.CUSTOM -> direct.value(step);
      case Opcode.ADD -> code.plain(DADD);
      case Opcode.SUBTRACT -> code.plain(DSUB);
      case Opcode.MULTIPLY -> code.plain(DMUL);
      case Opcode.DIVIDE -> code.plain(DDIV);
      case Opcode.NEGATE -> code.plain(DNEG);
      case Opcode.SELECT -> code.callStatic(SELECTION, "select", "(DDD)D");
      default -> {
        RuleMethods.Rule rule = rules.of(step.opcode());
        code.callStatic(
            rule.owner(), rule.name(), Opcode.isUnary(step.opcode()) ? "(D)D" : "(DD)D");
      }
    }
  }

  /** Leaves the exponential in a variable for the partial, which needs it in the same method. */
  private void crossEntropy(Step step) {
    Use logit = step.uses().get(0);
    int exponential = scope.exponentialOf(step);
    push(logit, step.loop());
    code.callStatic(MATH, "abs", "(D)D");
    code.plain(DNEG);
    code.callStatic(MATH, "exp", "(D)D");
    code.store(exponential);
    push(logit, step.loop());
    push(step.uses().get(1), step.loop());
    code.load(exponential);
    code.callStatic(EXPONENTIALS, "log1p", "(D)D");
    RuleMethods.Rule rule = rules.of(step.opcode());
    code.callStatic(rule.owner(), rule.name() + "OfPart", "(DDD)D");
  }

  private void push(Use use, @Nullable Loop loop) {
    if (use.isLocal()) {
      code.load(scope.valueOf(use.producer()));
    } else {
      scope.pushValue(use, loop);
    }
  }
}
