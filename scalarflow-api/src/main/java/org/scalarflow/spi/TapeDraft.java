package org.scalarflow.spi;

import java.util.Arrays;
import java.util.BitSet;
import org.eclipse.collections.api.list.primitive.MutableByteList;
import org.eclipse.collections.api.list.primitive.MutableDoubleList;
import org.eclipse.collections.api.list.primitive.MutableIntList;
import org.eclipse.collections.impl.list.mutable.primitive.ByteArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.DoubleArrayList;
import org.eclipse.collections.impl.list.mutable.primitive.IntArrayList;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;
import org.scalarflow.Structure;

/**
 * A tape that is being filled node by node in ascending graph id, while pure operations on
 * constants become constants.
 *
 * <p>On a tape operations follow all leaves, and how many leaves there are is known only at the
 * end. Until then a node goes by a <i>code</i>: an operation by its place among the operations, a
 * leaf by the complement of its place among the leaves, which is a negative number.
 */
final class TapeDraft {

  /** The groups of leaves, in tape order. */
  private static final byte UNIFORM_INPUT = 0;

  private static final byte ROW_INPUT = 1;
  private static final byte CONSTANT = 2;

  /** Not on the tape: nothing uses it after folding. */
  private static final byte UNUSED = 3;

  private final Request request;
  private final Structure structure;
  private final NodeCodes codes;

  /** By opcode: whether every operand is differentiable, so that nobody needs to be asked. */
  private final boolean[] smooth = new boolean[Opcode.COUNT];

  private final MutableIntList leafIds = new IntArrayList();
  private final MutableByteList leafGroups = new ByteArrayList();

  /** The values of leaves that are constants. */
  private final MutableDoubleList leafValues = new DoubleArrayList();

  private int operationCount;
  private final int[] operationIds;
  private byte[] opcodes;
  private int[] operandStarts;

  /** Codes until {@link #finish}, then tape nodes. */
  private int[] operands;

  private final BitSet blockedSlots = new BitSet();
  private boolean folded;

  /** The tape nodes of leaves, or -1; known when finished. */
  private int[] leafNodes = {};

  private int[] groupStarts = {};

  /**
   * An empty draft.
   *
   * @param limit one above the largest graph id that can be added
   * @param operations how many operations will be added
   * @param slots how many operands they have together
   */
  TapeDraft(Request request, Structure structure, int limit, int operations, int slots) {
    this.request = request;
    this.structure = structure;
    codes = new NodeCodes(limit);
    operationIds = new int[operations];
    opcodes = new byte[operations];
    operandStarts = new int[operations + 1];
    operands = new int[slots];
    for (Operator operator : Operators.builtIn()) {
      smooth[Operators.opcode(operator)] = !operator.isSelective() && operator.isDifferentiable(0);
    }
  }

  /** Adds a node whose operands are here. */
  void add(int id) {
    switch (structure.kind(id)) {
      case OPERATION -> addOperation(id);
      case CONSTANT -> addLeaf(id, CONSTANT, structure.constant(id));
      case VARIABLE, PLACEHOLDER ->
          addLeaf(
              id, request.variesByRow(structure.node(id)) ? ROW_INPUT : UNIFORM_INPUT, Double.NaN);
    }
  }

  private void addLeaf(int id, byte group, double value) {
    codes.put(id, ~leafIds.size());
    leafIds.add(id);
    leafGroups.add(group);
    leafValues.add(value);
  }

  private void addOperation(int id) {
    int start = operandStarts[operationCount];
    int end = start + structure.copyOperands(id, operands, start);
    boolean constant = true;
    for (int slot = start; slot < end; slot++) {
      int code = codes.get(operands[slot]);
      operands[slot] = code;
      constant &= code < 0 && leafGroups.get(~code) == CONSTANT;
    }
    if (constant && fold(id, start, end)) {
      return;
    }
    int opcode = structure.opcode(id);
    if (!smooth[opcode]) {
      block(structure.operator(id), start, end);
    }
    codes.put(id, operationCount);
    operationIds[operationCount] = id;
    opcodes[operationCount] = (byte) opcode;
    operationCount++;
    operandStarts[operationCount] = end;
  }

  /** Makes a constant of a pure operation; one that throws is left to fail when it is run. */
  private boolean fold(int id, int start, int end) {
    Operator operator = structure.operator(id);
    if (!operator.isPure()) {
      return false;
    }
    double[] values = new double[end - start];
    for (int position = 0; position < values.length; position++) {
      values[position] = leafValues.get(~operands[start + position]);
    }
    double value;
    try {
      value = operator.value(values);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      return false;
    }
    addLeaf(id, CONSTANT, value);
    folded = true;
    return true;
  }

  private void block(Operator operator, int start, int end) {
    for (int slot = start; slot < end; slot++) {
      if (!operator.isDifferentiable(slot - start)) {
        blockedSlots.set(slot);
      }
    }
  }

  /**
   * Drops the constants of which only constants were made, and numbers the rest.
   *
   * @param read the graph nodes that stay in any case
   */
  void finish(BitSet read) {
    int slots = operandStarts[operationCount];
    if (folded) {
      opcodes = Arrays.copyOf(opcodes, operationCount);
      operandStarts = Arrays.copyOf(operandStarts, operationCount + 1);
      operands = Arrays.copyOf(operands, slots);
      dropUnused(read);
    }
    numberLeaves();
    int first = firstOperation();
    for (int slot = 0; slot < slots; slot++) {
      int code = operands[slot];
      operands[slot] = code < 0 ? leafNodes[~code] : first + code;
    }
  }

  private void dropUnused(BitSet read) {
    BitSet used = new BitSet(leafIds.size());
    for (int id = read.nextSetBit(0); id >= 0; id = read.nextSetBit(id + 1)) {
      int code = codes.get(id);
      if (code < 0) {
        used.set(~code);
      }
    }
    for (int code : operands) {
      if (code < 0) {
        used.set(~code);
      }
    }
    for (int leaf = used.nextClearBit(0);
        leaf < leafIds.size();
        leaf = used.nextClearBit(leaf + 1)) {
      leafGroups.set(leaf, UNUSED);
    }
  }

  private void numberLeaves() {
    groupStarts = new int[UNUSED + 2];
    for (int leaf = 0; leaf < leafIds.size(); leaf++) {
      groupStarts[leafGroups.get(leaf) + 1]++;
    }
    for (int group = 0; group <= UNUSED; group++) {
      groupStarts[group + 1] += groupStarts[group];
    }
    int[] next = groupStarts.clone();
    leafNodes = new int[leafIds.size()];
    for (int leaf = 0; leaf < leafNodes.length; leaf++) {
      byte group = leafGroups.get(leaf);
      leafNodes[leaf] = group == UNUSED ? -1 : next[group]++;
    }
  }

  // ----------------------------------------------------------- when finished

  int uniformCount() {
    return groupStarts[ROW_INPUT];
  }

  int rowInputCount() {
    return groupStarts[CONSTANT] - groupStarts[ROW_INPUT];
  }

  int firstOperation() {
    return groupStarts[UNUSED];
  }

  /** The tape node of a graph node, or -1. */
  int tapeNode(int id) {
    int code = codes.get(id);
    return code == NodeCodes.NONE ? -1 : node(code);
  }

  private int node(int code) {
    return code < 0 ? leafNodes[~code] : firstOperation() + code;
  }

  int[] origins() {
    int[] origins = new int[firstOperation() + operationCount];
    for (int leaf = 0; leaf < leafNodes.length; leaf++) {
      if (leafNodes[leaf] >= 0) {
        origins[leafNodes[leaf]] = leafIds.get(leaf);
      }
    }
    System.arraycopy(operationIds, 0, origins, firstOperation(), operationCount);
    return origins;
  }

  double[] constants() {
    int first = groupStarts[CONSTANT];
    double[] constants = new double[firstOperation() - first];
    for (int leaf = 0; leaf < leafNodes.length; leaf++) {
      if (leafGroups.get(leaf) == CONSTANT) {
        constants[leafNodes[leaf] - first] = leafValues.get(leaf);
      }
    }
    return constants;
  }

  byte[] opcodes() {
    return opcodes;
  }

  int[] operandStarts() {
    return operandStarts;
  }

  int[] operands() {
    return operands;
  }

  /** The operand slots at which an operator is not differentiable. */
  BitSet blockedSlots() {
    return blockedSlots;
  }
}
