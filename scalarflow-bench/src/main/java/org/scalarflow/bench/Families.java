package org.scalarflow.bench;

import java.util.stream.IntStream;
import org.scalarflow.bench.hand.ArrayTape;

/**
 * Families of graphs that separate strategies of evaluation. All have values of ordinary size, and
 * one output, but for the layers, whose last level is all outputs.
 */
enum Families {
  /**
   * {@code x ← (x + x)·½}, both operands the same node: without memory of what was visited, the
   * visits double with every rung.
   */
  LADDER {
    @Override
    ArrayTape formula(int operations) {
      Sketch sketch = new Sketch(operations, 0.5, HALF);
      int x = 0;
      while (sketch.left() > 0) {
        x = sketch.add(ArrayTape.ADD, x, x);
        if (sketch.left() > 0) {
          x = sketch.add(ArrayTape.MULTIPLY, x, 1);
        }
      }
      return sketch.finish(1);
    }
  },

  /**
   * {@code Σ xᵢ·xᵢ₊₁} over a thousand inputs again and again: independent terms, and sums that wait
   * for each other.
   */
  SUM {
    @Override
    ArrayTape formula(int operations) {
      double[] inputs = inputs(inputCount(operations));
      Sketch sketch = new Sketch(operations, inputs);
      int terms = (operations + 1) / 2;
      int first = inputs.length;
      for (int i = 0; i < terms; i++) {
        sketch.add(ArrayTape.MULTIPLY, i % inputs.length, (i + 1) % inputs.length);
      }
      int sum = first;
      for (int i = 1; sketch.left() > 0; i++) {
        // A term more or less makes the number of operations come out.
        sum = sketch.add(ArrayTape.ADD, sum, first + Math.min(i, terms - 1));
      }
      return sketch.finish(inputs.length);
    }
  },

  /** Sines of inputs, added in pairs: as deep as the logarithm of its size. */
  TREE {
    @Override
    ArrayTape formula(int operations) {
      double[] inputs = inputs(inputCount(operations));
      Sketch sketch = new Sketch(operations, inputs);
      int leaves = (operations + 1) / 2;
      for (int i = 0; i < leaves; i++) {
        sketch.add(ArrayTape.SIN, i % inputs.length, 0);
      }
      int next = inputs.length;
      while (sketch.left() > 0) {
        int end = sketch.size();
        for (; next + 1 < end && sketch.left() > 0; next += 2) {
          sketch.add(ArrayTape.ADD, next, next + 1);
        }
        if (next + 1 == end && sketch.left() > 0 && end == sketch.size()) {
          sketch.add(ArrayTape.SIN, next, 0);
          next++;
        }
      }
      return sketch.finish(inputs.length);
    }
  },

  /**
   * {@code v(i, j) = ½·(v(i−1, j) + v(i, j−1))} on a square, as in dynamic programming: its levels
   * are the diagonals, whose widths grow and shrink.
   */
  GRID {
    @Override
    ArrayTape formula(int operations) {
      int side = (int) Math.max(1, Math.sqrt(operations / 2.0));
      double[] edge = inputs(2 * side + 1);
      edge[2 * side] = HALF;
      Sketch sketch = new Sketch(operations, edge);
      int[] above = new int[side];
      for (int j = 0; j < side; j++) {
        above[j] = j;
      }
      for (int i = 0; i < side; i++) {
        int before = side + i;
        for (int j = 0; j < side && sketch.left() > 1; j++) {
          int sum = sketch.add(ArrayTape.ADD, above[j], before);
          before = sketch.add(ArrayTape.MULTIPLY, sum, 2 * side);
          above[j] = before;
        }
      }
      // What does not fill a square goes on as a chain from the last corner.
      return sketch.chain().finish(2 * side);
    }
  },

  /**
   * {@code v(t, i) = u·v(t+1, i+1) + d·v(t+1, i)}, back from the last step of a binomial tree, as
   * options are priced: each step has a state less than the one before.
   */
  TRIANGLE {
    @Override
    ArrayTape formula(int operations) {
      int steps = Math.max(1, (int) ((Math.sqrt(1 + 8 * (operations / 3.0)) - 1) / 2));
      double[] inputs = inputs(steps + 3);
      inputs[0] = 0.51;
      inputs[1] = 0.48;
      Sketch sketch = new Sketch(operations, inputs);
      int[] states = IntStream.rangeClosed(2, steps + 2).toArray();
      for (int step = steps; step > 0; step--) {
        for (int i = 0; i < step && sketch.left() > 2; i++) {
          int up = sketch.add(ArrayTape.MULTIPLY, 0, states[i + 1]);
          int down = sketch.add(ArrayTape.MULTIPLY, 1, states[i]);
          states[i] = sketch.add(ArrayTape.ADD, up, down);
        }
      }
      return sketch.chain().finish(inputs.length);
    }
  },

  /**
   * {@code Σ tanh(Σ wₖ·xₖ)} over all windows of three by three in a square, which share the nine
   * weights: a convolution.
   */
  WINDOWS {
    @Override
    ArrayTape formula(int operations) {
      int side = 2 + Math.max(1, (int) Math.sqrt(operations / (double) OPERATIONS_OF_WINDOW));
      double[] inputs = inputs(WINDOW * WINDOW + side * side);
      Sketch sketch = new Sketch(operations, inputs);
      int total = 0;
      for (int i = 0; i + WINDOW <= side; i++) {
        for (int j = 0; j + WINDOW <= side; j++) {
          int sum = -1;
          for (int k = 0; k < WINDOW * WINDOW; k++) {
            int x = WINDOW * WINDOW + (i + k / WINDOW) * side + j + k % WINDOW;
            int product = sketch.add(ArrayTape.MULTIPLY, k, x);
            sum = k == 0 ? product : sketch.add(ArrayTape.ADD, sum, product);
          }
          total = sketch.add(ArrayTape.ADD, total, sketch.add(ArrayTape.TANH, sum, 0));
        }
      }
      return sketch.chain().finish(inputs.length);
    }
  },

  /** Eight levels of equal width, as in {@link Levels}. */
  LAYERS {
    @Override
    ArrayTape formula(int operations) {
      int width = Math.max(1, operations / Levels.LEVELS);
      return Formulas.levels(width, Levels.LEVELS, Math.min(1_000, width));
    }
  };

  private static final double HALF = 0.5;
  private static final int MOST_INPUTS = 1_000;
  private static final int WINDOW = 3;

  /** Nine products, their sum, a function, and what is added to the total. */
  private static final int OPERATIONS_OF_WINDOW = 2 * WINDOW * WINDOW + 1;

  /** The formula of so many operations, rounded to what the family has; the same at every call. */
  abstract ArrayTape formula(int operations);

  /** So few that each is used. */
  private static int inputCount(int operations) {
    return Math.max(1, Math.min(MOST_INPUTS, operations / 4));
  }

  private static double[] inputs(int count) {
    double[] inputs = new double[count];
    for (int i = 0; i < count; i++) {
      inputs[i] = (i % 17 - 8) / 16.0 + 0.03125;
    }
    return inputs;
  }

  /** A tape that is being made. What nobody takes is an output. */
  private static final class Sketch {

    private final double[] leaves;
    private final byte[] codes;
    private final int[] first;
    private final int[] second;
    private final boolean[] used;
    private int count;

    Sketch(int operations, double... leaves) {
      this.leaves = leaves;
      codes = new byte[operations];
      first = new int[operations];
      second = new int[operations];
      used = new boolean[leaves.length + operations];
    }

    int left() {
      return codes.length - count;
    }

    int size() {
      return leaves.length + count;
    }

    int add(byte code, int a, int b) {
      codes[count] = code;
      first[count] = a;
      used[a] = true;
      if (ArrayTape.isBinary(code)) {
        second[count] = b;
        used[b] = true;
      }
      count++;
      return size() - 1;
    }

    /** Goes on from the last operation with sines of each other. */
    Sketch chain() {
      int last = size() - 1;
      while (left() > 0) {
        last = add(ArrayTape.SIN, last, 0);
      }
      return this;
    }

    ArrayTape finish(int inputs) {
      int[] outputs = IntStream.range(leaves.length, size()).filter(node -> !used[node]).toArray();
      return new ArrayTape(inputs, leaves, codes, first, second, outputs);
    }
  }
}
