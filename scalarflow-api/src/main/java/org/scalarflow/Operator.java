package org.scalarflow;

import java.util.Objects;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * A scalar function with its local partial derivatives; the service interface for extending
 * ScalarFlow with new operators.
 *
 * <p>An operator sees the values of its operands and its own result, never nodes or adjoints, and
 * may be called from several threads at once. It has no parameters of its own: what would be a
 * parameter is an operand, so that the name tells the operator fully. Two operators of one name
 * must compute the same function.
 *
 * <p>For one or two operands a lambda is enough:
 *
 * <pre>{@code
 * Operator cube = Operator.unary("cube", x -> x * x * x, (x, result) -> 3 * x * x);
 * Node y = graph.apply(cube, x);
 * }</pre>
 *
 * <p>To be found by name, implement this interface in a public class with a public constructor
 * without parameters and register it for {@link java.util.ServiceLoader} under {@code
 * org.scalarflow.Operator}.
 */
public interface Operator {

  /**
   * The unique name: a Java identifier that starts with a lower-case letter, for instance {@code
   * leakyRelu}. It is the function's name in formulas, and, capitalised, the stem of automatic node
   * names.
   */
  String name();

  /** How many operands the operator takes. */
  Arity arity();

  /**
   * Whether equal operands always give equal results and there is no side effect. Only pure
   * operators are folded over constants and shared. An impure operator is called exactly once
   * forward in a run for each of its nodes.
   */
  default boolean isPure() {
    return true;
  }

  /**
   * The value.
   *
   * @param operands the operand values in order; its length is the number of operands. It is
   *     scratch: valid only during the call, and the operator may overwrite it
   */
  double value(double[] operands);

  /**
   * The partial derivatives with respect to every operand.
   *
   * @param operands the operand values, scratch as in {@link #value}
   * @param result what {@link #value} gave for these operands in this run
   * @param partials where to put {@code ∂result/∂operandᵢ}, same length as {@code operands}. Every
   *     entry is NaN on entry, so a forgotten one shows. Scratch as well
   */
  void partials(double[] operands, double result, double[] partials);

  /**
   * Whether a derivative can ever flow to the operand at {@code position}. Where this is {@code
   * false} nothing is passed back, whatever the values are. It must not change between calls.
   */
  default boolean isDifferentiable(int position) {
    return true;
  }

  /**
   * Whether the operands a derivative flows to depend on the values, as in {@code select}. Only
   * then is {@link #contributes} asked. It must not change between calls.
   */
  default boolean isSelective() {
    return false;
  }

  /**
   * For a selective operator: whether, at these values, the operand at {@code position} takes part.
   * An operand that does not receives no contribution at all, which differs from a zero partial:
   * {@code 0·∞} is NaN, no contribution is nothing.
   *
   * @param position the operand's position
   * @param operands the operand values, scratch as in {@link #value}
   * @param result the value at these operands
   */
  default boolean contributes(int position, double[] operands, double result) {
    return true;
  }

  /** An operator of one operand, called without arrays. */
  interface Unary extends Operator {

    /** The value at {@code x}. */
    double value(double x);

    /** The derivative at {@code x}, where the value is {@code result}. */
    double partial(double x, double result);

    @Override
    default Arity arity() {
      return Arity.UNARY;
    }

    @Override
    default double value(double[] operands) {
      return value(operands[0]);
    }

    @Override
    default void partials(double[] operands, double result, double[] partials) {
      partials[0] = partial(operands[0], result);
    }
  }

  /** An operator of two operands, called without arrays. */
  interface Binary extends Operator {

    /** The value at {@code (a, b)}. */
    double value(double a, double b);

    /** The derivative with respect to {@code a}, where the value is {@code result}. */
    double firstPartial(double a, double b, double result);

    /** The derivative with respect to {@code b}, where the value is {@code result}. */
    double secondPartial(double a, double b, double result);

    @Override
    default Arity arity() {
      return Arity.BINARY;
    }

    @Override
    default double value(double[] operands) {
      return value(operands[0], operands[1]);
    }

    @Override
    default void partials(double[] operands, double result, double[] partials) {
      double a = operands[0];
      double b = operands[1];
      partials[0] = firstPartial(a, b, result);
      partials[1] = secondPartial(a, b, result);
    }
  }

  /** A partial derivative of a binary operator, given both operands and the result. */
  @FunctionalInterface
  interface BinaryPartial {

    /** The partial derivative at {@code (a, b)}, where the value is {@code result}. */
    double at(double a, double b, double result);
  }

  /**
   * A pure unary operator.
   *
   * @param name see {@link #name()}
   * @param value {@code x ↦ f(x)}
   * @param partial {@code (x, f(x)) ↦ f′(x)}
   */
  static Operator.Unary unary(
      String name, DoubleUnaryOperator value, DoubleBinaryOperator partial) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(partial, "partial");
    return new LambdaOperators.OfOne(name, value, partial);
  }

  /**
   * A pure binary operator.
   *
   * @param name see {@link #name()}
   * @param value {@code (a, b) ↦ f(a, b)}
   * @param firstPartial {@code (a, b, f(a, b)) ↦ ∂f/∂a}
   * @param secondPartial {@code (a, b, f(a, b)) ↦ ∂f/∂b}
   */
  static Operator.Binary binary(
      String name,
      DoubleBinaryOperator value,
      BinaryPartial firstPartial,
      BinaryPartial secondPartial) {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(firstPartial, "firstPartial");
    Objects.requireNonNull(secondPartial, "secondPartial");
    return new LambdaOperators.OfTwo(name, value, firstPartial, secondPartial);
  }
}
