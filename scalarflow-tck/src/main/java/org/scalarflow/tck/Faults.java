package org.scalarflow.tck;

import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.scalarflow.Arity;
import org.scalarflow.Operator;

/** Operators that misbehave, which a run has to survive. */
final class Faults {

  private Faults() {}

  /** What an operator of {@link Fragile} throws. */
  static final class Broken extends RuntimeException {

    private static final long serialVersionUID = 1;

    Broken(String message) {
      super(message);
    }
  }

  /** Where {@link Fragile} throws. */
  enum Where {
    VALUE,
    PARTIALS,
    CHOICE
  }

  /** Twice the first operand; it throws where the operands hold a negative number. */
  static final class Fragile implements Operator {

    private final Where where;

    Fragile(Where where) {
      this.where = where;
    }

    @Override
    public String name() {
      return "fragile";
    }

    @Override
    public Arity arity() {
      return Arity.atLeast(1);
    }

    @Override
    public double value(double[] operands) {
      breakIf(Where.VALUE, operands);
      return 2 * operands[0];
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      breakIf(Where.PARTIALS, operands);
      Arrays.fill(partials, 0.0);
      partials[0] = 2;
    }

    @Override
    public boolean isSelective() {
      return where == Where.CHOICE;
    }

    @Override
    public boolean contributes(int position, double[] operands, double result) {
      breakIf(Where.CHOICE, operands);
      return position == 0;
    }

    private void breakIf(Where here, double[] operands) {
      if (here == where && Arrays.stream(operands).anyMatch(x -> x < 0)) {
        throw new Broken("negative in " + here);
      }
    }
  }

  /**
   * {@code a·b}; it keeps all arrays it is given and overwrites them at every call. It keeps them
   * by thread, because another thread may be using its own right now.
   */
  static final class Grabbing implements Operator {

    private final ThreadLocal<Set<double[]>> kept =
        ThreadLocal.withInitial(() -> Collections.newSetFromMap(new IdentityHashMap<>()));

    @Override
    public String name() {
      return "grabbing";
    }

    @Override
    public Arity arity() {
      return Arity.BINARY;
    }

    @Override
    public double value(double[] operands) {
      double result = operands[0] * operands[1];
      kept.get().add(operands);
      spoil();
      return result;
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      double a = operands[0];
      double b = operands[1];
      kept.get().add(operands);
      kept.get().add(partials);
      spoil();
      partials[0] = b;
      partials[1] = a;
    }

    private void spoil() {
      kept.get().forEach(array -> Arrays.fill(array, -1e300));
    }
  }

  /** {@code a + b}, without its second partial. */
  static final class Forgetful implements Operator {

    @Override
    public String name() {
      return "forgetful";
    }

    @Override
    public Arity arity() {
      return Arity.BINARY;
    }

    @Override
    public double value(double[] operands) {
      return operands[0] + operands[1];
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      partials[0] = 1;
    }
  }
}
