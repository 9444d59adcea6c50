package org.scalarflow.ml.model;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.data.Dataset;
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
