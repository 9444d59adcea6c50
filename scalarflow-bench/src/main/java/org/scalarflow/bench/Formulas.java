package org.scalarflow.bench;

import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.scalarflow.bench.hand.ArrayTape;

/** Long formulas, the same at every call. Every node is an ancestor of an output. */
final class Formulas {

  /** Where operands of the random graph are looked for: among so many last nodes. */
  private static final int WINDOW = 10_000;

  /** Inputs of the random graphs. */
  private static final int INPUTS = 1_000;

  /** An operation whose result would be larger is replaced, so that values stay ordinary. */
  private static final double LARGEST = 8.0;

  private static final long SEED = 4_000_000;

  private Formulas() {}

  /** {@code x ← sin(x)·10⁻⁶ + 0.999999999·x}, four operations a step. */
  static ArrayTape chain(int operations) {
    int steps = operations / 4;
    byte[] codes = new byte[4 * steps];
    int[] first = new int[codes.length];
    int[] second = new int[codes.length];
    double[] leaves = {0.5, 1e-6, 0.999999999};
    int x = 0;
    for (int i = 0; i < codes.length; i += 4) {
      int sin = leaves.length + i;
      codes[i] = ArrayTape.SIN;
      first[i] = x;
      codes[i + 1] = ArrayTape.MULTIPLY;
      first[i + 1] = sin;
      second[i + 1] = 1;
      codes[i + 2] = ArrayTape.MULTIPLY;
      first[i + 2] = 2;
      second[i + 2] = x;
      codes[i + 3] = ArrayTape.ADD;
      first[i + 3] = sin + 1;
      second[i + 3] = sin + 2;
      x = sin + 3;
    }
    return new ArrayTape(1, leaves, codes, first, second, new int[] {x});
  }

  /**
   * A random graph of {@code + − · sin tanh} with operands among the last {@value #WINDOW} nodes.
   * The first operations take the inputs one by one; a node that nobody took is taken when it
   * leaves the window, and those that are left at the end are the outputs.
   */
  static ArrayTape dag(int operations) {
    Random random = new Random(SEED);
    Draft draft = new Draft(Math.min(INPUTS, operations), operations, random);
    for (int i = 0; i < operations; i++) {
      int node = draft.node(i);
      int window = Math.min(WINDOW, node);
      int oldest = node - window;
      int first = oldest + random.nextInt(window);
      if (i < draft.node(0)) {
        first = i;
      } else if (window == WINDOW && !draft.isUsed(oldest)) {
        first = oldest;
      }
      draft.add(i, (byte) random.nextInt(5), first, oldest + random.nextInt(window));
    }
    return draft.finish();
  }

  /**
   * Levels of equal width. The operators are {@code + − · sin}, mixed at random; the operands are
   * the node at the same place in the level before, and one at most {@code reach} places away from
   * it.
   */
  static ArrayTape levels(int width, int count, int reach) {
    Random random = new Random(SEED);
    Draft draft = new Draft(Math.min(INPUTS, width), width * count, random);
    int inputs = draft.node(0);
    for (int i = 0; i < width * count; i++) {
      byte code = (byte) random.nextInt(4);
      int place = i % width;
      int other = Math.floorMod(place - reach + random.nextInt(2 * reach + 1), width);
      if (i < width) {
        draft.add(i, code, place % inputs, other % inputs);
      } else {
        draft.add(i, code, draft.node(i - width), draft.node(i - place - width + other));
      }
    }
    return draft.finish();
  }

  /** A tape that is being made; it computes along, to see when values grow. */
  private static final class Draft {

    private final double[] leaves;
    private final double[] values;
    private final byte[] codes;
    private final int[] first;
    private final int[] second;
    private final BitSet used;

    Draft(int inputs, int operations, Random random) {
      leaves = IntStream.range(0, inputs).mapToDouble(i -> random.nextGaussian()).toArray();
      values = new double[inputs + operations];
      System.arraycopy(leaves, 0, values, 0, inputs);
      codes = new byte[operations];
      first = new int[operations];
      second = new int[operations];
      used = new BitSet(values.length);
    }

    int node(int operation) {
      return leaves.length + operation;
    }

    boolean isUsed(int node) {
      return used.get(node);
    }

    void add(int operation, byte code, int a, int b) {
      double value = ArrayTape.value(code, values[a], values[b]);
      boolean isOrdinary = Math.abs(value) <= LARGEST;
      codes[operation] = isOrdinary ? code : ArrayTape.SIN;
      values[node(operation)] = isOrdinary ? value : Math.sin(values[a]);
      first[operation] = a;
      used.set(a);
      if (ArrayTape.isBinary(codes[operation])) {
        second[operation] = b;
        used.set(b);
      }
    }

    ArrayTape finish() {
      int[] outputs =
          IntStream.range(leaves.length, values.length).filter(node -> !used.get(node)).toArray();
      return new ArrayTape(leaves.length, leaves, codes, first, second, outputs);
    }
  }
}
