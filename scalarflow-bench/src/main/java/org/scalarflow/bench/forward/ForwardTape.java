package org.scalarflow.bench.forward;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.scalarflow.bench.hand.ArrayTape;

/**
 * Value and gradient of a formula in flat arrays.
 *
 * @param <T> the library's number
 */
public final class ForwardTape<T> {

  private final ForwardMode<T> mode;
  private final ArrayTape tape;

  /** The formula of a tape. */
  public ForwardTape(ForwardMode<T> mode, ArrayTape tape) {
    this.mode = mode;
    this.tape = tape;
  }

  /**
   * The sum of the outputs and its gradient.
   *
   * @param g receives the derivatives by the inputs
   */
  public double valueAndGradient(double[] g) {
    List<T> nodes = new ArrayList<>(tape.leaves.length + tape.codes.length);
    for (int i = 0; i < tape.leaves.length; i++) {
      double leaf = tape.leaves[i];
      nodes.add(i < tape.inputs ? mode.variable(i, leaf) : mode.constant(leaf));
    }
    for (int i = 0; i < tape.codes.length; i++) {
      nodes.add(operation(i, nodes));
    }
    Arrays.fill(g, 0.0);
    double value = 0.0;
    for (int output : tape.outputs) {
      value += mode.value(nodes.get(output));
      mode.addGradient(nodes.get(output), g);
    }
    return value;
  }

  private T operation(int i, List<T> nodes) {
    T a = nodes.get(tape.first[i]);
    return switch (tape.codes[i]) {
      case ArrayTape.ADD -> mode.add(a, nodes.get(tape.second[i]));
      case ArrayTape.SUBTRACT -> mode.subtract(a, nodes.get(tape.second[i]));
      case ArrayTape.MULTIPLY -> mode.multiply(a, nodes.get(tape.second[i]));
      case ArrayTape.SIN -> mode.sin(a);
      default -> mode.tanh(a);
    };
  }
}
