package org.scalarflow.ml.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Program;
import org.scalarflow.Runner;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.random.RandomStream;
import org.scalarflow.ml.train.Clipping;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.EpochListener;
import org.scalarflow.ml.train.Optimizer;
import org.scalarflow.ml.train.TrainingOptions;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Seeds;

/**
 * One training of a network by the gradients of batches. All numbers stay in arrays, addressed by
 * index, until it is finished; only then are the variables assigned.
 */
final class GradientDescent {

  private final Network network;
  private final TrainingOptions options;
  private final Runner runner;
  private final Rows rows;
  private final Judgement judgement;
  private final Trouble trouble;
  private final int batchSize;
  private final Gradients results;

  /** A seed for each row of a batch: the weight of its class. */
  private final Seeds seeds;

  private final double[] classWeights;
  private final Parameters parameters;
  private final double[] gradient;
  private final Optimizer.Stepper stepper;
  private final @Nullable LayerNorms norms;
  private final @Nullable ValidationRows validation;
  private final long allSteps;
  private long steps;

  GradientDescent(Network network, Dataset data, TrainingOptions options) {
    this.network = network;
    this.options = options;
    Program program = network.training();
    runner = program.newRunner();
    rows = new Rows(network, program, runner, data);
    judgement = new Judgement(network, program);
    trouble = new Trouble(network, data, options);
    batchSize = Math.min(options.batchSize(), data.rows());
    results = Gradients.of(program.kernel().tape(), batchSize, false);
    classWeights = classWeights(data, options);
    seeds = new Seeds(new double[batchSize], 1);
    parameters = new Parameters(network, program, runner);
    gradient = new double[parameters.count()];
    stepper = options.optimizer().start(parameters.count());
    norms = options.tellsGradientNorms() ? new LayerNorms(network.layers) : null;
    validation =
        options.earlyStopping() == null
            ? null
            : new ValidationRows(network, program, runner, options.earlyStopping());
    allSteps = (long) options.epochs() * ((rows.count() + batchSize - 1) / batchSize);
  }

  private static double[] classWeights(Dataset data, TrainingOptions options) {
    double[] weights = options.classWeights().of(data);
    List<String> labels = data.labels();
    if (weights.length != labels.size()) {
      throw new DataException(
          weights.length
              + " class weights were given for the "
              + labels.size()
              + " classes of "
              + data.name());
    }
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
        throw new DataException(
            "the weight of class '"
                + labels.get(i)
                + "' of "
                + data.name()
                + " is "
                + weights[i]
                + "; weights are finite and not negative");
      }
    }
    return weights;
  }

  /** Trains, then gives the variables their new values. */
  List<Epoch> run(EpochListener listener) {
    RandomGenerator random = RandomStream.ORDER.generator(options.seed());
    List<Epoch> epochs = new ArrayList<>();
    for (int number = 1; number <= options.epochs() && !isOver(); number++) {
      long start = System.nanoTime();
      if (options.shuffled()) {
        rows.shuffle(random);
      }
      Epoch epoch = visitAll(number, start);
      epochs.add(epoch);
      listener.finished(epoch);
    }
    double[] best = validation == null ? null : validation.bestParameters();
    if (best != null) {
      parameters.set(best);
    }
    parameters.assign();
    return List.copyOf(epochs);
  }

  private boolean isOver() {
    return validation != null && validation.isOver();
  }

  private Epoch visitAll(int number, long start) {
    double loss = 0.0;
    int correct = 0;
    for (int first = 0; first < rows.count(); first += batchSize) {
      int count = Math.min(batchSize, rows.count() - first);
      for (int r = 0; r < count; r++) {
        seeds.values()[r] = classWeights[rows.classAt(first + r)];
      }
      runner.differentiate(rows.inputs(), first, count, seeds, results);
      for (int r = 0; r < count; r++) {
        double one = judgement.loss(results.values(), r);
        if (!Double.isFinite(one)) {
          throw trouble.withLoss(number, rows.rowAt(first + r), one, parameters.get());
        }
        loss += seeds.values()[r] * one;
        correct += judgement.predicted(results.values(), r) == rows.classAt(first + r) ? 1 : 0;
      }
      step(count);
    }
    double mean = loss / rows.count();
    trouble.requireFinite(number, mean, parameters.get());
    return new Epoch(
        number,
        options.epochs(),
        mean,
        (double) correct / rows.count(),
        norms == null ? List.of() : norms.take(),
        validation == null ? null : validation.judge(parameters.get()),
        Duration.ofNanos(System.nanoTime() - start));
  }

  private void step(int count) {
    parameters.derivatives(results.sums(), gradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= count;
    }
    if (norms != null) {
      norms.add(gradient);
    }
    network.addPenalty(options.penalty(), parameters.get(), gradient);
    if (options.clipping() != Clipping.NONE) {
      options.clipping().clip(gradient);
    }
    stepper.step(parameters.get(), gradient, options.learningRate() * scheduledFactor());
    parameters.load();
    steps++;
  }

  private double scheduledFactor() {
    double progress = (double) steps / allSteps;
    double factor = options.schedule().factor(progress);
    if (!(factor >= 0 && factor < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the schedule "
              + options.schedule()
              + " gave "
              + factor
              + " at "
              + progress
              + "; factors are finite and not negative");
    }
    return factor;
  }
}
