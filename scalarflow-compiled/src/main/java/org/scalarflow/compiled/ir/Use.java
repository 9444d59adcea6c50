package org.scalarflow.compiled.ir;

import org.jspecify.annotations.Nullable;

/** How a step reads one of its operands, and passes contributions to it. */
public final class Use {

  /** Where the operand's value is while the forward sweep is at the step. */
  public enum Kind {
    /** In the local variable of a step that was done in the same iteration, or last in a loop. */
    HERE,
    /** In the local variable of a step, which still has it from the previous iteration. */
    PREVIOUS,
    /** In the array of values. */
    STORED,
    /** In the array of values, from where an operator's caller takes it. */
    GATHERED
  }

  /** In which array the operand's value stands, unless it is in a local variable. */
  public enum Source {
    /** In the array of values. */
    VALUES,
    /** In the caller's array of uniform inputs. */
    UNIFORM,
    /** In the caller's array of rows. */
    ROW
  }

  private final int position;
  private final boolean passes;

  /** The operand's tape node by instance of the step. */
  final int[] nodes;

  Kind kind = Kind.STORED;
  @Nullable Step producer;
  Source source = Source.VALUES;
  boolean isDelivered;
  boolean isCopied;
  boolean isSole;
  @Nullable Address value;
  @Nullable Address adjoint;

  Use(int position, boolean passes, int[] nodes) {
    this.position = position;
    this.passes = passes;
    this.nodes = nodes;
  }

  /** The operand's position. */
  public int position() {
    return position;
  }

  /** Whether the step may pass contributions to the operand. */
  public boolean passes() {
    return passes;
  }

  /** Where the value is in the forward sweep. */
  public Kind kind() {
    return kind;
  }

  /** Whether the value is in a local variable in the forward sweep. */
  public boolean isLocal() {
    return producer != null;
  }

  /** The step whose local variable has the value. */
  public Step producer() {
    if (producer == null) {
      throw new IllegalStateException("not in a local variable: operand " + position);
    }
    return producer;
  }

  /** Whether contributions go to the local variable of the producer's adjoint. */
  public boolean passesLocally() {
    return producer != null && producer.isAdjointLocal();
  }

  /** In which array the value stands. */
  public Source source() {
    return source;
  }

  /** Whether the adjoint stands in the caller's array of derivatives. */
  public boolean isDelivered() {
    return isDelivered;
  }

  /** Whether the step puts a copy of the operand into the array of values, for later. */
  public boolean isCopied() {
    return isCopied;
  }

  /** Whether what it contributes to gets nothing else, so that it need not be added. */
  public boolean isSole() {
    return isSole;
  }

  /**
   * Where the value stands in the array of values. In the others it has the same index, that in the
   * array of rows counted from where the uniform inputs of the row would start.
   */
  public Address value() {
    if (value == null) {
      throw new IllegalStateException("not in the array of values: operand " + position);
    }
    return value;
  }

  /** Where the adjoint stands in the array of adjoints. */
  public Address adjoint() {
    if (adjoint == null) {
      throw new IllegalStateException("not in the array of adjoints: operand " + position);
    }
    return adjoint;
  }
}
