package org.scalarflow.ml.model;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Batch;
import org.scalarflow.BatchEvaluation;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.metric.LogLoss;
import org.scalarflow.ml.metric.RocCurve;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.EpochListener;
import org.scalarflow.ml.train.Penalty;
import org.scalarflow.ml.train.TrainingOptions;

/**
 * A model that tells classes apart, held as a graph of scalars.
 *
 * <p><b>The graph.</b> Inputs are placeholders {@code x_1 … x_n}. Each layer has units with sums
 * {@code b + w₁·s₁ + w₂·s₂ + …}, added from left to right. Two classes have one logit {@code z},
 * the probability {@code p = sigmoid(z)} of the second class, the target {@code y ∈ {0, 1}} and the
 * loss {@code log(1 + eᶻ) − z·y}. More classes have logits {@code z_1 … z_k}, probabilities {@code
 * p_i = exp(z_i − log Σ exp z_j)}, targets {@code y_1 … y_k}, of which one is 1, and the loss
 * {@code Σ y_i · (log Σ exp z_j − z_i)}. Losses are computed from logits, so they neither overflow
 * nor lose their gradient. Parameters are variables; the graph may be run, shown, differentiated
 * and added to like any other.
 *
 * <p><b>Threads.</b> Any number of threads may predict at once. While one trains, others see the
 * weights from before, then, for a moment, some old and some new.
 */
public abstract sealed class Classifier permits LogisticRegression, MultilayerPerceptron {

  private final Network network;
  private final List<String> labels;
  private @Nullable Program logitProgram;
  private @Nullable Program probabilityProgram;

  Classifier(Network network, List<String> labels) {
    this.network = network;
    this.labels = labels;
  }

  // ----------------------------------------------------------------- graph

  /** The graph of this model. */
  public final Graph graph() {
    return network.graph;
  }

  /** The placeholders of the features. */
  public final List<Placeholder> inputs() {
    return network.inputs;
  }

  /** The placeholders of the target that the loss takes: one for two classes, else one a class. */
  public final List<Placeholder> targets() {
    return network.targets;
  }

  /** The weights and biases, layer by layer, unit by unit, the bias of a unit first. */
  public final List<Variable> parameters() {
    return network.parameters;
  }

  /** The logits: one for two classes, else one for each class. */
  public final List<Node> logits() {
    return network.logits;
  }

  /** The probability of the second of two classes, else that of each class. */
  public final List<Node> outputs() {
    return network.probabilities;
  }

  /** The loss of one row. */
  public final Node loss() {
    return network.loss;
  }

  /** The names of the classes. */
  public final List<String> labels() {
    return labels;
  }

  /**
   * The name of the backend that runs this model: the one it was given, else the one its graph
   * discovers.
   *
   * @throws org.scalarflow.BackendException if none was given and none can be chosen
   */
  public final String backendName() {
    return network.graph.backend().name();
  }

  // -------------------------------------------------------------- training

  /**
   * Trains on from the present weights. The same data, options and weights give the same bits, on
   * every backend. The model changes only when all epochs are done: a training that throws has
   * changed nothing.
   *
   * @param data the rows to learn from
   * @param options how
   * @param listener hears of each epoch
   * @return the epochs
   * @throws DataException if the features or labels, those of validation rows too, are not those of
   *     this model, or weights of classes do not fit
   * @throws IllegalArgumentException if the schedule gives a factor that is negative or not finite
   * @throws org.scalarflow.ml.train.TrainingException if a loss or a weight becomes infinite or NaN
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public final List<Epoch> fit(Dataset data, TrainingOptions options, EpochListener listener) {
    requireFitting(data);
    if (options.earlyStopping() != null) {
      requireFitting(options.earlyStopping().validation());
    }
    return new GradientDescent(network, data, options).run(listener);
  }

  /** The same without a listener. */
  public final List<Epoch> fit(Dataset data, TrainingOptions options) {
    return fit(data, options, EpochListener.NONE);
  }

  /**
   * The Euclidean norm of the gradient of the mean loss over all rows, by layer, from the first
   * hidden one to the logits, with the present weights.
   *
   * @throws DataException if the features or labels are not those of this model
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted
   */
  public final List<Double> gradientNorms(Dataset data) {
    requireFitting(data);
    Objective objective = new Objective(network, data, Penalty.NONE);
    LayerNorms norms = new LayerNorms(network.layers);
    norms.add(objective.gradient(objective.start()));
    return norms.take();
  }

  /**
   * Draws the weights anew, as a model of that seed starts, and sets biases to 0. So that many
   * trainings of the same kind of model need not compile it each time.
   *
   * @param seed the seed of the weights
   */
  public final void initialize(long seed) {
    network.initialize(null, seed);
  }

  /** The same with another initialization than the one that the model was built with. */
  public final void initialize(Initialization initialization, long seed) {
    network.initialize(Objects.requireNonNull(initialization, "initialization"), seed);
  }

  // ------------------------------------------------------------ prediction

  /**
   * The class of a row: the one with the largest logit, the first of them in a tie. Of two classes
   * it is the second if {@code z > 0}.
   *
   * @param features one finite number for each input
   * @throws IllegalArgumentException if their number is another, or one is not finite
   */
  public final int predict(double... features) {
    return predict(new double[][] {features})[0];
  }

  /**
   * The label of the class that {@link #predict(double...)} gives.
   *
   * @throws IllegalArgumentException as there
   */
  public final String predictLabel(double... features) {
    return labels.get(predict(features));
  }

  /**
   * The classes of rows.
   *
   * @param rows for each row one finite number for each input; none for no row
   * @throws IllegalArgumentException if their number is another, or one is not finite
   */
  public final int[] predict(double[][] rows) {
    return rows.length == 0 ? new int[0] : predictions(logits(batch(rows)));
  }

  /**
   * The classes of all rows of a data set.
   *
   * @throws DataException if the features or labels are not those of this model
   */
  public final int[] predict(Dataset data) {
    return predictions(logits(rows(data)));
  }

  /**
   * The probability of each class; they add up to 1 but for rounding.
   *
   * @param features one finite number for each input
   * @throws IllegalArgumentException if their number is another, or one is not finite
   */
  public final double[] probabilities(double... features) {
    return probabilities(new double[][] {features})[0];
  }

  /**
   * The probability of each class, by row.
   *
   * @param rows for each row one finite number for each input; none for no row
   * @throws IllegalArgumentException if their number is another, or one is not finite
   */
  public final double[][] probabilities(double[][] rows) {
    double[][] probabilities = new double[rows.length][labels.size()];
    if (rows.length == 0) {
      return probabilities;
    }
    BatchEvaluation run = probabilityProgram().run(batch(rows));
    List<Node> outputs = network.probabilities;
    for (int i = 0; i < outputs.size(); i++) {
      double[] column = run.values(outputs.get(i));
      for (int row = 0; row < rows.length; row++) {
        if (outputs.size() == 1) {
          probabilities[row][0] = 1.0 - column[row];
          probabilities[row][1] = column[row];
        } else {
          probabilities[row][i] = column[row];
        }
      }
    }
    return probabilities;
  }

  /**
   * How the predictions for a data set compare with its classes.
   *
   * @throws DataException if the features or labels are not those of this model
   */
  public final ConfusionMatrix score(Dataset data) {
    return ConfusionMatrix.of(labels, classes(data), predict(data));
  }

  /**
   * The mean of {@code −log p} over the rows, with {@code p} the probability of the right class;
   * computed from logits, so it is finite as long as they are.
   *
   * @throws DataException if the features or labels are not those of this model
   */
  public final double logLoss(Dataset data) {
    double[][] logits = logits(rows(data));
    return logits.length == 1
        ? LogLoss.ofLogits(classes(data), logits[0])
        : LogLoss.ofLogits(classes(data), byRow(logits));
  }

  /**
   * How well the logit tells two classes apart, at every threshold.
   *
   * @throws DataException if the features or labels are not those of this model
   * @throws IllegalArgumentException if there are more than two classes, or one has no row
   */
  public final RocCurve rocCurve(Dataset data) {
    if (labels.size() != 2) {
      throw new IllegalArgumentException(
          "a ROC curve is of two classes, but this model has " + labels.size());
    }
    return RocCurve.of(classes(data), logits(rows(data))[0]);
  }

  // -------------------------------------------------------------- internal

  private static double[][] byRow(double[][] columns) {
    double[][] rows = new double[columns[0].length][columns.length];
    for (int row = 0; row < rows.length; row++) {
      for (int i = 0; i < columns.length; i++) {
        rows[row][i] = columns[i][row];
      }
    }
    return rows;
  }

  private static int[] classes(Dataset data) {
    int[] classes = new int[data.rows()];
    Arrays.setAll(classes, data::classOf);
    return classes;
  }

  final Network network() {
    return network;
  }

  final void requireFitting(Dataset data) {
    if (data.featureCount() != network.inputs.size() || !data.labels().equals(labels)) {
      throw new DataException(
          "the model takes "
              + network.inputs.size()
              + " features and labels "
              + listed(labels)
              + ", but "
              + data.name()
              + " has "
              + data.featureCount()
              + " features and labels "
              + listed(data.labels()));
    }
  }

  private static String listed(List<String> labels) {
    String first = labels.stream().limit(10).collect(Collectors.joining(", ", "[", ""));
    return first + (labels.size() > 10 ? ", … " + labels.size() + " in all]" : "]");
  }

  private Batch batch(double[][] rows) {
    for (double[] features : rows) {
      if (features.length != network.inputs.size()) {
        throw new IllegalArgumentException(
            "the model takes " + network.inputs.size() + " features, not " + features.length);
      }
      for (int i = 0; i < features.length; i++) {
        if (!Double.isFinite(features[i])) {
          throw new IllegalArgumentException(
              "feature " + (i + 1) + " is " + features[i] + "; features must be finite");
        }
      }
    }
    return Batch.of(network.inputs, rows);
  }

  private Batch rows(Dataset data) {
    requireFitting(data);
    double[][] rows = new double[data.rows()][];
    Arrays.setAll(rows, data::features);
    return Batch.of(network.inputs, rows);
  }

  private double[][] logits(Batch batch) {
    BatchEvaluation run = logitProgram().run(batch);
    return network.logits.stream().map(run::values).toArray(double[][]::new);
  }

  /** The class of each row by the columns of logits. */
  private static int[] predictions(double[][] logits) {
    int[] classes = new int[logits[0].length];
    for (int row = 0; row < classes.length; row++) {
      if (logits.length == 1) {
        classes[row] = logits[0][row] > 0 ? 1 : 0;
      } else {
        for (int i = 1; i < logits.length; i++) {
          if (logits[i][row] > logits[classes[row]][row]) {
            classes[row] = i;
          }
        }
      }
    }
    return classes;
  }

  private synchronized Program logitProgram() {
    Program program = logitProgram;
    if (program == null) {
      program = network.graph.compile(Request.of(network.logits));
      logitProgram = program;
    }
    return program;
  }

  private synchronized Program probabilityProgram() {
    Program program = probabilityProgram;
    if (program == null) {
      program = network.graph.compile(Request.of(network.probabilities));
      probabilityProgram = program;
    }
    return program;
  }
}
