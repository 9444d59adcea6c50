package org.scalarflow;

/** A node whose value is fixed when the graph is built. */
public final class Constant extends Node {

  private final double value;

  Constant(Graph graph, int id, double value) {
    super(graph, id);
    this.value = value;
  }

  /** The value. */
  public double value() {
    return value;
  }
}
