package org.scalarflow;

/**
 * An input with a current value, such as a parameter that training adjusts.
 *
 * <p>A run uses the values that the variables have when it starts, unless it feeds them. Values may
 * be read and assigned by any thread; each assignment is atomic and is seen by the runs that start
 * after it.
 */
public final class Variable extends Node {

  private final VariableTable table;
  private final int index;

  Variable(Graph graph, int id, VariableTable table, int index) {
    super(graph, id);
    this.table = table;
    this.index = index;
  }

  /** The current value. */
  public double value() {
    return table.get(index);
  }

  /** Sets the current value; NaN and infinities are allowed and follow IEEE 754 from there. */
  public void assign(double value) {
    table.set(index, value);
  }
}
