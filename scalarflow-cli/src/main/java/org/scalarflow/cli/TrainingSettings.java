package org.scalarflow.cli;

import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.train.ClassWeights;
import org.scalarflow.ml.train.Clipping;
import org.scalarflow.ml.train.Optimizer;
import org.scalarflow.ml.train.Penalty;
import org.scalarflow.ml.train.Schedule;
import org.scalarflow.ml.train.TrainingOptions;
import picocli.CommandLine.Option;

/** How it is trained. */
final class TrainingSettings {

  /** How steps are made, and how long they are unless said. */
  enum Method {
    SGD(Optimizer.descent(), Double.NaN),
    MOMENTUM(Optimizer.momentum(0.9), 0.005),
    NESTEROV(Optimizer.nesterov(0.9), 0.005),
    RMSPROP(Optimizer.rmsProp(), 0.002),
    ADAM(Optimizer.adam(), 0.002),
    ADAMW(Optimizer.adamW(0.01), 0.002);

    private final Optimizer optimizer;

    /** NaN for what suits the model. */
    private final double rate;

    Method(Optimizer optimizer, double rate) {
      this.optimizer = optimizer;
      this.rate = rate;
    }
  }

  /** How much rows count by their class. */
  enum Weights {
    EQUAL,
    BALANCED
  }

  private static final double VALIDATION_FRACTION = 0.2;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "How often all rows are visited; 40 for logistic, 60 for mlp, unless said.")
  private @Nullable Integer epochs;

  @Option(
      names = "--learning-rate",
      paramLabel = "R",
      description =
          "The length of a step; unless said 0.02 for logistic and 0.05 for mlp, 0.005 with"
              + " momentum or nesterov, 0.002 with rmsprop, adam or adamw.")
  private @Nullable Double learningRate;

  @Option(
      names = "--batch-size",
      paramLabel = "B",
      description = "The rows of a step; 1 unless said.")
  private @Nullable Integer batchSize;

  @Option(
      names = "--optimizer",
      paramLabel = "NAME",
      converter = Names.OfOptimizer.class,
      description = "sgd, momentum, nesterov, rmsprop, adam or adamw; sgd unless said.")
  private Method method = Method.SGD;

  @Option(
      names = "--schedule",
      paramLabel = "NAME",
      converter = Names.OfSchedule.class,
      description =
          "How the rate changes: constant, cosine[:END], exponential[:END] or"
              + " steps[:PARTS:FACTOR], such as cosine:0.1; constant unless said.")
  private Schedule schedule = Schedule.CONSTANT;

  @Option(
      names = "--warm-up",
      paramLabel = "SHARE",
      description = "The first part of the training, in which the rate rises from a tenth.")
  private @Nullable Double warmUp;

  @Option(
      names = "--l1",
      paramLabel = "FACTOR",
      description = "A penalty for absolute weights; 0 unless said.")
  private double l1;

  @Option(
      names = "--l2",
      paramLabel = "FACTOR",
      description = "A penalty for half of squared weights; 0 unless said.")
  private double l2;

  @Option(
      names = "--clip",
      paramLabel = "NORM",
      description = "The most that the norm of a gradient may be; longer ones are shortened.")
  private @Nullable Double clip;

  @Option(
      names = "--class-weights",
      paramLabel = "WEIGHTS",
      converter = Names.OfWeights.class,
      description =
          "equal or balanced, which lets rare classes count as much as others; equal unless said.")
  private Weights weights = Weights.EQUAL;

  @Option(
      names = "--early-stopping",
      paramLabel = "PATIENCE",
      description =
          "End after so many epochs without gain on rows kept for it, and go back to the best.")
  private @Nullable Integer patience;

  @Option(
      names = "--validation-fraction",
      paramLabel = "F",
      description = "The fraction of the training rows kept for that; 0.2 unless said.")
  private @Nullable Double validationFraction;

  /**
   * Asks an experiment to train so.
   *
   * @throws UsageException if options do not go together
   * @throws IllegalArgumentException if a number is out of range
   */
  void ask(Experiment experiment) {
    experiment.training(this::change);
    if (patience != null) {
      experiment.earlyStopping(
          validationFraction == null ? VALIDATION_FRACTION : validationFraction, patience);
    } else if (validationFraction != null) {
      throw new UsageException("--validation-fraction is for --early-stopping; add it");
    }
  }

  private TrainingOptions change(TrainingOptions defaults) {
    TrainingOptions options =
        defaults
            .withOptimizer(method.optimizer)
            .withSchedule(warmUp == null ? schedule : Schedule.warmUp(warmUp, schedule))
            .withPenalty(new Penalty(l1, l2))
            .withClassWeights(
                weights == Weights.BALANCED ? ClassWeights.BALANCED : ClassWeights.EQUAL);
    options = Double.isNaN(method.rate) ? options : options.withLearningRate(method.rate);
    options = learningRate == null ? options : options.withLearningRate(learningRate);
    options = epochs == null ? options : options.withEpochs(epochs);
    options = batchSize == null ? options : options.withBatchSize(batchSize);
    return clip == null ? options : options.withClipping(Clipping.byNorm(clip));
  }
}
