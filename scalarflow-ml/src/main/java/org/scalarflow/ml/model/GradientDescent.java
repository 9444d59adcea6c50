package org.scalarflow.ml.model;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.util.MathArrays;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Runner;
import org.scalarflow.Variable;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.random.RandomStream;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.EpochListener;
import org.scalarflow.ml.train.TrainingException;
import org.scalarflow.ml.train.TrainingOptions;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Inputs;
import org.scalarflow.spi.Seeds;
import org.scalarflow.spi.Tape;

/**
 * One training of a network by stochastic gradient descent. All numbers stay in arrays, addressed
 * by index, until it is finished; only then are the variables assigned.
 */
final class GradientDescent {

  private final Network network;
  private final Dataset data;
  private final TrainingOptions options;
  private final Program program;
  private final Runner runner;

  /** The data as the program wants it: features, then targets, row after row. */
  private final double[] rows;

  /** The same in the order in which they are visited. */
  private final double[] ordered;

  private final int width;
  private final int batchSize;
  private final int[] order;
  private final Inputs inputs;
  private final Seeds seeds;
  private final Gradients results;

  /** Where parameter {@code i} stands among the uniform inputs, and its derivative. */
  private final int[] parameterIndex;

  private final int[] derivativeIndex;
  private final int[] logitIndex;
  private final int lossIndex;
  private final int valueCount;

  GradientDescent(Network network, Dataset data, TrainingOptions options) {
    this.network = network;
    this.data = data;
    this.options = options;
    program =
        network.graph.compile(
            Request.of(network.loss).differentiate(network.parameters).observe(network.logits));
    runner = program.newRunner();
    Tape tape = program.kernel().tape();
    width = tape.rowInputCount();
    rows = rows();
    ordered = rows.clone();
    order = MathArrays.natural(data.rows());
    inputs = runner.rows(ordered, width);
    seeds = Seeds.ones(tape);
    batchSize = Math.min(options.batchSize(), data.rows());
    results = Gradients.of(tape, batchSize, false);
    parameterIndex = network.parameters.stream().mapToInt(program::uniformIndex).toArray();
    derivativeIndex = network.parameters.stream().mapToInt(program::derivativeIndex).toArray();
    logitIndex = network.logits.stream().mapToInt(program::valueIndex).toArray();
    lossIndex = program.valueIndex(network.loss);
    valueCount = tape.valueCount();
  }

  private double[] rows() {
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

  /** Trains, then gives the variables their new values. */
  List<Epoch> run(EpochListener listener) {
    RandomGenerator random = RandomStream.ORDER.generator(options.seed());
    List<Epoch> epochs = new ArrayList<>();
    for (int number = 1; number <= options.epochs(); number++) {
      if (options.shuffled()) {
        MathArrays.shuffle(order, random);
        for (int i = 0; i < order.length; i++) {
          System.arraycopy(rows, order[i] * width, ordered, i * width, width);
        }
      }
      Epoch epoch = visitAll(number);
      requireFiniteParameters(number);
      epochs.add(epoch);
      listener.finished(epoch);
    }
    for (int i = 0; i < parameterIndex.length; i++) {
      network.parameters.get(i).assign(runner.uniform()[parameterIndex[i]]);
    }
    return List.copyOf(epochs);
  }

  private Epoch visitAll(int number) {
    double loss = 0.0;
    int correct = 0;
    for (int first = 0; first < order.length; first += batchSize) {
      int count = Math.min(batchSize, order.length - first);
      runner.differentiate(inputs, first, count, seeds, results);
      for (int r = 0; r < count; r++) {
        int row = order[first + r];
        loss += finiteLoss(number, row, results.values()[r * valueCount + lossIndex]);
        correct += predicted(r) == data.classOf(row) ? 1 : 0;
      }
      step(options.learningRate() / count);
    }
    return new Epoch(
        number, options.epochs(), loss / order.length, (double) correct / order.length);
  }

  private int predicted(int row) {
    double[] values = results.values();
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

  private void step(double rate) {
    double[] uniform = runner.uniform();
    double[] sums = results.sums();
    for (int i = 0; i < parameterIndex.length; i++) {
      uniform[parameterIndex[i]] -= rate * sums[derivativeIndex[i]];
    }
  }

  private double finiteLoss(int epoch, int row, double loss) {
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          epoch,
          "epoch "
              + epoch
              + ": the loss of row "
              + row
              + " of "
              + data.name()
              + " became "
              + loss
              + remedy());
    }
    return loss;
  }

  private void requireFiniteParameters(int epoch) {
    for (int i = 0; i < parameterIndex.length; i++) {
      double value = runner.uniform()[parameterIndex[i]];
      if (!Double.isFinite(value)) {
        Variable parameter = network.parameters.get(i);
        throw new TrainingException(
            epoch, "epoch " + epoch + ": '" + parameter.name() + "' became " + value + remedy());
      }
    }
  }

  private String remedy() {
    return "; a learning rate below "
        + options.learningRate()
        + " or standardised features may help";
  }
}
