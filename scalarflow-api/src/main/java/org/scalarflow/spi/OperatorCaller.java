package org.scalarflow.spi;

import java.util.Arrays;
import java.util.StringJoiner;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;
import org.eclipse.collections.impl.map.mutable.primitive.IntObjectHashMap;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.OperatorException;
import org.scalarflow.ScalarFlowException;

/**
 * Calls the operators of a tape through their general interface: gathers operands into scratch
 * arrays that an operator may keep or spoil without harm, and tells which node failed when one
 * throws: an exception, or an error of the operator's own making, that a class it needs is missing
 * or that it recurses without end. It belongs to a workspace and serves one thread at a time.
 */
public final class OperatorCaller {

  /** How many operands are told when an operator fails; there can be a million. */
  private static final int TOLD = 10;

  /** What is handed to an operator, and the first operands again, which it cannot spoil. */
  private record Scratch(double[] operands, double[] partials, double[] told) {

    Scratch(int count) {
      this(new double[count], new double[count], new double[Math.min(count, TOLD)]);
    }

    Scratch gathered() {
      System.arraycopy(operands, 0, told, 0, told.length);
      return this;
    }
  }

  private final Tape tape;
  private final Runnable interruption;
  private final MutableIntObjectMap<Scratch> scratchByCount = new IntObjectHashMap<>();

  /** A caller for the operations of a tape. */
  public OperatorCaller(Tape tape) {
    this(tape, Interruption::check);
  }

  /**
   * A caller for a thread that works for another.
   *
   * @param interruption run before each call, in the place of {@link Interruption#check}
   */
  public OperatorCaller(Tape tape, Runnable interruption) {
    this.tape = tape;
    this.interruption = interruption;
  }

  /**
   * The value of an operation.
   *
   * @param node the operation
   * @param values the values of the tape nodes
   * @throws OperatorException if the operator throws; the message names node and operands
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public double value(int node, double[] values) {
    return value(node, gather(node, values));
  }

  /** The same as {@link #value(int, double[])}, for values that stand elsewhere. */
  public double value(int node, NodeValues values) {
    return value(node, gather(node, values));
  }

  /**
   * The partial derivatives of an operation with respect to its operands.
   *
   * @param node the operation
   * @param values the values of the tape nodes
   * @return scratch that is valid until the next call
   * @throws OperatorException if the operator throws; the message names node and operands
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public double[] partials(int node, double[] values) {
    return partials(node, gather(node, values), values[node]);
  }

  /** The same as {@link #partials(int, double[])}, for values that stand elsewhere. */
  public double[] partials(int node, NodeValues values) {
    return partials(node, gather(node, values), values.of(node));
  }

  /**
   * Whether an operation passes a contribution to one of its operands at these values.
   *
   * @param node the operation
   * @param position the operand's position
   * @param values the values of the tape nodes
   * @throws OperatorException if the operator throws; the message names node and operands
   */
  public boolean contributes(int node, int position, double[] values) {
    return !tape.operator(node).isSelective()
        || contributes(node, position, gather(node, values), values[node]);
  }

  /** The same as {@link #contributes(int, int, double[])}, for values that stand elsewhere. */
  public boolean contributes(int node, int position, NodeValues values) {
    return !tape.operator(node).isSelective()
        || contributes(node, position, gather(node, values), values.of(node));
  }

  /**
   * What to throw when an operator failed, for those who call one themselves, by a method without
   * arrays.
   *
   * @param what what it was asked for, for the message
   * @param node the operation
   * @param failure what the operator threw
   * @param operands the values of its first operands, all or some of them
   * @return an {@link OperatorException} whose message names node and operands; an {@link
   *     EvaluationInterruptedException} is returned as it is
   */
  public ScalarFlowException failure(String what, int node, Throwable failure, double... operands) {
    if (failure instanceof EvaluationInterruptedException interrupted) {
      return interrupted;
    }
    StringJoiner told = new StringJoiner(", ", "(", ")");
    int count = tape.operandCount(node);
    for (int position = 0; position < operands.length; position++) {
      told.add(tape.name(tape.operand(node, position)) + " = " + operands[position]);
    }
    if (count > operands.length) {
      told.add("and " + (count - operands.length) + " more");
    }
    return new OperatorException(
        "operator '"
            + tape.operator(node).name()
            + "' failed to give its "
            + what
            + " at node '"
            + tape.name(node)
            + "' "
            + told
            + ": "
            + failure,
        failure);
  }

  private double value(int node, Scratch scratch) {
    interruption.run();
    try {
      return tape.operator(node).value(scratch.operands);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw failure("value", node, failure, scratch.told);
    }
  }

  private double[] partials(int node, Scratch scratch, double result) {
    interruption.run();
    Arrays.fill(scratch.partials, Double.NaN);
    try {
      tape.operator(node).partials(scratch.operands, result, scratch.partials);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw failure("partial derivatives", node, failure, scratch.told);
    }
    return scratch.partials;
  }

  private boolean contributes(int node, int position, Scratch scratch, double result) {
    try {
      return tape.operator(node).contributes(position, scratch.operands, result);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw failure("choice of operands", node, failure, scratch.told);
    }
  }

  private Scratch gather(int node, double[] values) {
    Scratch scratch = scratch(node);
    for (int position = 0; position < scratch.operands.length; position++) {
      scratch.operands[position] = values[tape.operand(node, position)];
    }
    return scratch.gathered();
  }

  private Scratch gather(int node, NodeValues values) {
    Scratch scratch = scratch(node);
    for (int position = 0; position < scratch.operands.length; position++) {
      scratch.operands[position] = values.of(tape.operand(node, position));
    }
    return scratch.gathered();
  }

  private Scratch scratch(int node) {
    return scratchByCount.getIfAbsentPutWithKey(tape.operandCount(node), Scratch::new);
  }
}
