package org.scalarflow.ml;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.EpochListener;
import org.scalarflow.ml.train.TrainingOptions;
import org.scalarflow.spi.Backend;

/**
 * The whole way from data to a judged model: hold rows out, standardise by the others, train on
 * them, score both parts.
 *
 * <pre>{@code
 * Experiment.Result result = Experiment.on(Datasets.breastCancer()).seed(7).run();
 * double accuracy = result.holdOut().accuracy();
 * }</pre>
 *
 * <p>One seed decides everything: which rows are held out, the first weights, and the order of the
 * rows. The same settings give the same bits on every backend. An instance is used by one thread
 * and may be run again.
 */
public final class Experiment {

  /** The fraction that is held out unless another is said. */
  public static final double DEFAULT_TEST_FRACTION = 0.25;

  /** Logistic regression, unless said: 40 epochs at a rate of 0.02, sample by sample. */
  public static final TrainingOptions LOGISTIC_DEFAULTS = TrainingOptions.DEFAULT;

  /** A perceptron, unless said: 60 epochs at a rate of 0.05, sample by sample. */
  public static final TrainingOptions PERCEPTRON_DEFAULTS =
      TrainingOptions.DEFAULT.withEpochs(60).withLearningRate(0.05);

  /**
   * What came out.
   *
   * @param model the trained model
   * @param standardizer what features go through before the model sees them
   * @param split the rows, before that
   * @param options how the model was trained
   * @param epochs how training went
   * @param training the score of the rows that were learnt from
   * @param holdOut the score of the rows that were held out
   */
  public record Result(
      Classifier model,
      Standardizer standardizer,
      Split split,
      TrainingOptions options,
      List<Epoch> epochs,
      ConfusionMatrix training,
      ConfusionMatrix holdOut) {}

  private final Dataset data;
  private int[] hidden = {};
  private Activation activation = Activation.RELU;
  private double testFraction = DEFAULT_TEST_FRACTION;
  private long seed = 1;
  private @Nullable Integer epochs;
  private @Nullable Double learningRate;
  private @Nullable Integer batchSize;
  private @Nullable Backend backend;
  private EpochListener listener = EpochListener.NONE;

  private Experiment(Dataset data) {
    this.data = data;
  }

  /** An experiment with logistic regression, unless a perceptron is asked for. */
  public static Experiment on(Dataset data) {
    return new Experiment(Objects.requireNonNull(data, "data"));
  }

  /**
   * Asks for logistic regression.
   *
   * @throws IllegalArgumentException if it would have more than a million parameters
   */
  public Experiment logistic() {
    LogisticRegression.builder(data);
    hidden = new int[0];
    return this;
  }

  /**
   * Asks for a multilayer perceptron.
   *
   * @param activation what hidden units do
   * @param hidden the sizes of the hidden layers
   * @throws IllegalArgumentException if there is none, a size is not positive, or the model would
   *     have more than a million parameters
   */
  public Experiment perceptron(Activation activation, int... hidden) {
    // The model is built when the experiment runs, but its sizes are checked now.
    MultilayerPerceptron.builder(data).hidden(hidden);
    this.activation = Objects.requireNonNull(activation, "activation");
    this.hidden = hidden.clone();
    return this;
  }

  /**
   * The fraction of each class that is held out; see {@link Split#stratified}.
   *
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public Experiment testFraction(double fraction) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction to hold out is between 0 and 1, not " + fraction);
    }
    testFraction = fraction;
    return this;
  }

  /** The seed of everything random; 1 unless said. */
  public Experiment seed(long seed) {
    this.seed = seed;
    return this;
  }

  /**
   * The number of epochs, instead of the model's default.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Experiment epochs(int epochs) {
    this.epochs = TrainingOptions.DEFAULT.withEpochs(epochs).epochs();
    return this;
  }

  /**
   * The learning rate, instead of the model's default.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public Experiment learningRate(double rate) {
    this.learningRate = TrainingOptions.DEFAULT.withLearningRate(rate).learningRate();
    return this;
  }

  /**
   * The batch size, instead of 1.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Experiment batchSize(int rows) {
    this.batchSize = TrainingOptions.DEFAULT.withBatchSize(rows).batchSize();
    return this;
  }

  /** The backend; unless given, the model's graph discovers one. */
  public Experiment backend(Backend backend) {
    this.backend = Objects.requireNonNull(backend, "backend");
    return this;
  }

  /** Who hears of each epoch. */
  public Experiment listener(EpochListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /** How training will run: what was said, and the model's defaults for the rest. */
  public TrainingOptions options() {
    TrainingOptions options = hidden.length == 0 ? LOGISTIC_DEFAULTS : PERCEPTRON_DEFAULTS;
    options = epochs == null ? options : options.withEpochs(epochs);
    options = learningRate == null ? options : options.withLearningRate(learningRate);
    options = batchSize == null ? options : options.withBatchSize(batchSize);
    return options.withSeed(seed);
  }

  /**
   * Runs it.
   *
   * @throws org.scalarflow.ml.data.DataException if a class has only one row, or numbers are too
   *     large
   * @throws org.scalarflow.ml.train.TrainingException if a loss or a weight becomes infinite or NaN
   * @throws org.scalarflow.BackendException if no backend was given and none can be chosen
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   * @throws IllegalArgumentException if the model would have more than a million parameters
   */
  public Result run() {
    TrainingOptions options = options();
    Split split = Split.stratified(data, testFraction, seed);
    Standardizer standardizer = Standardizer.of(split.training());
    Dataset training = standardizer.apply(split.training());
    Dataset holdOut = standardizer.apply(split.holdOut());
    Classifier model = hidden.length == 0 ? newLogistic() : newPerceptron();
    List<Epoch> history = model.fit(training, options, listener);
    return new Result(
        model, standardizer, split, options, history, model.score(training), model.score(holdOut));
  }

  private Classifier newLogistic() {
    LogisticRegression.Builder builder = LogisticRegression.builder(data).seed(seed);
    return (backend == null ? builder : builder.backend(backend)).build();
  }

  private Classifier newPerceptron() {
    MultilayerPerceptron.Builder builder =
        MultilayerPerceptron.builder(data).hidden(hidden).activation(activation).seed(seed);
    return (backend == null ? builder : builder.backend(backend)).build();
  }
}
