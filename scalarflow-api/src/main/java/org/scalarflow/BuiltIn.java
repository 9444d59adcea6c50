package org.scalarflow;

import org.scalarflow.spi.Opcode;
import org.scalarflow.spi.Rules;

/**
 * The operators of {@link Operators}: each holds its opcode and leaves the work to {@link Rules}.
 */
sealed interface BuiltIn {

  /** The row of {@link Rules} the operator stands for. */
  int opcode();

  /**
   * A built-in operator of one operand.
   *
   * @param isSmooth whether a derivative flows through it
   */
  record OfOne(String name, int opcode, boolean isSmooth) implements BuiltIn, Operator.Unary {

    @Override
    public double value(double x) {
      return Rules.value(opcode, x);
    }

    @Override
    public double partial(double x, double result) {
      return Rules.partial(opcode, x, result);
    }

    @Override
    public boolean isDifferentiable(int position) {
      return isSmooth;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * A built-in operator of two operands.
   *
   * @param isSmooth whether a derivative flows through it
   */
  record OfTwo(String name, int opcode, boolean isSmooth) implements BuiltIn, Operator.Binary {

    @Override
    public double value(double a, double b) {
      return Rules.value(opcode, a, b);
    }

    @Override
    public double firstPartial(double a, double b, double result) {
      return Rules.firstPartial(opcode, a, b, result);
    }

    @Override
    public double secondPartial(double a, double b, double result) {
      return Rules.secondPartial(opcode, a, b, result);
    }

    @Override
    public boolean isDifferentiable(int position) {
      return isSmooth;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A built-in operator of a variable number of operands. */
  record OfMany(String name, int opcode, Arity arity) implements BuiltIn, Operator {

    @Override
    public double value(double[] operands) {
      return Rules.value(opcode, operands);
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      Rules.partials(opcode, operands, result, partials);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** The choice between two values, whose operands are the condition and the two branches. */
  record Select() implements BuiltIn, Operator {

    private static final Arity THREE = Arity.exactly(3);

    @Override
    public String name() {
      return "select";
    }

    @Override
    public int opcode() {
      return Opcode.SELECT;
    }

    @Override
    public Arity arity() {
      return THREE;
    }

    @Override
    public double value(double[] operands) {
      return Rules.value(Opcode.SELECT, operands);
    }

    @Override
    public void partials(double[] operands, double result, double[] partials) {
      Rules.partials(Opcode.SELECT, operands, result, partials);
    }

    @Override
    public boolean isDifferentiable(int position) {
      return position != 0;
    }

    @Override
    public boolean isSelective() {
      return true;
    }

    @Override
    public boolean contributes(int position, double[] operands, double result) {
      return position == (operands[0] != 0 ? 1 : 2);
    }

    @Override
    public String toString() {
      return "select";
    }
  }
}
