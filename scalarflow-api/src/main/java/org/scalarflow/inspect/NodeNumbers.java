package org.scalarflow.inspect;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalDouble;
import org.scalarflow.Evaluation;
import org.scalarflow.Node;
import org.scalarflow.NodeKind;
import org.scalarflow.Request;
import org.scalarflow.Structure;
import org.scalarflow.spi.Tape;

/** The nodes to show, by ascending id, each with the value and derivative that is known of it. */
final class NodeNumbers {

  private final Structure structure;
  private final int[] ids;
  private final Column values;
  private final Column derivatives;

  private NodeNumbers(Structure structure, int[] ids) {
    this.structure = structure;
    this.ids = ids;
    values = new Column(ids.length);
    derivatives = new Column(ids.length);
    for (int index = 0; index < ids.length; index++) {
      if (structure.kind(ids[index]) == NodeKind.CONSTANT) {
        values.put(index, structure.constant(ids[index]));
      }
    }
  }

  /** Numbers of which some are known. */
  private static final class Column {

    final double[] numbers;
    final BitSet known = new BitSet();

    Column(int size) {
      numbers = new double[size];
    }

    void put(int index, double number) {
      numbers[index] = number;
      known.set(index);
    }

    OptionalDouble get(int index) {
      return known.get(index) ? OptionalDouble.of(numbers[index]) : OptionalDouble.empty();
    }
  }

  /** All nodes of a graph; only the values of constants are known. */
  static NodeNumbers of(Structure structure) {
    int[] all = new int[structure.size()];
    Arrays.setAll(all, id -> id);
    return new NodeNumbers(structure, all);
  }

  /** The nodes a request names and all that they are computed from, with what the run delivered. */
  static NodeNumbers of(Evaluation run) {
    Structure structure = run.structure();
    NodeNumbers result = new NodeNumbers(structure, ancestors(run.request(), structure));
    Tape tape = run.tape();
    for (int i = 0; i < tape.valueCount(); i++) {
      Node node = structure.node(tape.origin(tape.valueNode(i)));
      result.values.put(result.index(node.id()), run.value(node));
    }
    if (run.isDifferentiated()) {
      for (int i = 0; i < tape.derivativeCount(); i++) {
        result.putDerivative(run, structure.node(tape.origin(tape.derivativeNode(i))));
      }
      run.request().differentiated().stream()
          .filter(run::hasDerivative)
          .forEach(node -> result.putDerivative(run, node));
    }
    return result;
  }

  private void putDerivative(Evaluation run, Node node) {
    derivatives.put(index(node.id()), run.derivative(node));
  }

  private static int[] ancestors(Request request, Structure structure) {
    BitSet found = new BitSet();
    for (List<Node> named :
        List.of(request.outputs(), request.observed(), request.differentiated())) {
      named.forEach(node -> found.set(node.id()));
    }
    for (int id = found.length() - 1; id >= 0; id = found.previousSetBit(id - 1)) {
      for (int position = 0; position < structure.operandCount(id); position++) {
        found.set(structure.operand(id, position));
      }
    }
    return found.stream().toArray();
  }

  Structure structure() {
    return structure;
  }

  int size() {
    return ids.length;
  }

  int id(int index) {
    return ids[index];
  }

  /** Where a node stands; negative if it is not among these. */
  int index(int id) {
    return Arrays.binarySearch(ids, id);
  }

  OptionalDouble value(int index) {
    return values.get(index);
  }

  OptionalDouble derivative(int index) {
    return derivatives.get(index);
  }
}
