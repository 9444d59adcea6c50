package org.scalarflow.compiled.emit;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DALOAD;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IADD;
import static org.objectweb.asm.Opcodes.IALOAD;
import static org.objectweb.asm.Opcodes.IAND;
import static org.objectweb.asm.Opcodes.IFGE;
import static org.objectweb.asm.Opcodes.IFNE;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.IMUL;
import static org.objectweb.asm.Opcodes.ISTORE;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.scalarflow.compiled.ir.Address;
import org.scalarflow.compiled.ir.Loop;
import org.scalarflow.compiled.ir.Step;
import org.scalarflow.compiled.ir.Use;

/** The local variables of a method that is being written: arrays, counters, values, adjoints. */
final class Scope {

  static final String FRAME = Frame.class.getName().replace('.', '/');

  /** About how many operations are done between two looks at the interrupt status. */
  private static final int STRETCH = 1 << 12;

  /** The descriptor of a method, the same as that of the methods of {@link Code}. */
  static final String SWEEP = "(L" + FRAME + ";[D[DI[D)V";

  private static final int FRAME_VARIABLE = 0;
  private static final int UNIFORM = 1;
  private static final int ROWS = 2;
  private static final int ROW_START = 3;
  private static final int DERIVATIVES = 4;
  private static final int VALUES = 5;
  private static final int ADJOINTS = 6;
  private static final int REACHED = 7;
  private static final int TABLE = 8;
  private static final int FIRST_FREE = 9;

  final Instructions code;
  private final Map<Loop, Integer> counters = new HashMap<>();
  private final Map<Step, Integer> values = new HashMap<>();
  private final Map<Step, Integer> adjoints = new HashMap<>();
  private final Map<Step, Integer> exponentials = new HashMap<>();
  private int free = FIRST_FREE;

  /** Starts a method with {@link #SWEEP} for its descriptor. */
  Scope(Instructions code) {
    this.code = code;
    load(VALUES, "values", "[D");
    load(ADJOINTS, "adjoints", "[D");
    load(REACHED, "reached", "[Z");
    load(TABLE, "table", "[I");
  }

  private void load(int variable, String field, String type) {
    code.variable(ALOAD, FRAME_VARIABLE);
    code.field(FRAME, field, type);
    code.variable(ASTORE, variable);
  }

  void pushFrame() {
    code.variable(ALOAD, FRAME_VARIABLE);
  }

  void pushValues() {
    code.variable(ALOAD, VALUES);
  }

  void pushAdjoints() {
    code.variable(ALOAD, ADJOINTS);
  }

  void pushReached() {
    code.variable(ALOAD, REACHED);
  }

  int newDouble() {
    free += 2;
    return free - 2;
  }

  int newReference() {
    return free++;
  }

  int valueOf(Step step) {
    return values.computeIfAbsent(step, any -> newDouble());
  }

  int adjointOf(Step step) {
    return adjoints.computeIfAbsent(step, any -> newDouble());
  }

  /** The variable of the exponential that a cross-entropy is made of. */
  int exponentialOf(Step step) {
    return exponentials.computeIfAbsent(step, any -> newDouble());
  }

  /** Whether that has been computed in this method. */
  boolean hasExponential(Step step) {
    return exponentials.containsKey(step);
  }

  int counterOf(Loop loop) {
    return counters.computeIfAbsent(loop, any -> free++);
  }

  /** Pushes the index that an address means in the block of a loop. */
  void pushIndex(Address address, @Nullable Loop innermost) {
    if (address.isTabled()) {
      code.variable(ALOAD, TABLE);
    }
    Loop[] nest = Loop.nest(innermost);
    boolean isFirst = true;
    for (int i = 0; i < nest.length; i++) {
      int stride = address.strides()[i];
      if (stride != 0) {
        code.variable(ILOAD, counterOf(nest[i]));
        if (stride != 1) {
          code.constant(stride);
          code.plain(IMUL);
        }
        if (!isFirst) {
          code.plain(IADD);
        }
        isFirst = false;
      }
    }
    if (isFirst) {
      code.constant(address.base());
    } else if (address.base() != 0) {
      code.constant(address.base());
      code.plain(IADD);
    }
    if (address.isTabled()) {
      code.plain(IALOAD);
    }
  }

  /** Pushes the value of an operand from the array in which it stands. */
  void pushValue(Use use, @Nullable Loop innermost) {
    pushPlace(use, use.value(), innermost);
    code.plain(DALOAD);
  }

  /**
   * Pushes the array in which the value of an operand stands, and the index of an address there.
   */
  void pushPlace(Use use, Address address, @Nullable Loop innermost) {
    switch (use.source()) {
      case VALUES -> code.variable(ALOAD, VALUES);
      case UNIFORM -> code.variable(ALOAD, UNIFORM);
      case ROW -> code.variable(ALOAD, ROWS);
    }
    pushIndex(address, innermost);
    if (use.source() == Use.Source.ROW) {
      code.variable(ILOAD, ROW_START);
      code.plain(IADD);
    }
  }

  /** Pushes the array in which the adjoint of an operand stands. */
  void pushAdjoints(Use use) {
    code.variable(ALOAD, use.isDelivered() ? DERIVATIVES : ADJOINTS);
  }

  /** Writes a loop that goes from the last iteration to the first. */
  void countDown(Loop loop, Runnable body) {
    int counter = counterOf(loop);
    code.constant(loop.trips() - 1);
    code.variable(ISTORE, counter);
    Label next = new Label();
    code.mark(next);
    checkInterruption(loop);
    body.run();
    code.increment(counter, -1);
    code.variable(ILOAD, counter);
    code.jump(IFGE, next);
  }

  /** Looks at the interrupt status every few iterations of a long loop. */
  void checkInterruption(Loop loop) {
    long operations = (long) loop.length() * loop.trips();
    if (operations <= STRETCH) {
      return;
    }
    int every = Integer.highestOneBit(Math.max(1, STRETCH / loop.length()));
    Label go = new Label();
    code.variable(ILOAD, counterOf(loop));
    code.constant(every - 1);
    code.plain(IAND);
    code.jump(IFNE, go);
    pushFrame();
    code.callVirtual(FRAME, "checkInterruption", "()V");
    code.mark(go);
  }

  void jump(Label label) {
    code.jump(GOTO, label);
  }
}
