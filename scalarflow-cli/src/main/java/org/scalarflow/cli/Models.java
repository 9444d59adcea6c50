package org.scalarflow.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.scalarflow.ml.model.Activation;
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
            + activations(perceptron.activations())
        : "logistic regression";
  }

  /** One for all layers, or one for each. */
  private static String activations(List<Activation> byLayer) {
    boolean isOne = byLayer.stream().distinct().count() == 1;
    return byLayer.stream()
        .limit(isOne ? 1 : byLayer.size())
        .map(Names::of)
        .collect(Collectors.joining(","));
  }
}
