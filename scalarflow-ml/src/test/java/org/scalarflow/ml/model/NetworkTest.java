package org.scalarflow.ml.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Node;
import org.scalarflow.Placeholder;
import org.scalarflow.Variable;
import org.scalarflow.ml.TapeBackend;
import org.scalarflow.ml.data.Dataset;

/** The graphs of the models: names, formulas, gradients. */
class NetworkTest {

  /** Central differences of step h err by about h² and ε/h; both near 1e-10 for h = 1e-5. */
  private static final double STEP = 1e-5;

  private static final double DIFFERENCE_ERROR = 1e-8;

  /** A few roundings of numbers near 1. */
  private static final double ROUNDING = 1e-15;

  static Dataset data(int features, int classes) {
    List<String> names = IntStream.range(0, features).mapToObj(i -> "f" + i).toList();
    List<String> labels = IntStream.range(0, classes).mapToObj(i -> "c" + i).toList();
    double[][] rows = new double[classes][features];
    for (int row = 0; row < classes; row++) {
      for (int i = 0; i < features; i++) {
        rows[row][i] = 0.3 * row - 0.4 * i + 0.5;
      }
    }
    return Dataset.of("toy", names, labels, rows, IntStream.range(0, classes).toArray());
  }

  private static List<String> names(List<? extends Node> nodes) {
    return nodes.stream().map(Node::name).toList();
  }

  private static LogisticRegression.Builder logistic(int features, int classes) {
    return LogisticRegression.builder(data(features, classes)).backend(new TapeBackend());
  }

  private static MultilayerPerceptron.Builder perceptron(int features, int classes) {
    return MultilayerPerceptron.builder(data(features, classes)).backend(new TapeBackend());
  }

  @Test
  void nodesOfLogisticRegressionAreNamed() {
    Classifier two = logistic(2, 2).build();
    assertThat(names(two.inputs())).containsExactly("x_1", "x_2");
    assertThat(names(two.targets())).containsExactly("y");
    assertThat(names(two.parameters())).containsExactly("b_1", "w_1_1", "w_1_2");
    assertThat(names(two.logits())).containsExactly("z");
    assertThat(names(two.outputs())).containsExactly("p");
    assertThat(two.loss().name()).isEqualTo("loss");
    Classifier three = logistic(1, 3).build();
    assertThat(names(three.targets())).containsExactly("y_1", "y_2", "y_3");
    assertThat(names(three.parameters()))
        .containsExactly("b_1", "w_1_1", "b_2", "w_2_1", "b_3", "w_3_1");
    assertThat(names(three.logits())).containsExactly("z_1", "z_2", "z_3");
    assertThat(names(three.outputs())).containsExactly("p_1", "p_2", "p_3");
    assertThat(three.labels()).containsExactly("c0", "c1", "c2");
  }

  @Test
  void nodesOfAPerceptronAreNamed() {
    MultilayerPerceptron model = perceptron(2, 2).hidden(2, 1).build();
    assertThat(names(model.parameters()))
        .containsExactly(
            "b_1_1", "w_1_1_1", "w_1_1_2", "b_1_2", "w_1_2_1", "w_1_2_2", // layer 1
            "b_2_1", "w_2_1_1", "w_2_1_2", // layer 2
            "b_3_1", "w_3_1_1"); // logit
    assertThat(model.graph().node("h_1_2").operator().name()).isEqualTo("relu");
    assertThat(model.graph().find("h_2_1")).isPresent();
    assertThat(model.hidden()).containsExactly(2, 1);
    assertThat(model.activations()).containsOnly(Activation.RELU);
    assertThat(model.backendName()).isEqualTo("tape-for-tests");
  }

  @Test
  void twoClassesFollowTheFormula() {
    Classifier model = logistic(2, 2).build();
    assign(model, 0.5, -1.0, 2.0);
    double[] x = {0.3, 0.7};
    double z = 0.5 - 0.3 + 1.4;
    double p = 1 / (1 + Math.exp(-z));
    for (int y = 0; y < 2; y++) {
      Evaluation run = model.graph().gradient(model.loss(), feed(model, x, y));
      assertThat(run.value(model.logits().get(0))).isCloseTo(z, within());
      assertThat(run.value()).isCloseTo(-Math.log(y == 1 ? p : 1 - p), within());
      assertThat(run.derivative(model.parameters().get(0))).isCloseTo(p - y, within());
      assertThat(run.derivative(model.parameters().get(1))).isCloseTo((p - y) * 0.3, within());
      assertThat(run.derivative(model.parameters().get(2))).isCloseTo((p - y) * 0.7, within());
    }
    assertThat(model.probabilities(x)[1]).isCloseTo(p, within());
    assertThat(model.probabilities(x)[0]).isCloseTo(1 - p, within());
  }

  @Test
  void moreClassesFollowTheFormula() {
    Classifier model = logistic(1, 3).build();
    assign(model, 0.1, 1.0, -0.2, 0.5, 0.3, -2.0);
    double x = 0.4;
    double[] exp = {Math.exp(0.1 + 1.0 * x), Math.exp(-0.2 + 0.5 * x), Math.exp(0.3 - 2.0 * x)};
    double total = exp[0] + exp[1] + exp[2];
    for (int y = 0; y < 3; y++) {
      Evaluation run = model.graph().gradient(model.loss(), feed(model, new double[] {x}, y));
      assertThat(run.value()).isCloseTo(-Math.log(exp[y] / total), within());
      for (int j = 0; j < 3; j++) {
        double delta = exp[j] / total - (j == y ? 1 : 0);
        assertThat(run.derivative(model.parameters().get(2 * j))).isCloseTo(delta, within());
        assertThat(run.derivative(model.parameters().get(2 * j + 1)))
            .isCloseTo(delta * x, within());
        assertThat(model.probabilities(x)[j]).isCloseTo(exp[j] / total, within());
      }
    }
  }

  static Stream<Classifier> smallModels() {
    return Stream.of(
        logistic(3, 2).build(),
        logistic(3, 4).build(),
        perceptron(3, 2).hidden(4).activation(Activation.SIGMOID).build(),
        perceptron(2, 3).hidden(3, 2).activation(Activation.SIGMOID).build(),
        perceptron(3, 2).hidden(4).activation(Activation.RELU).seed(3).build(),
        perceptron(2, 3).hidden(5, 4).activation(Activation.RELU).seed(3).build());
  }

  @ParameterizedTest
  @MethodSource("smallModels")
  void gradientsAgreeWithCentralDifferences(Classifier model) {
    double[] x = new double[model.inputs().size()];
    for (int i = 0; i < x.length; i++) {
      x[i] = 0.7 - 0.45 * i;
    }
    // Biases apart from 0, so that no unit sits on the kink of relu.
    for (int i = 0; i < model.parameters().size(); i++) {
      Variable parameter = model.parameters().get(i);
      if (parameter.name().startsWith("b_")) {
        parameter.assign(0.1 + 0.01 * i);
      }
    }
    int informative = 0;
    for (int y = 0; y < model.labels().size(); y++) {
      Feed feed = feed(model, x, y);
      Evaluation run = model.graph().gradient(model.loss(), feed);
      for (Variable parameter : model.parameters()) {
        double value = parameter.value();
        parameter.assign(value + STEP);
        double above = model.graph().run(model.loss(), feed).value();
        parameter.assign(value - STEP);
        double below = model.graph().run(model.loss(), feed).value();
        parameter.assign(value);
        double difference = (above - below) / (2 * STEP);
        assertThat(run.derivative(parameter))
            .as(parameter.name())
            .isCloseTo(difference, Assertions.within(DIFFERENCE_ERROR));
        informative += Math.abs(difference) > 1e-3 ? 1 : 0;
      }
    }
    assertThat(informative).isGreaterThan(model.parameters().size() / 2);
  }

  @Test
  void lossesStayFiniteWhereProbabilitiesDoNot() {
    Classifier model = logistic(1, 2).build();
    assign(model, 0.0, 1000.0);
    Evaluation run = model.graph().gradient(model.loss(), feed(model, new double[] {1}, 0));
    assertThat(run.value()).isEqualTo(1000);
    assertThat(run.derivative(model.parameters().get(1))).isEqualTo(1);
    assertThat(model.probabilities(1.0)).containsExactly(0, 1);
  }

  @Test
  void theSizeOfAModelIsBounded() {
    assertThatThrownBy(() -> perceptron(2, 2).hidden(100_000, 100_000).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("more than 1000000 parameters");
    assertThatThrownBy(
            () -> perceptron(2, 2).hidden(Integer.MAX_VALUE, Integer.MAX_VALUE, 5).build())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> perceptron(2, 2).hidden())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> perceptron(2, 2).hidden(3, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("[3, 0]");
  }

  private static Offset<Double> within() {
    return Assertions.within(ROUNDING);
  }

  static void assign(Classifier model, double... values) {
    for (int i = 0; i < values.length; i++) {
      model.parameters().get(i).assign(values[i]);
    }
  }

  static Feed feed(Classifier model, double[] x, int y) {
    Feed feed = Feed.empty();
    for (int i = 0; i < x.length; i++) {
      feed = feed.and(model.inputs().get(i), x[i]);
    }
    List<Placeholder> targets = model.targets();
    if (targets.size() == 1) {
      return feed.and(targets.get(0), y);
    }
    for (int j = 0; j < targets.size(); j++) {
      feed = feed.and(targets.get(j), j == y ? 1 : 0);
    }
    return feed;
  }
}
