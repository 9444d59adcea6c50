package org.scalarflow.compiled.emit;

/**
 * What generated classes implement. They have no state, so any thread may use them.
 *
 * <p>The arrays of the caller are arguments, so that no frame keeps them.
 */
public interface Code {

  /**
   * Computes what is delivered, and leaves it in {@code frame.values}.
   *
   * @param frame the memory
   * @param uniform the uniform inputs
   * @param rows the inputs that vary by row
   * @param rowStart where the row starts, less the number of uniform inputs; so an input has one
   *     index everywhere
   * @param derivatives is not used
   */
  void value(Frame frame, double[] uniform, double[] rows, int rowStart, double[] derivatives);

  /**
   * Computes what is delivered, and the adjoints from the seeds in {@code frame.adjoints}, which is
   * 0 otherwise.
   *
   * @param frame the memory
   * @param uniform the uniform inputs
   * @param rows the inputs that vary by row
   * @param rowStart where the row starts, less the number of uniform inputs
   * @param derivatives receives the derivatives, where they are delivered in place
   */
  void gradient(Frame frame, double[] uniform, double[] rows, int rowStart, double[] derivatives);
}
