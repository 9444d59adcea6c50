package org.scalarflow.spi;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.scalarflow.Node;
import org.scalarflow.NodeKind;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;
import org.scalarflow.Structure;

/**
 * Turns a request into the arrays of a {@link Tape}: find the ancestors, fold what is constant,
 * drop what is then dead, number the rest, and find out where the backward sweep has to go. Every
 * step is one pass over ids, upwards or downwards; nothing recurses.
 */
final class Lowering {

  final Structure structure;
  int uniformCount;
  int rowInputCount;
  int firstOperation;
  final int[] origins;
  final double[] constants;
  final byte[] opcodes;
  final int[] operandStarts;
  final int[] operands;
  final int[] outputs;
  final int[] observed;
  final int[] wanted;
  final BitSet adjointNodes;

  private final Request request;

  /** One above the largest graph id that can matter. */
  private final int limit;

  private final BitSet constant;
  private final double[] constantValues;
  private final int[] tapeNodes;

  Lowering(Request request) {
    this.request = request;
    structure = request.graph().structure();
    limit = limit();

    BitSet ancestors = ancestors(ids(request.outputs()), new BitSet());
    BitSet read = request.observesAll() ? (BitSet) ancestors.clone() : new BitSet(limit);
    request.observed().forEach(node -> read.set(node.id()));
    request.outputs().forEach(node -> read.set(node.id()));

    constant = new BitSet(limit);
    constantValues = new double[limit];
    fold(ancestors(read.stream().toArray(), new BitSet()));
    BitSet live = ancestors(read.stream().toArray(), constant);

    origins = new int[live.cardinality()];
    tapeNodes = number(live);
    constants = constants();
    opcodes = new byte[origins.length - firstOperation];
    operandStarts = new int[opcodes.length + 1];
    operands = link();
    outputs = tapeNodes(ids(request.outputs()));
    request.outputs().forEach(node -> read.clear(node.id()));
    observed = tapeNodes(read.stream().toArray());
    wanted = tapeNodes(wanted(ancestors));
    adjointNodes = adjointNodes();
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

  private static int[] ids(List<Node> nodes) {
    return nodes.stream().mapToInt(Node::id).toArray();
  }

  /**
   * The nodes given and what they are computed from, not looking behind those of {@code closed}.
   */
  private BitSet ancestors(int[] from, BitSet closed) {
    BitSet found = new BitSet(limit);
    for (int id : from) {
      found.set(id);
    }
    for (int id = found.length() - 1; id >= 0; id = found.previousSetBit(id - 1)) {
      if (closed.get(id)) {
        continue;
      }
      for (int position = 0; position < structure.operandCount(id); position++) {
        found.set(structure.operand(id, position));
      }
    }
    return found;
  }

  /** Evaluates pure operations on constants. One that throws is left to fail when it is run. */
  private void fold(BitSet needed) {
    for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
      switch (structure.kind(id)) {
        case CONSTANT -> {
          constant.set(id);
          constantValues[id] = structure.constant(id);
        }
        case OPERATION -> {
          if (structure.operator(id).isPure() && hasOnlyConstantOperands(id)) {
            foldOperation(id);
          }
        }
        case VARIABLE, PLACEHOLDER -> {}
      }
    }
  }

  private boolean hasOnlyConstantOperands(int id) {
    for (int position = 0; position < structure.operandCount(id); position++) {
      if (!constant.get(structure.operand(id, position))) {
        return false;
      }
    }
    return true;
  }

  private void foldOperation(int id) {
    double[] values = new double[structure.operandCount(id)];
    for (int position = 0; position < values.length; position++) {
      values[position] = constantValues[structure.operand(id, position)];
    }
    try {
      constantValues[id] = structure.operator(id).value(values);
      constant.set(id);
    } catch (RuntimeException failure) {
      constant.clear(id);
    }
  }

  /** Numbers the live nodes and fills in their origins. */
  private int[] number(BitSet live) {
    int[] numbers = new int[limit];
    Arrays.fill(numbers, -1);
    int next = 0;
    for (Group group : Group.values()) {
      for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
        if (groupOf(id) == group) {
          numbers[id] = next;
          origins[next++] = id;
        }
      }
      switch (group) {
        case UNIFORM_INPUT -> uniformCount = next;
        case ROW_INPUT -> rowInputCount = next - uniformCount;
        case CONSTANT -> firstOperation = next;
        case OPERATION -> {}
      }
    }
    return numbers;
  }

  private double[] constants() {
    return Arrays.stream(origins, uniformCount + rowInputCount, firstOperation)
        .mapToDouble(id -> constantValues[id])
        .toArray();
  }

  private enum Group {
    UNIFORM_INPUT,
    ROW_INPUT,
    CONSTANT,
    OPERATION
  }

  private Group groupOf(int id) {
    if (constant.get(id)) {
      return Group.CONSTANT;
    }
    if (structure.kind(id) == NodeKind.OPERATION) {
      return Group.OPERATION;
    }
    return request.variesByRow(request.graph().node(id)) ? Group.ROW_INPUT : Group.UNIFORM_INPUT;
  }

  /** Fills opcodes and operand starts, and returns the operands. */
  private int[] link() {
    int operations = opcodes.length;
    for (int i = 0; i < operations; i++) {
      int id = origins[firstOperation + i];
      opcodes[i] = (byte) Operators.opcode(structure.operator(id));
      operandStarts[i + 1] = operandStarts[i] + structure.operandCount(id);
    }
    int[] linked = new int[operandStarts[operations]];
    for (int i = 0; i < operations; i++) {
      int id = origins[firstOperation + i];
      for (int position = 0; position < structure.operandCount(id); position++) {
        linked[operandStarts[i] + position] = tapeNodes[structure.operand(id, position)];
      }
    }
    return linked;
  }

  private int[] tapeNodes(int[] ids) {
    return Arrays.stream(ids).map(id -> tapeNodes[id]).toArray();
  }

  /** The graph ids whose derivative is delivered: asked for, on the tape, and fed by some input. */
  private int[] wanted(BitSet ancestors) {
    BitSet asked = request.differentiatesAll() ? (BitSet) ancestors.clone() : new BitSet(limit);
    request.differentiated().forEach(node -> asked.set(node.id()));
    BitSet fromInput = fromInput();
    return asked.stream()
        .filter(id -> tapeNodes[id] >= 0 && fromInput.get(tapeNodes[id]))
        .toArray();
  }

  /** The tape nodes that are inputs or have one among their ancestors. */
  private BitSet fromInput() {
    BitSet reached = new BitSet(origins.length);
    reached.set(0, uniformCount + rowInputCount);
    for (int node = firstOperation; node < origins.length; node++) {
      int operation = node - firstOperation;
      for (int at = operandStarts[operation]; at < operandStarts[operation + 1]; at++) {
        if (reached.get(operands[at])) {
          reached.set(node);
        }
      }
    }
    return reached;
  }

  /** The tape nodes between outputs and wanted nodes, along differentiable operands. */
  private BitSet adjointNodes() {
    BitSet towardsWanted = new BitSet(origins.length);
    for (int node : wanted) {
      towardsWanted.set(node);
    }
    for (int node = firstOperation; node < origins.length; node++) {
      int operation = node - firstOperation;
      Operator operator = structure.operator(origins[node]);
      for (int at = operandStarts[operation]; at < operandStarts[operation + 1]; at++) {
        if (towardsWanted.get(operands[at])
            && operator.isDifferentiable(at - operandStarts[operation])) {
          towardsWanted.set(node);
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
      int operation = node - firstOperation;
      Operator operator = structure.operator(origins[node]);
      for (int at = operandStarts[operation]; at < operandStarts[operation + 1]; at++) {
        if (towardsWanted.get(operands[at])
            && operator.isDifferentiable(at - operandStarts[operation])) {
          reached.set(operands[at]);
        }
      }
    }
    return reached;
  }
}
