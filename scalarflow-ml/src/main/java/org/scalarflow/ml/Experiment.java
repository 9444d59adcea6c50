package org.scalarflow.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleConsumer;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.data.Column;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.FeatureEncoder;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.data.Split;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.ml.train.EarlyStopping;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.EpochListener;
import org.scalarflow.ml.train.TrainingOptions;
import org.scalarflow.ml.validation.Scores;
import org.scalarflow.ml.validation.StratifiedFolds;
import org.scalarflow.spi.Backend;
import org.scalarflow.spi.Interruption;

/**
 * The whole way from data to a judged model: hold rows out, fit an encoder to the others, which
 * standardises numbers and makes a feature of each text, train on them, score both parts.
 *
 * <pre>{@code
 * Experiment.Result result =
 *     Experiment.on(Datasets.breastCancer())
 *         .training(options -> options.withOptimizer(Optimizer.adam()).withLearningRate(0.005))
 *         .seed(7)
 *         .run();
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
   * @param encoder what rows go through before the model sees them, fitted to {@code rows}
   * @param rows the rows that were learnt from, as they were given; without those of early stopping
   * @param split the rows that were learnt from and those that were held out, as the model sees
   *     them
   * @param options how the model was trained
   * @param epochs how training went
   * @param training the score of the rows that were learnt from
   * @param holdOut the score of the rows that were held out
   */
  public record Result(
      Classifier model,
      FeatureEncoder encoder,
      LabelledTable rows,
      Split split,
      TrainingOptions options,
      List<Epoch> epochs,
      ConfusionMatrix training,
      ConfusionMatrix holdOut) {}

  private final LabelledTable data;
  private List<Integer> hidden = List.of();
  private List<Activation> activations = List.of();
  private double testFraction = DEFAULT_TEST_FRACTION;
  private long seed = 1;
  private UnaryOperator<TrainingOptions> training = UnaryOperator.identity();
  private double validationFraction;
  private int patience;
  private boolean isUnknownZeros;
  private @Nullable Backend backend;
  private EpochListener listener = EpochListener.NONE;

  private Experiment(LabelledTable data) {
    this.data = data;
  }

  /** An experiment with logistic regression, unless a perceptron is asked for. */
  public static Experiment on(Dataset data) {
    return on(LabelledTable.of(data));
  }

  /** The same on rows that may have columns of texts. */
  public static Experiment on(LabelledTable data) {
    return new Experiment(Objects.requireNonNull(data, "data"));
  }

  // ----------------------------------------------------------------- model

  /**
   * Asks for logistic regression.
   *
   * @throws IllegalArgumentException if it would have more than a million parameters
   */
  public Experiment logistic() {
    LogisticRegression.builder(mostFeatures(), data.labels());
    hidden = List.of();
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
    return perceptron(Collections.nCopies(hidden.length, activation), hidden);
  }

  /**
   * The same with an activation for each layer.
   *
   * @param activations what the units of each hidden layer do
   * @param hidden the sizes of the hidden layers
   * @throws IllegalArgumentException if there is none, their numbers differ, a size is not
   *     positive, or the model would have more than a million parameters
   */
  public Experiment perceptron(List<Activation> activations, int... hidden) {
    // The model is built when the experiment runs, but its sizes are checked now.
    MultilayerPerceptron.builder(mostFeatures(), data.labels()).hidden(hidden);
    if (activations.size() != hidden.length) {
      throw new IllegalArgumentException(
          "there are "
              + hidden.length
              + " hidden layers, but "
              + activations.size()
              + " activations: "
              + activations);
    }
    this.activations = List.copyOf(activations);
    this.hidden = Arrays.stream(hidden).boxed().toList();
    return this;
  }

  /** How many features there are if all rows are learnt from. */
  private int mostFeatures() {
    int features = 0;
    for (Column column : data.features().columns()) {
      features += column.isText() ? column.differentTexts().size() : 1;
    }
    return features;
  }

  /**
   * Has texts that the training rows lack become zeros; otherwise, such a text among the other rows
   * is an error, and so it is for the finished model.
   */
  public Experiment unknownAsZeros() {
    isUnknownZeros = true;
    return this;
  }

  // -------------------------------------------------------------- training

  /**
   * Changes how the model is trained; later changes come on top of earlier ones.
   *
   * @param change makes the options that shall be of those that were, at first the model's
   *     defaults; it may be called more than once
   * @throws IllegalArgumentException if the change does, or it asks for early stopping, which is
   *     asked for by {@link #earlyStopping}
   */
  public Experiment training(UnaryOperator<TrainingOptions> change) {
    Objects.requireNonNull(change, "change");
    if (change.apply(options()).earlyStopping() != null) {
      throw new IllegalArgumentException(
          "rows for early stopping are encoded like the others; ask for it by earlyStopping");
    }
    UnaryOperator<TrainingOptions> before = training;
    training = options -> change.apply(before.apply(options));
    return this;
  }

  /**
   * The number of epochs, instead of the model's default.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Experiment epochs(int epochs) {
    return training(options -> options.withEpochs(epochs));
  }

  /**
   * The learning rate, instead of the model's default.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public Experiment learningRate(double rate) {
    return training(options -> options.withLearningRate(rate));
  }

  /**
   * The batch size, instead of 1.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public Experiment batchSize(int rows) {
    return training(options -> options.withBatchSize(rows));
  }

  /**
   * Ends the training when it gets no better on rows that are neither learnt from nor held out; see
   * {@link EarlyStopping}.
   *
   * @param fraction the fraction of each class of the training rows that is kept for it
   * @param patience how many epochs in a row may be no better
   * @throws IllegalArgumentException if the fraction is not between 0 and 1, or the patience is
   *     less than 1
   */
  public Experiment earlyStopping(double fraction, int patience) {
    requireFraction(fraction, "keep for validation");
    if (patience < 1) {
      throw new IllegalArgumentException("the patience is at least 1 epoch, not " + patience);
    }
    validationFraction = fraction;
    this.patience = patience;
    return this;
  }

  // ------------------------------------------------------------------ rest

  /**
   * The fraction of each class that is held out; see {@link Split#heldOut}.
   *
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public Experiment testFraction(double fraction) {
    requireFraction(fraction, "hold out");
    testFraction = fraction;
    return this;
  }

  private static void requireFraction(double fraction, String what) {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "the fraction to " + what + " is between 0 and 1, not " + fraction);
    }
  }

  /** The seed of everything random; 1 unless said. */
  public Experiment seed(long seed) {
    this.seed = seed;
    return this;
  }

  /** The backend; unless given, the model's graph discovers one. */
  public Experiment backend(Backend backend) {
    this.backend = Objects.requireNonNull(backend, "backend");
    return this;
  }

  /** Who hears of each epoch of {@link #run}. */
  public Experiment listener(EpochListener listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
    return this;
  }

  /**
   * How training will run: the model's defaults, changed as was said; without early stopping, whose
   * rows are not chosen yet.
   */
  public TrainingOptions options() {
    return training
        .apply(hidden.isEmpty() ? LOGISTIC_DEFAULTS : PERCEPTRON_DEFAULTS)
        .withSeed(seed);
  }

  // ------------------------------------------------------------------- run

  /**
   * Runs it.
   *
   * @throws DataException if a class has only one row, numbers are too large, or a text that the
   *     training rows lack is held out and does not become zeros
   * @throws org.scalarflow.ml.train.TrainingException if a loss or a weight becomes infinite or NaN
   * @throws org.scalarflow.BackendException if no backend was given and none can be chosen
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   * @throws IllegalArgumentException if the model would have more than a million parameters
   */
  public Result run() {
    boolean[] heldOut = Split.heldOut(data, testFraction, seed);
    return run(part(data, heldOut, false), part(data, heldOut, true), listener);
  }

  /**
   * Judges the same way of training on every row once: divides all rows into folds, as {@link
   * StratifiedFolds} does, and holds each out from a training of its own.
   *
   * @param folds how many, from 2 to the number of rows
   * @param heard hears of the accuracy of each fold when it is known
   * @return the accuracies
   * @throws DataException as {@link #run}
   * @throws org.scalarflow.ml.train.TrainingException as {@link #run}
   * @throws org.scalarflow.BackendException as {@link #run}
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   * @throws IllegalArgumentException if the number of folds is out of range, or the model would
   *     have more than a million parameters
   */
  public Scores crossValidate(int folds, DoubleConsumer heard) {
    int[] foldOf = StratifiedFolds.assign(data, folds, seed);
    List<Double> accuracies = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      Interruption.check();
      boolean[] heldOut = new boolean[foldOf.length];
      for (int row = 0; row < foldOf.length; row++) {
        heldOut[row] = foldOf[row] == fold;
      }
      Result result =
          run(part(data, heldOut, false), part(data, heldOut, true), EpochListener.NONE);
      accuracies.add(result.holdOut().accuracy());
      heard.accept(result.holdOut().accuracy());
    }
    return new Scores(accuracies);
  }

  private static LabelledTable part(LabelledTable data, boolean[] chosen, boolean wanted) {
    return data.select(
        IntStream.range(0, chosen.length).filter(row -> chosen[row] == wanted).toArray());
  }

  private Result run(LabelledTable notHeldOut, LabelledTable heldOut, EpochListener heard) {
    LabelledTable rows = notHeldOut;
    LabelledTable validation = null;
    if (patience > 0) {
      boolean[] kept = Split.heldOut(notHeldOut, validationFraction, seed);
      rows = part(notHeldOut, kept, false);
      validation = part(notHeldOut, kept, true);
    }
    FeatureEncoder encoder = FeatureEncoder.standardising(rows.features());
    encoder = isUnknownZeros ? encoder.withUnknownAsZeros() : encoder;
    Split split = new Split(rows.encode(encoder), UnseenRows.encode(heldOut, encoder));
    TrainingOptions options = options();
    if (validation != null) {
      options =
          options.withEarlyStopping(
              new EarlyStopping(UnseenRows.encode(validation, encoder), patience));
    }
    Classifier model = newModel(split.training());
    List<Epoch> epochs = model.fit(split.training(), options, heard);
    return new Result(
        model,
        encoder,
        rows,
        split,
        options,
        epochs,
        model.score(split.training()),
        model.score(split.holdOut()));
  }

  private Classifier newModel(Dataset rows) {
    if (hidden.isEmpty()) {
      LogisticRegression.Builder builder = LogisticRegression.builder(rows).seed(seed);
      return (backend == null ? builder : builder.backend(backend)).build();
    }
    MultilayerPerceptron.Builder builder =
        MultilayerPerceptron.builder(rows)
            .hidden(hidden.stream().mapToInt(Integer::intValue).toArray())
            .activation(activations.toArray(Activation[]::new))
            .seed(seed);
    return (backend == null ? builder : builder.backend(backend)).build();
  }
}
