package org.scalarflow.spi;

import org.jspecify.annotations.Nullable;
import org.scalarflow.Operator;
import org.scalarflow.Request;
import org.scalarflow.Structure;

/**
 * A request in flat form: the nodes it needs, in an order in which operands come first. The one
 * form that every backend receives.
 *
 * <p>Tape nodes are numbered: uniform inputs, row inputs, constants, operations; within each group
 * by ascending graph id. So the values of the inputs can be copied in one piece, and everything
 * from {@link #firstOperation()} on is to be computed. Only ancestors of what is asked are here. A
 * pure operation on constants has become a constant; nothing else was rewritten, and equal
 * subexpressions are separate nodes with separate adjoints.
 *
 * <p>Immutable and safe for any thread.
 */
public final class Tape {

  private final Structure structure;
  private final int uniformCount;
  private final int rowInputCount;
  private final int firstOperation;

  /** For each tape node, the graph node it stands for. */
  private final int[] origins;

  /** The values of the constants, by tape node from {@code uniformCount + rowInputCount} on. */
  private final double[] constants;

  /** Per operation. */
  private final byte[] opcodes;

  /** Per operation where its operands start, and one more entry for the end. */
  private final int[] operandStarts;

  private final int[] operands;
  private final int[] outputs;
  private final int[] observed;
  private final Activity activity;
  private final boolean selective;

  private volatile @Nullable Consumers consumers;
  private volatile @Nullable Levels levels;

  Tape(Lowering from) {
    structure = from.structure;
    uniformCount = from.uniformCount;
    rowInputCount = from.rowInputCount;
    firstOperation = from.firstOperation;
    origins = from.origins;
    constants = from.constants;
    opcodes = from.opcodes;
    operandStarts = from.operandStarts;
    operands = from.operands;
    outputs = from.outputs;
    observed = from.observed;
    activity = from.activity;
    selective = hasSelectiveOperation();
  }

  private boolean hasSelectiveOperation() {
    for (int node = firstOperation; node < origins.length; node++) {
      int opcode = opcode(node);
      if (!Opcode.isUnary(opcode)
          && !Opcode.isBinary(opcode)
          && needsAdjoint(node)
          && operator(node).isSelective()) {
        return true;
      }
    }
    return false;
  }

  /** Lowers a request to a tape, in time linear in the number of nodes. */
  public static Tape lower(Request request) {
    return new Tape(new Lowering(request));
  }

  // ----------------------------------------------------------------- nodes

  /** The number of tape nodes. */
  public int size() {
    return origins.length;
  }

  /** The number of uniform inputs; they are the nodes from 0 on. */
  public int uniformCount() {
    return uniformCount;
  }

  /** The number of row inputs; they are the nodes from {@link #uniformCount()} on. */
  public int rowInputCount() {
    return rowInputCount;
  }

  /** The first constant; constants reach up to {@link #firstOperation()}. */
  public int firstConstant() {
    return uniformCount + rowInputCount;
  }

  /** The first node that is an operation; all nodes from there on are. */
  public int firstOperation() {
    return firstOperation;
  }

  /** The value of the constant at a tape node. */
  public double constant(int node) {
    return constants[node - firstConstant()];
  }

  /** Copies all constants into an array of one entry for each tape node. */
  public void copyConstants(double[] values) {
    System.arraycopy(constants, 0, values, firstConstant(), constants.length);
  }

  /** The {@link Opcode} of an operation. */
  public int opcode(int node) {
    return opcodes[node - firstOperation];
  }

  /** The operator of an operation. */
  public Operator operator(int node) {
    return structure.operator(origins[node]);
  }

  /** How many operands an operation has. */
  public int operandCount(int node) {
    int operation = node - firstOperation;
    return operandStarts[operation + 1] - operandStarts[operation];
  }

  /** The tape node that is an operand of an operation. */
  public int operand(int node, int position) {
    return operands[operandStarts[node - firstOperation] + position];
  }

  /** The id of the graph node that a tape node stands for. */
  public int origin(int node) {
    return origins[node];
  }

  /** The name of the graph node that a tape node stands for, for messages and accounts. */
  public String name(int node) {
    return structure.name(origins[node]);
  }

  /** The nodes of the graph when this tape was made. */
  public Structure structure() {
    return structure;
  }

  /** The opcodes by operation, not to be changed. */
  byte[] opcodes() {
    return opcodes;
  }

  /** Where the operands of each operation start in {@link #operands()}, not to be changed. */
  int[] operandStarts() {
    return operandStarts;
  }

  /** All operands, not to be changed. */
  int[] operands() {
    return operands;
  }

  /** Where the backward sweep goes. */
  Activity activity() {
    return activity;
  }

  // --------------------------------------------------------------- request

  /** The number of outputs, each of which has a seed. */
  public int outputCount() {
    return outputs.length;
  }

  /** The tape node of an output. */
  public int output(int index) {
    return outputs[index];
  }

  /** The number of values that a run delivers for each row: outputs, then observed nodes. */
  public int valueCount() {
    return outputs.length + observed.length;
  }

  /** The tape node of a delivered value. */
  public int valueNode(int index) {
    return index < outputs.length ? outputs[index] : observed[index - outputs.length];
  }

  /** The number of derivatives that a run delivers. */
  public int derivativeCount() {
    return activity.wanted().length;
  }

  /** The tape node of a delivered derivative. */
  public int derivativeNode(int index) {
    return activity.wanted()[index];
  }

  // -------------------------------------------------------------- backward

  /**
   * Whether the backward sweep concerns a node: it is wanted or has an ancestor that is, and a
   * derivative can reach it from an output.
   */
  public boolean needsAdjoint(int node) {
    return activity.isActive(node);
  }

  /**
   * Whether an operation may pass a contribution to the operand at a position: both need an
   * adjoint, and the operator is differentiable there.
   */
  public boolean passesBack(int node, int position) {
    return activity.isActive(node)
        && activity.isOpen(operandStarts[node - firstOperation] + position);
  }

  /** Whether it depends on values where some operation passes contributions. */
  public boolean isSelective() {
    return selective;
  }

  /** Who passes contributions to whom, in canonical order; made at the first call and kept. */
  public Consumers consumers() {
    Consumers made = consumers;
    if (made == null) {
      made = Consumers.of(this);
      consumers = made;
    }
    return made;
  }

  /** The operations by their distance from the leaves; made at the first call and kept. */
  public Levels levels() {
    Levels made = levels;
    if (made == null) {
      made = Levels.of(this);
      levels = made;
    }
    return made;
  }

  /** The size of the tape in words, for accounts. */
  @Override
  public String toString() {
    return "tape of "
        + count(size(), "node")
        + ": "
        + count(uniformCount, "uniform input")
        + ", "
        + count(rowInputCount, "row input")
        + ", "
        + count(constants.length, "constant")
        + ", "
        + count(size() - firstOperation, "operation")
        + "; "
        + count(outputs.length, "output")
        + ", "
        + observed.length
        + " observed, "
        + count(derivativeCount(), "derivative")
        + " over "
        + count(activity.activeCount(), "adjoint");
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
