package org.scalarflow.ml.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.spi.Backend;

/**
 * A multilayer perceptron: layers of hidden units, each the {@link Activation} of a weighted sum of
 * the layer before; each logit is a weighted sum of the last layer.
 *
 * <p>Layers are counted from 1, the logits being the last one. Weights are named {@code w_l_j_i},
 * from signal {@code i} to unit {@code j} of layer {@code l}, biases {@code b_l_j}, hidden units
 * {@code h_l_j}, all counted from 1.
 *
 * <pre>{@code
 * MultilayerPerceptron model =
 *     MultilayerPerceptron.builder(training).hidden(10, 10).activation(Activation.RELU).build();
 * }</pre>
 */
public final class MultilayerPerceptron extends Classifier {

  private final List<Integer> hidden;
  private final List<Activation> activations;

  private MultilayerPerceptron(
      Network network, List<String> labels, List<Integer> hidden, List<Activation> activations) {
    super(network, labels);
    this.hidden = hidden;
    this.activations = activations;
  }

  /** A model of the features and labels of a data set. */
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

  /** The sizes of the hidden layers. */
  public List<Integer> hidden() {
    return hidden;
  }

  /** What the units of each hidden layer do. */
  public List<Activation> activations() {
    return activations;
  }

  /** Says how a model is made; used once by one thread. */
  public static final class Builder {

    private final int features;
    private final List<String> labels;
    private List<Integer> hidden = List.of(10);
    private List<Activation> activations = List.of(Activation.RELU);
    private @Nullable Initialization initialization;
    private long seed = 1;
    private @Nullable Backend backend;

    private Builder(int features, List<String> labels) {
      this.features = features;
      this.labels = labels;
    }

    /**
     * The sizes of the hidden layers, one layer or more; one of 10 units unless said.
     *
     * @throws IllegalArgumentException if there is none, a size is not positive, or the model would
     *     have more than a million parameters
     */
    public Builder hidden(int... sizes) {
      if (sizes.length == 0 || Arrays.stream(sizes).anyMatch(size -> size < 1)) {
        throw new IllegalArgumentException(
            "a perceptron has one hidden layer or more, each of one unit or more, not "
                + Arrays.toString(sizes));
      }
      hidden = Arrays.stream(sizes).boxed().collect(Collectors.toUnmodifiableList());
      Network.requireModest(features, labels.size(), hidden);
      return this;
    }

    /**
     * What hidden units do: one for all layers, or one for each; {@link Activation#RELU} unless
     * said.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Builder activation(Activation... activations) {
      if (activations.length == 0) {
        throw new IllegalArgumentException("hidden units have an activation, but none is given");
      }
      this.activations = List.of(activations);
      return this;
    }

    /** How weights start; by {@link Activation#initialization()} unless said. */
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

    /**
     * The model.
     *
     * @throws IllegalArgumentException if it would have more than a million parameters, or there
     *     are several activations, but not as many as hidden layers
     */
    public MultilayerPerceptron build() {
      List<Activation> byLayer =
          activations.size() == 1
              ? Collections.nCopies(hidden.size(), activations.get(0))
              : activations;
      if (byLayer.size() != hidden.size()) {
        throw new IllegalArgumentException(
            "there are "
                + hidden.size()
                + " hidden layers, but "
                + byLayer.size()
                + " activations: "
                + byLayer);
      }
      Network network =
          new Network(features, labels.size(), hidden, byLayer, initialization, seed, backend);
      return new MultilayerPerceptron(network, labels, hidden, byLayer);
    }
  }
}
