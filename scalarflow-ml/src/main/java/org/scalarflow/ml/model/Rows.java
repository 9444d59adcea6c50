package org.scalarflow.ml.model;

import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.MathArrays;
import org.scalarflow.Program;
import org.scalarflow.Runner;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.spi.Inputs;

/** The rows of a data set as a program takes them: features, then targets, in an order. */
final class Rows {

  private final Dataset data;
  private final int width;
  private final double[] numbers;

  /** The same in the order in which they are visited. */
  private final double[] ordered;

  private final int[] order;
  private final Inputs inputs;

  /** The rows in the order of the data set. */
  Rows(Network network, Program program, Runner runner, Dataset data) {
    this.data = data;
    width = program.kernel().tape().rowInputCount();
    numbers = numbers(network, program);
    ordered = numbers.clone();
    order = MathArrays.natural(data.rows());
    inputs = runner.rows(ordered, width);
  }

  private double[] numbers(Network network, Program program) {
    int[] featureIndex = network.inputs.stream().mapToInt(program::rowIndex).toArray();
    int[] targetIndex = network.targets.stream().mapToInt(program::rowIndex).toArray();
    double[] all = new double[Math.multiplyExact(data.rows(), width)];
    for (int row = 0; row < data.rows(); row++) {
      int start = row * width;
      for (int i = 0; i < featureIndex.length; i++) {
        all[start + featureIndex[i]] = data.feature(row, i);
      }
      int actual = data.classOf(row);
      if (targetIndex.length == 1) {
        all[start + targetIndex[0]] = actual;
      } else {
        all[start + targetIndex[actual]] = 1.0;
      }
    }
    return all;
  }

  /** Puts the rows in a new order, made of the one before. */
  void shuffle(RandomGenerator random) {
    MathArrays.shuffle(order, random);
    for (int i = 0; i < order.length; i++) {
      System.arraycopy(numbers, order[i] * width, ordered, i * width, width);
    }
  }

  /** The rows in the present order, as inputs of the runner. */
  Inputs inputs() {
    return inputs;
  }

  String dataName() {
    return data.name();
  }

  int count() {
    return order.length;
  }

  /** Which row of the data set is visited at a place. */
  int rowAt(int place) {
    return order[place];
  }

  /** The class of the row that is visited at a place. */
  int classAt(int place) {
    return data.classOf(order[place]);
  }
}
