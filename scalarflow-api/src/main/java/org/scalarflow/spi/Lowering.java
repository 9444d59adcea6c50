package org.scalarflow.spi;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;
import org.scalarflow.Structure;

/**
 * Turns a request into the arrays of a {@link Tape}: find the ancestors, fold what is constant,
 * drop what is then dead, number and link the rest, and find out where the backward sweep has to
 * go. Every step is one pass over ids, upwards or downwards; nothing recurses.
 */
final class Lowering {

  /** The groups of tape nodes, in tape order. */
  private static final byte UNIFORM_INPUT = 0;

  private static final byte ROW_INPUT = 1;
  private static final byte CONSTANT = 2;
  private static final byte OPERATION = 3;
  private static final int GROUPS = 4;

  final Structure structure;
  final int uniformCount;
  final int rowInputCount;
  final int firstOperation;
  final int[] origins;
  final double[] constants;
  final byte[] opcodes;
  final int[] operandStarts;
  final int[] operands;
  final int[] outputs;
  final int[] observed;
  final int[] wanted;
  final BitSet adjointNodes;
  final BitSet passesBack;

  private final Request request;

  /** One above the largest graph id that can matter. */
  private final int limit;

  /** The nodes that are needed before folding; the arrays below are by rank, not by graph id. */
  private final Ranks ranks;

  private final byte[] groups;
  private final double[] constantValues;

  /** The tape node, or -1. */
  private final int[] tapeNodes;

  /** By operand slot: whether the operator is not differentiable there. */
  private final BitSet blockedSlots = new BitSet();

  Lowering(Request request) {
    this.request = request;
    structure = request.graph().structure();
    limit = limit();
    BitSet outputAncestors = bits(request.outputs());
    addAncestors(outputAncestors);
    BitSet read = request.observesAll() ? (BitSet) outputAncestors.clone() : new BitSet(limit);
    read.or(bits(request.observed()));
    read.or(bits(request.outputs()));

    BitSet live = (BitSet) outputAncestors.clone();
    live.or(read);
    if (!live.equals(outputAncestors)) {
      addAncestors(live);
    }
    ranks = new Ranks(live);
    groups = new byte[ranks.count()];
    constantValues = new double[ranks.count()];
    tapeNodes = new int[ranks.count()];
    Arrays.fill(tapeNodes, -1);
    if (foldConstants(live)) {
      live = (BitSet) read.clone();
      addLiveAncestors(live);
    }

    int[] starts = groupStarts(live);
    uniformCount = starts[ROW_INPUT];
    rowInputCount = starts[CONSTANT] - starts[ROW_INPUT];
    firstOperation = starts[OPERATION];
    origins = new int[starts[GROUPS]];
    opcodes = new byte[origins.length - firstOperation];
    operandStarts = new int[opcodes.length + 1];
    number(live, starts);
    constants =
        Arrays.stream(origins, starts[CONSTANT], firstOperation)
            .mapToDouble(id -> constantValues[ranks.of(id)])
            .toArray();
    operands = link();

    outputs = request.outputs().stream().mapToInt(node -> tapeNode(node.id())).toArray();
    read.andNot(bits(request.outputs()));
    observed = read.stream().map(this::tapeNode).toArray();
    BitSet asked =
        request.differentiatesAll() ? (BitSet) outputAncestors.clone() : new BitSet(limit);
    asked.or(bits(request.differentiated()));
    wanted = wanted(asked);
    adjointNodes = adjointNodes();
    passesBack = passesBack();
  }

  private int limit() {
    int largest = 0;
    for (List<Node> nodes :
        List.of(request.outputs(), request.observed(), request.differentiated())) {
      for (Node node : nodes) {
        largest = Math.max(largest, node.id());
      }
    }
    return largest + 1;
  }

  private BitSet bits(List<Node> nodes) {
    BitSet bits = new BitSet(limit);
    nodes.forEach(node -> bits.set(node.id()));
    return bits;
  }

  /** Adds what the nodes are computed from. */
  private void addAncestors(BitSet nodes) {
    for (int id = nodes.length() - 1; id >= 0; id = nodes.previousSetBit(id - 1)) {
      addOperands(id, nodes);
    }
  }

  /** The same after folding: nothing behind a constant is needed. */
  private void addLiveAncestors(BitSet nodes) {
    for (int id = nodes.length() - 1; id >= 0; id = nodes.previousSetBit(id - 1)) {
      if (groups[ranks.of(id)] != CONSTANT) {
        addOperands(id, nodes);
      }
    }
  }

  private void addOperands(int id, BitSet nodes) {
    int count = structure.operandCount(id);
    for (int position = 0; position < count; position++) {
      nodes.set(structure.operand(id, position));
    }
  }

  /** The tape node of a graph node, or -1. */
  private int tapeNode(int id) {
    int rank = ranks.of(id);
    return rank < 0 ? -1 : tapeNodes[rank];
  }

  /**
   * Sorts nodes into groups and evaluates pure operations on constants. One that throws is left to
   * fail when it is run.
   *
   * @return whether an operation became a constant
   */
  private boolean foldConstants(BitSet nodes) {
    boolean folded = false;
    int rank = 0;
    for (int id = nodes.nextSetBit(0); id >= 0; id = nodes.nextSetBit(id + 1)) {
      switch (structure.kind(id)) {
        case CONSTANT -> {
          groups[rank] = CONSTANT;
          constantValues[rank] = structure.constant(id);
        }
        case VARIABLE, PLACEHOLDER ->
            groups[rank] = request.variesByRow(structure.node(id)) ? ROW_INPUT : UNIFORM_INPUT;
        case OPERATION -> {
          groups[rank] = OPERATION;
          folded |= hasOnlyConstantOperands(id) && fold(id, rank);
        }
      }
      rank++;
    }
    return folded;
  }

  private boolean hasOnlyConstantOperands(int id) {
    int count = structure.operandCount(id);
    for (int position = 0; position < count; position++) {
      if (groups[ranks.of(structure.operand(id, position))] != CONSTANT) {
        return false;
      }
    }
    return true;
  }

  private boolean fold(int id, int rank) {
    Operator operator = structure.operator(id);
    if (!operator.isPure()) {
      return false;
    }
    double[] values = new double[structure.operandCount(id)];
    for (int position = 0; position < values.length; position++) {
      values[position] = constantValues[ranks.of(structure.operand(id, position))];
    }
    try {
      constantValues[rank] = operator.value(values);
    } catch (Exception | LinkageError | StackOverflowError failure) {
      return false;
    }
    groups[rank] = CONSTANT;
    return true;
  }

  /** Where each group starts on the tape, and the size of the tape. */
  private int[] groupStarts(BitSet live) {
    int[] starts = new int[GROUPS + 1];
    for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
      starts[groups[ranks.of(id)] + 1]++;
    }
    for (int group = 0; group < GROUPS; group++) {
      starts[group + 1] += starts[group];
    }
    return starts;
  }

  /** Numbers the live nodes, and counts the operand slots of operations. */
  private void number(BitSet live, int[] starts) {
    int[] next = starts.clone();
    for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
      int rank = ranks.of(id);
      int node = next[groups[rank]]++;
      tapeNodes[rank] = node;
      origins[node] = id;
      if (groups[rank] == OPERATION) {
        int operation = node - firstOperation;
        operandStarts[operation + 1] = operandStarts[operation] + structure.operandCount(id);
      }
    }
  }

  /** Fills in opcodes and blocked slots, and returns the operands. */
  private int[] link() {
    boolean[] smooth = new boolean[Opcode.COUNT];
    for (Operator operator : Operators.builtIn()) {
      smooth[Operators.opcode(operator)] = !operator.isSelective() && operator.isDifferentiable(0);
    }
    int[] linked = new int[operandStarts[opcodes.length]];
    for (int i = 0; i < opcodes.length; i++) {
      int id = origins[firstOperation + i];
      Operator operator = structure.operator(id);
      opcodes[i] = (byte) Operators.opcode(operator);
      int start = operandStarts[i];
      int end = operandStarts[i + 1];
      for (int slot = start; slot < end; slot++) {
        linked[slot] = tapeNode(structure.operand(id, slot - start));
        if (!smooth[opcodes[i]] && !operator.isDifferentiable(slot - start)) {
          blockedSlots.set(slot);
        }
      }
    }
    return linked;
  }

  /**
   * The tape nodes whose derivative is delivered: asked for, on the tape, and fed by some input.
   */
  private int[] wanted(BitSet asked) {
    if (asked.isEmpty()) {
      return new int[0];
    }
    BitSet fromInput = new BitSet(origins.length);
    fromInput.set(0, uniformCount + rowInputCount);
    for (int i = 0; i < opcodes.length; i++) {
      for (int slot = operandStarts[i]; slot < operandStarts[i + 1]; slot++) {
        if (fromInput.get(operands[slot])) {
          fromInput.set(firstOperation + i);
          break;
        }
      }
    }
    return asked.stream()
        .map(this::tapeNode)
        .filter(node -> node >= 0 && fromInput.get(node))
        .toArray();
  }

  /** The tape nodes between outputs and wanted nodes, along differentiable operands. */
  private BitSet adjointNodes() {
    BitSet towardsWanted = new BitSet(origins.length);
    for (int node : wanted) {
      towardsWanted.set(node);
    }
    for (int i = 0; i < opcodes.length; i++) {
      for (int slot = operandStarts[i]; slot < operandStarts[i + 1]; slot++) {
        if (towardsWanted.get(operands[slot]) && !blockedSlots.get(slot)) {
          towardsWanted.set(firstOperation + i);
          break;
        }
      }
    }
    BitSet reached = new BitSet(origins.length);
    for (int node : outputs) {
      reached.set(node);
    }
    reached.and(towardsWanted);
    for (int node = reached.length() - 1;
        node >= firstOperation;
        node = reached.previousSetBit(node - 1)) {
      int i = node - firstOperation;
      for (int slot = operandStarts[i]; slot < operandStarts[i + 1]; slot++) {
        if (towardsWanted.get(operands[slot]) && !blockedSlots.get(slot)) {
          reached.set(operands[slot]);
        }
      }
    }
    return reached;
  }

  /** The operand slots into which contributions may go. */
  private BitSet passesBack() {
    BitSet slots = new BitSet(operands.length);
    for (int node = adjointNodes.nextSetBit(firstOperation);
        node >= 0;
        node = adjointNodes.nextSetBit(node + 1)) {
      int i = node - firstOperation;
      for (int slot = operandStarts[i]; slot < operandStarts[i + 1]; slot++) {
        if (adjointNodes.get(operands[slot]) && !blockedSlots.get(slot)) {
          slots.set(slot);
        }
      }
    }
    return slots;
  }
}
