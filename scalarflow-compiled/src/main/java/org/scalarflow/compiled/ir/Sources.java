package org.scalarflow.compiled.ir;

import org.scalarflow.spi.Tape;

/**
 * In which array operands stand: inputs where the caller has them, everything else in the array of
 * values. An operand that is an input in one instance and something else in another is read from
 * the array of values; then the inputs are copied there.
 */
final class Sources {

  private final Tape tape;
  private boolean copiesUniforms;
  private boolean copiesRows;

  Sources(Tape tape) {
    this.tape = tape;
  }

  /** Notes that an operand is read from the array of values. */
  void copy(Use use) {
    for (int node : use.nodes) {
      copy(node);
    }
  }

  /** Notes that a node is read from the array of values. */
  void copy(int node) {
    copiesUniforms |= isUniform(node);
    copiesRows |= isRow(node);
  }

  /** Decides from where an operand is read. */
  void read(Use use) {
    use.source = source(use.nodes);
    if (use.source == Use.Source.VALUES) {
      copy(use);
    }
  }

  private Use.Source source(int[] nodes) {
    boolean areUniform = true;
    boolean areRow = true;
    for (int node : nodes) {
      areUniform &= isUniform(node);
      areRow &= isRow(node);
    }
    return areUniform ? Use.Source.UNIFORM : areRow ? Use.Source.ROW : Use.Source.VALUES;
  }

  private boolean isUniform(int node) {
    return node < tape.uniformCount();
  }

  private boolean isRow(int node) {
    return node >= tape.uniformCount() && node < tape.firstConstant();
  }

  /** Whether uniform inputs are read from the array of values as well. */
  boolean copiesUniforms() {
    return copiesUniforms;
  }

  /** Whether inputs that vary by row are read from the array of values as well. */
  boolean copiesRows() {
    return copiesRows;
  }
}
