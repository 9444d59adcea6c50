package org.scalarflow.compiled.emit;

import org.scalarflow.Operator;
import org.scalarflow.compiled.ir.Step;

/** Writes calls of {@link DirectCalls}. */
final class DirectCallWriter {

  private static final String CALLS = name(DirectCalls.class);
  private static final String UNARY = "L" + name(Operator.Unary.class) + ";";
  private static final String BINARY = "L" + name(Operator.Binary.class) + ";";

  private final Scope scope;

  DirectCallWriter(Scope scope) {
    this.scope = scope;
  }

  private static String name(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  /** Pushes what comes before the operands. */
  void start(Step step) {
    scope.code.classData(step.directOperator(), type(step));
    scope.pushFrame();
    scope.pushIndex(step.node(), step.loop());
  }

  /** Turns what {@link #start} pushed, and the operands, into the value. */
  void value(Step step) {
    call(step, "value", step.uses().size());
  }

  /** Turns what {@link #start} pushed, the operands and the result into a partial. */
  void partial(Step step, int position) {
    int operands = step.uses().size();
    String name = operands == 1 ? "partial" : position == 0 ? "firstPartial" : "secondPartial";
    call(step, name, operands + 1);
  }

  private void call(Step step, String name, int numbers) {
    String descriptor = "(" + type(step) + "L" + Scope.FRAME + ";I" + "D".repeat(numbers) + ")D";
    scope.code.callStatic(CALLS, name, descriptor);
  }

  private static String type(Step step) {
    return step.uses().size() == 1 ? UNARY : BINARY;
  }
}
