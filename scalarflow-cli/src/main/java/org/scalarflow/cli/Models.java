package org.scalarflow.cli;

import java.util.Locale;
import java.util.stream.Collectors;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.MultilayerPerceptron;

/** Tells models in words. */
final class Models {

  private Models() {}

  /** {@code multilayer perceptron, hidden 10,10 relu, 121 parameters}. */
  static String describe(Classifier model) {
    return kind(model) + ", " + model.parameters().size() + " parameters";
  }

  private static String kind(Classifier model) {
    return model instanceof MultilayerPerceptron perceptron
        ? "multilayer perceptron, hidden "
            + perceptron.hidden().stream().map(String::valueOf).collect(Collectors.joining(","))
            + " "
            + perceptron.activations().stream()
                .distinct()
                .map(activation -> activation.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","))
        : "logistic regression";
  }
}
