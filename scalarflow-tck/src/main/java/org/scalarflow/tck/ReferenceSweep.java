package org.scalarflow.tck;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.scalarflow.Node;
import org.scalarflow.NodeKind;
import org.scalarflow.Operator;
import org.scalarflow.Request;
import org.scalarflow.Structure;

/**
 * The kit's own evaluation of a request: it defines the bits that every backend has to give.
 *
 * <p>It works on the graph itself, not on a tape, asks operators through their general interface
 * only, and folds nothing. A forward loop over ascending ids computes values, a backward loop over
 * descending ids passes contributions from each operation to its operands in ascending position; so
 * every adjoint is summed in the canonical order, after its seed. Nothing is recursive and nothing
 * is kept between runs. It is written to be read, not to be fast.
 */
public final class ReferenceSweep {

  /** The number of rows whose derivatives are added up before the next block begins. */
  static final int BLOCK = 64;

  private final Structure structure;
  private final Request request;

  /** The nodes to be evaluated: outputs, observed nodes and all their ancestors. */
  private final BitSet evaluated;

  /**
   * The nodes through which a derivative may have to flow: wanted nodes and what is made of them.
   */
  private final BitSet towardsWanted;

  /** A sweep for a request; it sees the graph as it is now. */
  public ReferenceSweep(Request request) {
    this.request = request;
    structure = request.graph().structure();
    evaluated = ancestors(request.outputs(), request.observed());
    towardsWanted = towardsWanted();
  }

  /**
   * The values and derivatives of one run, by graph id.
   *
   * @param values the values; 0 where a node was not evaluated
   * @param derivatives the derivatives of the seeded sum of the outputs, zeros as +0.0; also 0
   *     where no derivative has to flow on the way to what is wanted
   */
  public record Row(double[] values, double[] derivatives) {

    /** The value of a node. */
    public double value(Node node) {
      return values[node.id()];
    }

    /** The derivative with respect to a node. */
    public double derivative(Node node) {
      return derivatives[node.id()];
    }
  }

  /**
   * Computes one row.
   *
   * @param inputs the values of variables and placeholders, by graph id; other entries are ignored
   * @param seeds one for each output; none means that all are 1
   */
  public Row run(double[] inputs, double... seeds) {
    double[] values = forward(inputs);
    double[] weights = seeds.length == 0 ? ones(request.outputs().size()) : seeds;
    return new Row(values, backward(values, weights));
  }

  /** The derivatives of several rows, by graph id, added in the canonical order. */
  public static double[] sum(List<Row> rows) {
    double[] total = new double[rows.isEmpty() ? 0 : rows.get(0).derivatives.length];
    for (int start = 0; start < rows.size(); start += BLOCK) {
      double[] block = new double[total.length];
      for (Row row : rows.subList(start, Math.min(start + BLOCK, rows.size()))) {
        Arrays.setAll(block, id -> block[id] + row.derivatives[id]);
      }
      Arrays.setAll(total, id -> total[id] + block[id]);
    }
    return total;
  }

  private double[] forward(double[] inputs) {
    double[] values = new double[structure.size()];
    for (int id = evaluated.nextSetBit(0); id >= 0; id = evaluated.nextSetBit(id + 1)) {
      values[id] =
          switch (structure.kind(id)) {
            case CONSTANT -> structure.constant(id);
            case VARIABLE, PLACEHOLDER -> inputs[id];
            case OPERATION -> structure.operator(id).value(operands(id, values));
          };
    }
    return values;
  }

  private double[] backward(double[] values, double[] seeds) {
    double[] adjoints = new double[structure.size()];
    // A node that no contribution reached has no adjoint, which is not the same as an adjoint of 0.
    BitSet reached = new BitSet();
    for (int i = 0; i < seeds.length; i++) {
      int output = request.outputs().get(i).id();
      adjoints[output] = seeds[i];
      reached.set(output);
    }
    for (int id = structure.size() - 1; id >= 0; id--) {
      if (reached.get(id) && passesOn(id)) {
        contribute(id, values, adjoints, reached);
      }
    }
    for (int id = 0; id < adjoints.length; id++) {
      // Adding +0.0 turns −0.0 into +0.0. Seeds stay out of nodes that have no derivative.
      adjoints[id] = towardsWanted.get(id) ? adjoints[id] + 0.0 : 0.0;
    }
    return adjoints;
  }

  private void contribute(int id, double[] values, double[] adjoints, BitSet reached) {
    Operator operator = structure.operator(id);
    double[] partials = new double[structure.operandCount(id)];
    Arrays.fill(partials, Double.NaN);
    operator.partials(operands(id, values), values[id], partials);
    for (int position = 0; position < partials.length; position++) {
      int operand = structure.operand(id, position);
      if (towardsWanted.get(operand)
          && operator.isDifferentiable(position)
          && (!operator.isSelective()
              || operator.contributes(position, operands(id, values), values[id]))) {
        adjoints[operand] += adjoints[id] * partials[position];
        reached.set(operand);
      }
    }
  }

  /** Whether an operation has an operand that a derivative may have to flow to. */
  private boolean passesOn(int id) {
    return structure.kind(id) == NodeKind.OPERATION
        && IntStream.range(0, structure.operandCount(id))
            .anyMatch(
                position ->
                    towardsWanted.get(structure.operand(id, position))
                        && structure.operator(id).isDifferentiable(position));
  }

  private double[] operands(int id, double[] values) {
    double[] operands = new double[structure.operandCount(id)];
    Arrays.setAll(operands, position -> values[structure.operand(id, position)]);
    return operands;
  }

  @SafeVarargs
  private BitSet ancestors(List<Node>... groups) {
    BitSet found = new BitSet();
    for (List<Node> group : groups) {
      group.forEach(node -> found.set(node.id()));
    }
    for (int id = structure.size() - 1; id >= 0; id--) {
      for (int position = 0; found.get(id) && position < structure.operandCount(id); position++) {
        found.set(structure.operand(id, position));
      }
    }
    return found;
  }

  private BitSet towardsWanted() {
    BitSet outputs = ancestors(request.outputs());
    BitSet fromInput = new BitSet();
    BitSet towards = new BitSet();
    request.differentiated().forEach(node -> towards.set(node.id()));
    if (request.differentiatesAll()) {
      towards.or(outputs);
    }
    for (int id = 0; id < structure.size(); id++) {
      if (structure.kind(id).isInput()) {
        fromInput.set(id);
      }
      for (int position = 0; position < structure.operandCount(id); position++) {
        int operand = structure.operand(id, position);
        fromInput.set(id, fromInput.get(id) || fromInput.get(operand));
        boolean flows = structure.operator(id).isDifferentiable(position);
        towards.set(id, towards.get(id) || (flows && towards.get(operand)));
      }
      towards.set(id, towards.get(id) && fromInput.get(id));
    }
    return towards;
  }

  private static double[] ones(int count) {
    double[] ones = new double[count];
    Arrays.fill(ones, 1.0);
    return ones;
  }
}
