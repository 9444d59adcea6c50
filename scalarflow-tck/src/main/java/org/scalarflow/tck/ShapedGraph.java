package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntConsumer;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operator;
import org.scalarflow.Operators;
import org.scalarflow.Request;

/**
 * Builds a random graph of any size in which numbers stay finite: beside each node stands its value
 * at one sample point, and an operation that would be NaN, infinite or huge there is replaced.
 */
final class ShapedGraph {

  /** Sample values above this are brought back to a moderate size. */
  private static final double HUGE = 1e3;

  /** How many of the inputs are awkward in an awkward case, on average, however many there are. */
  private static final int AWKWARD_INPUTS = 3;

  private final String name;
  private final long seed;
  private final int operations;
  private final Random random;
  private final Graph graph = new Graph();
  private final List<Node> inputs = new ArrayList<>();
  private final List<Node> leaves = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private double[] samples = new double[64];
  private int made;

  /**
   * A graph of a seed and a size.
   *
   * @param name the expression that makes it
   */
  ShapedGraph(String name, long seed, int operations) {
    if (operations < 1) {
      throw new IllegalArgumentException("a graph needs an operation, but was " + operations);
    }
    this.name = name;
    this.seed = seed;
    this.operations = operations;
    // Neighbouring seeds give neighbouring first numbers, and the first number decides the shape.
    random = new Random(seed * 0x9E3779B97F4A7C15L + operations);
  }

  /** A graph of the shapes that matter to schedules. */
  RandomCase shaped() {
    addLeaves();
    return fill(new Shapes(this, random)::add);
  }

  /** A graph of repeated stretches. */
  RandomCase repeating() {
    addLeaves();
    return fill(new Repeats(this, random)::add);
  }

  private RandomCase fill(IntConsumer shapes) {
    boolean pure = random.nextBoolean();
    while (made < operations) {
      int rest = operations - made;
      shapes.accept(pure || rest < 20 ? rest : rest / 4 + random.nextInt(rest));
    }
    int awkwardOneIn = random.nextInt(3) == 0 ? Math.max(4, inputs.size() / AWKWARD_INPUTS) : 0;
    Request request = RandomRequest.ofAll(random, graph, nodes, inputs);
    return new RandomCase(
        name,
        seed,
        request,
        inputs,
        awkwardOneIn,
        RandomGraphs.seeds(random, request, awkwardOneIn));
  }

  private void addLeaves() {
    int most = Math.max(1, operations >> (2 + random.nextInt(6)));
    for (int i = 2 + random.nextInt(most); i > 0; i--) {
      inputs.add(leaf(graph.variable(0)));
    }
    for (int i = 2 + random.nextInt(most); i > 0; i--) {
      inputs.add(leaf(graph.placeholder()));
    }
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      double constant = RandomGraphs.number(random, 0);
      leaf(graph.constant(constant), constant);
    }
    Collections.shuffle(leaves, random);
    nodes.addAll(leaves);
  }

  private Node leaf(Node node) {
    return leaf(node, random.nextGaussian());
  }

  private Node leaf(Node node, double sample) {
    leaves.add(node);
    note(node, sample);
    return node;
  }

  /** How many operations there are so far. */
  int made() {
    return made;
  }

  /** Inputs and constants. */
  List<Node> leaves() {
    return leaves;
  }

  /** The inputs, in the order in which they were made. */
  List<Node> inputs() {
    return inputs;
  }

  /** All nodes so far. */
  List<Node> nodes() {
    return nodes;
  }

  /** Adds an operation, or a tamer one where this one's value would not be a moderate number. */
  Node apply(Operator operator, Node... operands) {
    double[] values = new double[operands.length];
    Arrays.setAll(values, i -> samples[operands[i].id()]);
    double sample = operator.value(values);
    if (Math.abs(sample) <= HUGE) {
      return add(operator, sample, operands);
    }
    Node first = operands[0];
    return add(Operators.ATAN, Math.atan(samples[first.id()]), first);
  }

  private Node add(Operator operator, double sample, Node... operands) {
    Node node = graph.apply(operator, operands);
    note(node, sample);
    nodes.add(node);
    made++;
    return node;
  }

  private void note(Node node, double sample) {
    if (node.id() >= samples.length) {
      samples = Arrays.copyOf(samples, 2 * node.id());
    }
    samples[node.id()] = sample;
  }
}
