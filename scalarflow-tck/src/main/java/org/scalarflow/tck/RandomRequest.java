package org.scalarflow.tck;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Request;

/** A random request to a random graph: outputs, observed and wanted nodes, what varies by row. */
final class RandomRequest {

  private final Random random;
  private final Graph graph;
  private final List<Node> nodes;

  private RandomRequest(Random random, Graph graph, List<Node> nodes) {
    this.random = random;
    this.graph = graph;
    this.nodes = nodes;
  }

  /** A request that differentiates at least by the first of the inputs. */
  static Request of(Random random, Graph graph, List<Node> nodes, List<Node> inputs) {
    return new RandomRequest(random, graph, nodes).small(inputs);
  }

  /**
   * A request to a graph that may be large: it asks for all of it, since a few nodes at random
   * would have but a few ancestors, and has outputs all over it, from which derivatives reach nodes
   * that are far from the end.
   */
  static Request ofAll(Random random, Graph graph, List<Node> nodes, List<Node> inputs) {
    return new RandomRequest(random, graph, nodes).large(inputs);
  }

  private Request small(List<Node> inputs) {
    List<Node> outputs = new ArrayList<>();
    if (random.nextInt(4) > 0) {
      outputs.add(graph.apply(RandomGraphs.TOTAL, looseEnds()));
    }
    for (int i = random.nextInt(5) + (outputs.isEmpty() ? 1 : 0); i > 0; i--) {
      outputs.add(any());
    }
    Request request = outputs(outputs);
    request = random.nextInt(4) == 0 ? request.observeAll() : request.observe(some(6));
    request = random.nextInt(3) == 0 ? request.differentiateAll() : request.differentiate(some(9));
    return layOut(request, inputs).differentiate(inputs.get(0));
  }

  private Request large(List<Node> inputs) {
    List<Node> outputs = new ArrayList<>(some(1 + nodes.size() / 40));
    outputs.add(graph.apply(RandomGraphs.TOTAL, looseEnds()));
    Request request = outputs(outputs);
    request = random.nextInt(4) == 0 ? request.observeAll() : request.observe(some(6));
    request =
        switch (random.nextInt(4)) {
          case 0 -> request.differentiate(some(9));
          case 1 -> request.differentiate(inputs);
          default -> request.differentiateAll();
        };
    return layOut(request, inputs).differentiate(inputs.get(0));
  }

  private Request outputs(List<Node> outputs) {
    List<Node> distinct = new ArrayList<>(outputs.stream().distinct().toList());
    Collections.shuffle(distinct, random);
    return Request.of(distinct);
  }

  /** Lets some inputs be uniform or vary by row that otherwise would not. */
  private Request layOut(Request request, List<Node> inputs) {
    List<Node> otherWay = new ArrayList<>();
    for (Node input : inputs) {
      if (random.nextInt(4) == 0) {
        otherWay.add(input);
      }
    }
    List<Node> uniform = otherWay.stream().filter(request::variesByRow).toList();
    otherWay.removeAll(uniform);
    return request.uniform(uniform).varyByRow(otherWay);
  }

  /** The nodes that are nobody's operand. */
  private List<Node> looseEnds() {
    BitSet used = new BitSet();
    nodes.forEach(node -> node.operands().forEach(operand -> used.set(operand.id())));
    return nodes.stream().filter(node -> !used.get(node.id())).toList();
  }

  private List<Node> some(int most) {
    return random.ints(random.nextInt(most + 1), 0, nodes.size()).mapToObj(nodes::get).toList();
  }

  private Node any() {
    return nodes.get(random.nextInt(nodes.size()));
  }
}
