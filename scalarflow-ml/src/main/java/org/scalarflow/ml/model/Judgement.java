package org.scalarflow.ml.model;

import org.scalarflow.Program;

/** Loss and predicted class of rows, read from the values of a program that gives both. */
final class Judgement {

  private final int[] logitIndex;
  private final int lossIndex;
  private final int valueCount;

  Judgement(Network network, Program program) {
    logitIndex = network.logits.stream().mapToInt(program::valueIndex).toArray();
    lossIndex = program.valueIndex(network.loss);
    valueCount = program.kernel().tape().valueCount();
  }

  /** How many values there are for a row. */
  int valueCount() {
    return valueCount;
  }

  /** The loss of a row, the first having number 0. */
  double loss(double[] values, int row) {
    return values[row * valueCount + lossIndex];
  }

  /** The class with the largest logit, the first of them in a tie. */
  int predicted(double[] values, int row) {
    int start = row * valueCount;
    if (logitIndex.length == 1) {
      return values[start + logitIndex[0]] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int i = 1; i < logitIndex.length; i++) {
      if (values[start + logitIndex[i]] > values[start + logitIndex[best]]) {
        best = i;
      }
    }
    return best;
  }
}
