package org.scalarflow.compiled.emit;

/** The memory of runs of generated code, which reads the fields by name. */
public abstract class Frame {

  /** In the place of what an operator would give, in runs that nobody asked for. */
  public static final double ANY = 0.5;

  /**
   * The values of inputs, if they are read from here, of constants and the operations that are
   * kept.
   */
  public final double[] values;

  /** The adjoints that are kept. */
  public final double[] adjoints;

  /** By place of an adjoint whether it got a contribution; empty if that is always so. */
  public final boolean[] reached;

  /** Indices that addresses refer to. */
  public final int[] table;

  /**
   * Whether operators that are called directly are not to be asked. Nobody asked for the run then.
   */
  public final boolean isMute;

  /** A frame on these arrays. */
  protected Frame(
      double[] values, double[] adjoints, boolean[] reached, int[] table, boolean isMute) {
    this.values = values;
    this.adjoints = adjoints;
    this.reached = reached;
    this.table = table;
    this.isMute = isMute;
  }

  /** The value of an operation that is called through its operator's general interface. */
  public abstract double value(int node);

  /** Passes the contributions of such an operation to its operands. */
  public abstract void passBack(int node, double adjoint);

  /**
   * What to throw when an operator failed that was called directly.
   *
   * @param what what it was asked for
   * @param node the operation
   * @param failure what it threw
   * @param operands its operands
   */
  public abstract RuntimeException failure(
      String what, int node, Throwable failure, double... operands);

  /**
   * Computes an elementary function of numbers that stand side by side.
   *
   * @param function the number of a {@link org.scalarflow.compiled.ir.LaneFunction}
   * @param from where the arguments stand
   * @param fromAt the first of them
   * @param toAt where in the values the first result goes
   * @param count how many
   * @throws IllegalStateException if code was made without vectors
   */
  public abstract void apply(int function, double[] from, int fromAt, int toAt, int count);

  /**
   * Where arguments of a function are put side by side, from the first place on; nothing if code
   * was made without vectors.
   */
  public abstract double[] numbers();

  /**
   * Makes results of those arguments.
   *
   * @param function the number of a {@link org.scalarflow.compiled.ir.LaneFunction}
   * @param count how many there are
   * @throws IllegalStateException if code was made without vectors
   */
  public abstract void apply(int function, int count);

  /**
   * The kernels for the sums of layers.
   *
   * @throws IllegalStateException if code was made without them
   */
  public abstract LayerCode layers();

  /**
   * Gives up if the thread is interrupted.
   *
   * @throws org.scalarflow.EvaluationInterruptedException if it is
   */
  public abstract void checkInterruption();
}
