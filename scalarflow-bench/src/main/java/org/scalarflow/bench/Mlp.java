package org.scalarflow.bench;

import java.util.Random;

/**
 * A network of two inputs, {@code depth} hidden layers of {@code width} units and one logit.
 *
 * <p>Its parameters stand in one array, layer after layer, unit after unit: the bias, then a weight
 * for each input of the unit.
 */
record Mlp(int width, int depth) {

  /** Numbers a sample has: two features and a label. */
  static final int SAMPLE = 3;

  private static final long SEED = 20_261_123;

  /**
   * The network that a text such as {@code 32x3} names: three layers of 32 units.
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  static Mlp of(String text) {
    String[] parts = text.split("x", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException("not of the form WIDTHxDEPTH: '" + text + "'");
    }
    return new Mlp(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
  }

  int parameterCount() {
    return (SAMPLE * width) + (depth - 1) * width * (width + 1) + width + 1;
  }

  /** Weights in {@code ±√(3 / inputs)}, biases small and not 0, the same at every call. */
  double[] parameters() {
    Random random = new Random(SEED);
    double[] all = new double[parameterCount()];
    int at = 0;
    for (int layer = 0; layer <= depth; layer++) {
      int inputs = layer == 0 ? 2 : width;
      for (int unit = 0; unit < (layer == depth ? 1 : width); unit++) {
        all[at++] = 0.1 * random.nextGaussian();
        for (int i = 0; i < inputs; i++) {
          all[at++] = Math.sqrt(3.0 / inputs) * (2 * random.nextDouble() - 1);
        }
      }
    }
    return all;
  }

  /**
   * Samples of exclusive or, row-major, the same at every call. One label in ten is wrong, so that
   * training never gets certain.
   */
  static double[] samples(int count) {
    Random random = new Random(SEED + 1);
    double[] rows = new double[SAMPLE * count];
    for (int at = 0; at < rows.length; at += SAMPLE) {
      rows[at] = random.nextGaussian();
      rows[at + 1] = random.nextGaussian();
      boolean differs = rows[at] * rows[at + 1] < 0;
      boolean isWrong = random.nextInt(10) == 0;
      rows[at + 2] = differs != isWrong ? 1.0 : 0.0;
    }
    return rows;
  }
}
