package org.scalarflow.spi;

import java.util.Arrays;
import java.util.StringJoiner;
import org.eclipse.collections.api.map.primitive.MutableIntObjectMap;
import org.eclipse.collections.impl.map.mutable.primitive.IntObjectHashMap;
import org.scalarflow.EvaluationInterruptedException;
import org.scalarflow.Operator;
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

  private record Scratch(double[] operands, double[] partials) {}

  private final Tape tape;
  private final MutableIntObjectMap<Scratch> scratchByCount = new IntObjectHashMap<>();

  /** A caller for the operations of a tape. */
  public OperatorCaller(Tape tape) {
    this.tape = tape;
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
    Interruption.check();
    try {
      return tape.operator(node).value(gather(node, values).operands);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw failed("value", node, values, failure);
    }
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
    Interruption.check();
    Scratch scratch = gather(node, values);
    Arrays.fill(scratch.partials, Double.NaN);
    try {
      tape.operator(node).partials(scratch.operands, values[node], scratch.partials);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw failed("partial derivatives", node, values, failure);
    }
    return scratch.partials;
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
    Operator operator = tape.operator(node);
    if (!operator.isSelective()) {
      return true;
    }
    try {
      return operator.contributes(position, gather(node, values).operands, values[node]);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      throw failed("choice of operands", node, values, failure);
    }
  }

  private Scratch gather(int node, double[] values) {
    int count = tape.operandCount(node);
    Scratch scratch =
        scratchByCount.getIfAbsentPutWithKey(
            count, length -> new Scratch(new double[length], new double[length]));
    for (int position = 0; position < count; position++) {
      scratch.operands[position] = values[tape.operand(node, position)];
    }
    return scratch;
  }

  private ScalarFlowException failed(String what, int node, double[] values, Throwable failure) {
    if (failure instanceof EvaluationInterruptedException interrupted) {
      return interrupted;
    }
    StringJoiner operands = new StringJoiner(", ", "(", ")");
    int count = tape.operandCount(node);
    for (int position = 0; position < Math.min(count, TOLD); position++) {
      int operand = tape.operand(node, position);
      operands.add(tape.name(operand) + " = " + values[operand]);
    }
    if (count > TOLD) {
      operands.add("and " + (count - TOLD) + " more");
    }
    return new OperatorException(
        "operator '"
            + tape.operator(node).name()
            + "' failed to give its "
            + what
            + " at node '"
            + tape.name(node)
            + "' "
            + operands
            + ": "
            + failure,
        failure);
  }
}
