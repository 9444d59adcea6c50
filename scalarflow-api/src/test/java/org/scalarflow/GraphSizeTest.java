package org.scalarflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.scalarflow.testing.Allocation;

class GraphSizeTest {

  private static final int NODES = 10_000_000;

  /** What an unnamed binary node may take. */
  private static final double MOST_BYTES = 16.0;

  @Test
  void tenMillionNodesTakeAtMostSixteenBytesEach() {
    NodeTable nodes = new NodeTable();
    nodes.addLeaf(NodeTable.VARIABLE, 0);

    long bytes =
        Allocation.bytes(
            () -> {
              for (int i = 1; i < NODES; i++) {
                nodes.addBinary(0, i - 1, i / 2);
              }
            });

    assertThat(nodes.size()).isEqualTo(NODES);
    assertThat(nodes.operand(NODES - 1, 0)).isEqualTo(NODES - 2);
    assertThat(nodes.operand(NODES - 1, 1)).isEqualTo((NODES - 1) / 2);
    assertThat((double) bytes / NODES).isLessThan(MOST_BYTES);
  }

  @Test
  void aGraphOfTenMillionNodesCanBeBuiltAndLookedAt() {
    Graph graph = new Graph();
    Node node = graph.variable("x", 1.0);
    Node x = node;
    while (graph.size() < NODES) {
      node = graph.apply(Operators.ADD, node, x);
    }

    assertThat(node.operands()).containsExactly(graph.node(NODES - 2), x);
    assertThat(node.hashCode()).isEqualTo(graph.node(NODES - 1).hashCode());
    assertThat(node).hasToString("Add_9999998 = add(Add_9999997, x)");
  }
}
