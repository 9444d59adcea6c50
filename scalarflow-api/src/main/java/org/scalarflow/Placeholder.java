package org.scalarflow;

/** An input without a value of its own: every run that needs it must feed it. */
public final class Placeholder extends Node {

  Placeholder(Graph graph, int id) {
    super(graph, id);
  }
}
