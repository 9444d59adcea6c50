package org.scalarflow.compiled.emit;

import org.scalarflow.Operator;
import org.scalarflow.spi.Interruption;

/**
 * Calls of users' operators by their methods for plain numbers. In generated code the operator is a
 * constant, so that the JIT knows what it calls and can inline it here.
 *
 * <p>Nothing is called in a run that nobody asked for; all results are {@link Frame#ANY} there.
 * Where a loop has several lanes, operators are not called in the order of the tape. An operator of
 * two operands gives both partials whenever it is asked, as through its general interface.
 */
final class DirectCalls {

  private static final String VALUE = "value";
  private static final String PARTIALS = "partial derivatives";

  private DirectCalls() {}

  static double value(Operator.Unary operator, Frame frame, int node, double x) {
    if (frame.isMute) {
      return Frame.ANY;
    }
    Interruption.check();
    try {
      return operator.value(x);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw frame.failure(VALUE, node, failure, x);
    }
  }

  static double value(Operator.Binary operator, Frame frame, int node, double a, double b) {
    if (frame.isMute) {
      return Frame.ANY;
    }
    Interruption.check();
    try {
      return operator.value(a, b);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw frame.failure(VALUE, node, failure, a, b);
    }
  }

  static double partial(Operator.Unary operator, Frame frame, int node, double x, double result) {
    if (frame.isMute) {
      return Frame.ANY;
    }
    Interruption.check();
    try {
      return operator.partial(x, result);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw frame.failure(PARTIALS, node, failure, x);
    }
  }

  static double firstPartial(
      Operator.Binary operator, Frame frame, int node, double a, double b, double result) {
    if (frame.isMute) {
      return Frame.ANY;
    }
    Interruption.check();
    try {
      return operator.firstPartial(a, b, result);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw frame.failure(PARTIALS, node, failure, a, b);
    }
  }

  static double secondPartial(
      Operator.Binary operator, Frame frame, int node, double a, double b, double result) {
    if (frame.isMute) {
      return Frame.ANY;
    }
    try {
      return operator.secondPartial(a, b, result);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw frame.failure(PARTIALS, node, failure, a, b);
    }
  }
}
