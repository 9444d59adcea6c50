package org.scalarflow.bench.hand;

import java.util.Arrays;

/**
 * Operations in flat arrays, and a loop with a switch over them in each direction: what one writes
 * by hand for a formula too long to write by hand.
 *
 * <p>Nodes are the inputs, then the constants, then the operations in order. The value is the sum
 * of the outputs.
 */
public final class ArrayTape {

  /** The operation of two operands that adds them. */
  public static final byte ADD = 0;

  /** The operation of two operands that subtracts the second from the first. */
  public static final byte SUBTRACT = 1;

  /** The operation of two operands that multiplies them. */
  public static final byte MULTIPLY = 2;

  /** The sine of the first operand; there is no second. */
  public static final byte SIN = 3;

  /** The hyperbolic tangent of the first operand; there is no second. */
  public static final byte TANH = 4;

  /** The number of inputs. */
  public final int inputs;

  /** The numbers that are given: inputs, then constants. */
  public final double[] leaves;

  /** What each operation does. */
  public final byte[] codes;

  /** The first operand of each operation, a node. */
  public final int[] first;

  /** The second operand of each operation, a node; anything if there is none. */
  public final int[] second;

  /** The nodes that are added up. */
  public final int[] outputs;

  private final double[] values;
  private final double[] adjoints;

  /** A tape of these arrays, which are not copied. */
  public ArrayTape(
      int inputs, double[] leaves, byte[] codes, int[] first, int[] second, int[] outputs) {
    this.inputs = inputs;
    this.leaves = leaves;
    this.codes = codes;
    this.first = first;
    this.second = second;
    this.outputs = outputs;
    values = new double[leaves.length + codes.length];
    adjoints = new double[values.length];
  }

  /** The value of an operation. */
  public static double value(byte code, double a, double b) {
    return switch (code) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case MULTIPLY -> a * b;
      case SIN -> Math.sin(a);
      case TANH -> Math.tanh(a);
      default -> throw new IllegalArgumentException("no operation " + code);
    };
  }

  /** Whether an operation has a second operand. */
  public static boolean isBinary(byte code) {
    return code <= MULTIPLY;
  }

  /**
   * The value and its gradient.
   *
   * @param g receives the derivatives by the inputs
   */
  public double valueAndGradient(double[] g) {
    forward();
    backward();
    System.arraycopy(adjoints, 0, g, 0, inputs);
    double sum = 0.0;
    for (int output : outputs) {
      sum += values[output];
    }
    return sum;
  }

  private void forward() {
    System.arraycopy(leaves, 0, values, 0, leaves.length);
    for (int i = 0; i < codes.length; i++) {
      int node = leaves.length + i;
      double a = values[first[i]];
      switch (codes[i]) {
        case ADD -> values[node] = a + values[second[i]];
        case SUBTRACT -> values[node] = a - values[second[i]];
        case MULTIPLY -> values[node] = a * values[second[i]];
        case SIN -> values[node] = Math.sin(a);
        default -> values[node] = Math.tanh(a);
      }
    }
  }

  private void backward() {
    Arrays.fill(adjoints, 0.0);
    for (int output : outputs) {
      adjoints[output] = 1.0;
    }
    for (int i = codes.length - 1; i >= 0; i--) {
      int node = leaves.length + i;
      double adjoint = adjoints[node];
      int a = first[i];
      int b = second[i];
      switch (codes[i]) {
        case ADD -> {
          adjoints[a] += adjoint;
          adjoints[b] += adjoint;
        }
        case SUBTRACT -> {
          adjoints[a] += adjoint;
          adjoints[b] -= adjoint;
        }
        case MULTIPLY -> {
          adjoints[a] += adjoint * values[b];
          adjoints[b] += adjoint * values[a];
        }
        case SIN -> adjoints[a] += adjoint * Math.cos(values[a]);
        default -> adjoints[a] += adjoint * (1.0 - values[node] * values[node]);
      }
    }
  }
}
