package org.scalarflow.ml.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.train.Minimum;
import org.scalarflow.ml.train.Penalty;
import org.scalarflow.spi.Backend;

/**
 * Logistic regression: each logit is a weighted sum of the features.
 *
 * <p>Weights are named {@code w_j_i}, from feature {@code i} to logit {@code j}, biases {@code
 * b_j}, all counted from 1. Two classes have one logit, so weights {@code w_1_1 … w_1_n} and {@code
 * b_1}.
 *
 * <pre>{@code
 * LogisticRegression model = LogisticRegression.builder(training).seed(1).build();
 * model.fit(training, TrainingOptions.DEFAULT);
 * double accuracy = model.score(holdOut).accuracy();
 * }</pre>
 */
public final class LogisticRegression extends Classifier {

  private LogisticRegression(Network network, List<String> labels) {
    super(network, labels);
  }

  /**
   * A model of the features and labels of a data set.
   *
   * @throws IllegalArgumentException if it would have more than a million parameters
   */
  public static Builder builder(Dataset data) {
    return new Builder(data.featureCount(), data.labels());
  }

  /**
   * A model of so many features and these labels.
   *
   * @throws IllegalArgumentException if there is no feature, there are fewer than two labels, or it
   *     would have more than a million parameters
   */
  public static Builder builder(int features, List<String> labels) {
    return new Builder(Network.requireFeatures(features), Network.requireLabels(labels));
  }

  /**
   * Goes to the minimum of the mean loss over all rows and a penalty, {@code ½·l2·Σw²} with free
   * biases, from the present weights. The objective is convex, so with {@code l2 > 0} and rows of
   * every class the weights of its minimum are unique; biases are too with two classes, and but for
   * a number that is added to all of them with more. Without {@code l2} there is no minimum where
   * classes can be separated, and without rows of some class there is none either; then this ends
   * far out, where hardly any loss is left.
   *
   * <p>With {@code l2 = 1/rows} that is the usual {@code ½‖w‖² + Σ loss}, divided by the rows.
   *
   * @param data the rows to learn from
   * @param penalty only squares; all steps need derivatives that do not jump
   * @param tolerance the largest absolute derivative of the objective that is small enough
   * @return where it ended, and whether that is the minimum
   * @throws org.scalarflow.ml.data.DataException if the features or labels are not those of this
   *     model, or numbers are so large that the loss or its derivatives are not finite
   * @throws IllegalArgumentException if the penalty has absolute values, or the tolerance is not
   *     positive and finite
   * @throws org.scalarflow.EvaluationInterruptedException if the thread is interrupted; the model
   *     has the weights from before
   */
  public Minimum minimize(Dataset data, Penalty penalty, double tolerance) {
    requireFitting(data);
    if (penalty.l1() != 0) {
      throw new IllegalArgumentException(
          "absolute values of weights have no derivative at 0; use Penalty.l2, or fit");
    }
    if (!(tolerance > 0) || !Double.isFinite(tolerance)) {
      throw new IllegalArgumentException("the tolerance is positive and finite, not " + tolerance);
    }
    return new Minimization(new Objective(network(), data, penalty), tolerance).run();
  }

  /** Says how a model is made; used once by one thread. */
  public static final class Builder {

    private final int features;
    private final List<String> labels;
    private Initialization initialization = Initialization.GLOROT_UNIFORM;
    private long seed = 1;
    private @Nullable Backend backend;

    private Builder(int features, List<String> labels) {
      Network.requireModest(features, labels.size(), List.of());
      this.features = features;
      this.labels = labels;
    }

    /** How weights start; {@link Initialization#GLOROT_UNIFORM} unless said. */
    public Builder initialization(Initialization initialization) {
      this.initialization = Objects.requireNonNull(initialization, "initialization");
      return this;
    }

    /** The seed of the weights; 1 unless said. */
    public Builder seed(long seed) {
      this.seed = seed;
      return this;
    }

    /** The backend that shall run the model; unless given, its graph discovers one. */
    public Builder backend(Backend backend) {
      this.backend = Objects.requireNonNull(backend, "backend");
      return this;
    }

    /** The model. */
    public LogisticRegression build() {
      Network network =
          new Network(features, labels.size(), List.of(), List.of(), initialization, seed, backend);
      return new LogisticRegression(network, labels);
    }
  }
}
