package org.scalarflow.compiled.emit;

/** What generated classes implement. They have no state, so any thread may use them. */
public interface Code {

  /** Computes what is delivered from the inputs that the frame has. */
  void value(Frame frame);

  /**
   * Computes what is delivered from the inputs that the frame has, and the adjoints from the seeds
   * in {@code frame.adjoints}, which is 0 otherwise.
   */
  void gradient(Frame frame);
}
