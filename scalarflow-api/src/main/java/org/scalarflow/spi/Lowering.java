package org.scalarflow.spi;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.Structure;

/**
 * Turns a request into the arrays of a {@link Tape}: find the ancestors of what is asked, fold what
 * is constant, drop what is then dead, number and link the rest ({@link TapeDraft}), and find out
 * where the backward sweep has to go ({@link Activity}). Every step is a pass over ids, upwards or
 * downwards; nothing recurses.
 */
final class Lowering {

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
  final Activity activity;

  /** One above the largest graph id that can matter. */
  private final int limit;

  /** How many operations the last call of {@link #addAncestors} met, and operands of theirs. */
  private int operationsMet;

  private int operandsMet;

  Lowering(Request request) {
    structure = request.graph().structure();
    limit = limit(request);
    BitSet outputAncestors = bits(request.outputs());
    addAncestors(outputAncestors);
    BitSet read = request.observesAll() ? (BitSet) outputAncestors.clone() : new BitSet(limit);
    read.or(bits(request.observed()));
    read.or(bits(request.outputs()));
    BitSet needed = (BitSet) outputAncestors.clone();
    needed.or(read);
    if (!needed.equals(outputAncestors)) {
      addAncestors(needed);
    }

    TapeDraft draft = new TapeDraft(request, structure, limit, operationsMet, operandsMet);
    for (int id = needed.nextSetBit(0); id >= 0; id = needed.nextSetBit(id + 1)) {
      draft.add(id);
    }
    draft.finish(read);
    uniformCount = draft.uniformCount();
    rowInputCount = draft.rowInputCount();
    firstOperation = draft.firstOperation();
    origins = draft.origins();
    constants = draft.constants();
    opcodes = draft.opcodes();
    operandStarts = draft.operandStarts();
    operands = draft.operands();

    outputs = request.outputs().stream().mapToInt(node -> draft.tapeNode(node.id())).toArray();
    read.andNot(bits(request.outputs()));
    observed = tapeNodes(draft, read);
    BitSet asked =
        request.differentiatesAll() ? (BitSet) outputAncestors.clone() : new BitSet(limit);
    asked.or(bits(request.differentiated()));
    activity = new Activity(this, tapeNodes(draft, asked), draft.blockedSlots());
  }

  private static int limit(Request request) {
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
    int operations = 0;
    int operands = 0;
    for (int id = nodes.length() - 1; id >= 0; id = nodes.previousSetBit(id - 1)) {
      int count = structure.operandCount(id);
      for (int position = 0; position < count; position++) {
        nodes.set(structure.operand(id, position));
      }
      operations += count > 0 ? 1 : 0;
      operands += count;
    }
    operationsMet = operations;
    operandsMet = operands;
  }

  /** The tape nodes of those graph nodes that are on the tape, by ascending graph id. */
  private static int[] tapeNodes(TapeDraft draft, BitSet ids) {
    int[] nodes = new int[ids.cardinality()];
    int count = 0;
    for (int id = ids.nextSetBit(0); id >= 0; id = ids.nextSetBit(id + 1)) {
      int node = draft.tapeNode(id);
      if (node >= 0) {
        nodes[count++] = node;
      }
    }
    return Arrays.copyOf(nodes, count);
  }
}
