package org.scalarflow.cli;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.model.Activation;
import picocli.CommandLine.Option;

/** What is trained. */
final class ModelOptions {

  /** The kinds of model. */
  enum Model {
    LOGISTIC,
    MLP
  }

  private static final int[] DEFAULT_HIDDEN = {10, 10};

  @Option(
      names = "--model",
      paramLabel = "MODEL",
      converter = Names.OfModel.class,
      description = "logistic or mlp, a multilayer perceptron; logistic unless said.")
  private Model model = Model.LOGISTIC;

  @Option(
      names = "--hidden",
      split = ",",
      paramLabel = "SIZE",
      description = "The sizes of the hidden layers of an mlp; 10,10 unless said.")
  private int @Nullable [] hidden;

  @Option(
      names = "--activation",
      split = ",",
      paramLabel = "FUNCTION",
      converter = Names.OfActivation.class,
      description =
          "sigmoid, tanh, relu, leaky-relu, elu or silu: what hidden units do, one for all layers"
              + " or one for each; relu unless said.")
  private Activation @Nullable [] activations;

  /**
   * Asks an experiment for the model.
   *
   * @throws UsageException if options do not go together
   * @throws IllegalArgumentException if a size is out of range
   */
  void ask(Experiment experiment) {
    if (model == Model.LOGISTIC) {
      if (hidden != null || activations != null) {
        throw new UsageException("--hidden and --activation are for --model mlp; add it");
      }
      experiment.logistic();
    } else {
      int[] sizes = hidden == null ? DEFAULT_HIDDEN : hidden;
      experiment.perceptron(byLayer(sizes.length), Arrays.copyOf(sizes, sizes.length));
    }
  }

  private List<Activation> byLayer(int layers) {
    List<Activation> given =
        activations == null ? List.of(Activation.RELU) : Arrays.asList(activations);
    return given.size() == 1 ? Collections.nCopies(layers, given.get(0)) : given;
  }
}
