package org.scalarflow.ml.model;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Graph;
import org.scalarflow.Node;
import org.scalarflow.Operators;
import org.scalarflow.Placeholder;
import org.scalarflow.Program;
import org.scalarflow.Request;
import org.scalarflow.Variable;
import org.scalarflow.ml.random.RandomStream;
import org.scalarflow.ml.train.Penalty;
import org.scalarflow.spi.Backend;

/** The graph of a classifier: dense layers, then logits, probabilities and the loss of one row. */
final class Network {

  /** The most weights and biases; a scalar graph has more than two nodes for each. */
  static final int MAX_PARAMETERS = 1_000_000;

  final Graph graph;
  final List<Placeholder> inputs;
  final List<Placeholder> targets;
  final List<Variable> parameters;
  final List<Node> logits;
  final List<Node> probabilities;
  final Node loss;

  /** From the first hidden layer to the logits. */
  final List<Layer> layers;

  private final List<Initialization> initializations;
  private @Nullable Program training;

  /**
   * A dense layer.
   *
   * @param first which of the parameters is its first one
   * @param signals how many inputs each unit has; its bias comes before their weights
   * @param units what it gives
   */
  record Layer(int first, int signals, List<Node> units) {

    /** How many parameters it has. */
    int size() {
      return units.size() * (signals + 1);
    }

    /** Whether the parameter at a place of the layer is the bias of a unit. */
    boolean isBias(int place) {
      return place % (signals + 1) == 0;
    }
  }

  /**
   * Builds the graph.
   *
   * @param features the number of inputs
   * @param classes the number of classes
   * @param hidden the sizes of the hidden layers; none for logistic regression
   * @param activations what the units of each hidden layer do
   * @param initialization how weights start; null for what suits the activation of their layer, and
   *     for the logits that of the last hidden one
   */
  Network(
      int features,
      int classes,
      List<Integer> hidden,
      List<Activation> activations,
      @Nullable Initialization initialization,
      long seed,
      @Nullable Backend backend) {
    int outputs = outputs(classes);
    requireModest(features, classes, hidden);
    graph = backend == null ? new Graph() : new Graph(backend);
    inputs = placeholders("x", features);
    Builder builder = new Builder();
    List<Initialization> chosen = new ArrayList<>();
    List<? extends Node> signals = inputs;
    Initialization start = Initialization.GLOROT_UNIFORM;
    for (int layer = 1; layer <= hidden.size(); layer++) {
      Activation activation = activations.get(layer - 1);
      start = activation.initialization();
      chosen.add(initialization == null ? start : initialization);
      List<Node> units = new ArrayList<>();
      for (Node sum : builder.dense(signals, hidden.get(layer - 1), layer + "_")) {
        units.add(activation.of(sum).named("h_" + layer + "_" + (units.size() + 1)));
      }
      builder.end(signals.size(), units);
      signals = units;
    }
    String prefix = hidden.isEmpty() ? "" : hidden.size() + 1 + "_";
    chosen.add(initialization == null ? start : initialization);
    logits = named(builder.dense(signals, outputs, prefix), "z");
    builder.end(signals.size(), logits);
    parameters = List.copyOf(builder.parameters);
    layers = List.copyOf(builder.layers);
    initializations = List.copyOf(chosen);
    if (outputs == 1) {
      targets = List.of(graph.placeholder("y"));
      probabilities = List.of(graph.apply(Operators.SIGMOID, logits.get(0)).named("p"));
      loss = graph.apply(Operators.BINARY_CROSS_ENTROPY, logits.get(0), targets.get(0));
    } else {
      targets = placeholders("y", classes);
      Node total = graph.apply(Operators.LOG_SUM_EXP, logits);
      probabilities =
          named(logits.stream().map(z -> graph.apply(Operators.EXP, z.minus(total))).toList(), "p");
      List<Node> operands = new ArrayList<>(logits);
      operands.addAll(targets);
      loss = graph.apply(Operators.SOFTMAX_CROSS_ENTROPY, operands);
    }
    loss.named("loss");
    initialize(null, seed);
  }

  /**
   * Gives weights their first values, drawn layer by layer, unit by unit, and biases 0.
   *
   * @param initialization how; null for what was chosen when the network was built
   */
  void initialize(@Nullable Initialization initialization, long seed) {
    RandomGenerator random = RandomStream.WEIGHTS.generator(seed);
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = layers.get(k);
      Initialization how = initialization == null ? initializations.get(k) : initialization;
      for (int i = 0; i < layer.size(); i++) {
        double value =
            layer.isBias(i) ? 0.0 : how.draw(random, layer.signals(), layer.units().size());
        parameters.get(layer.first() + i).assign(value);
      }
    }
  }

  /**
   * Adds the derivatives of a penalty, which leaves biases free.
   *
   * @param parameters where
   * @param gradient what is added to
   */
  void addPenalty(Penalty penalty, double[] parameters, double[] gradient) {
    if (penalty.isNone()) {
      return;
    }
    for (Layer layer : layers) {
      for (int i = 0; i < layer.size(); i++) {
        int place = layer.first() + i;
        if (!layer.isBias(i)) {
          gradient[place] += penalty.derivative(parameters[place]);
        }
      }
    }
  }

  /** The program that gives the loss, its derivatives by the parameters, and the logits. */
  synchronized Program training() {
    Program program = training;
    if (program == null) {
      program = graph.compile(Request.of(loss).differentiate(parameters).observe(logits));
      training = program;
    }
    return program;
  }

  /**
   * Checks the size of a model before it is built.
   *
   * @throws IllegalArgumentException if it would have more than {@link #MAX_PARAMETERS} parameters
   */
  static void requireModest(int features, int classes, List<Integer> hidden) {
    int outputs = outputs(classes);
    long parameters = 0;
    long in = features;
    for (int size : hidden) {
      parameters += (in + 1) * size;
      in = size;
      if (parameters > MAX_PARAMETERS) {
        break;
      }
    }
    parameters += (in + 1) * outputs;
    if (parameters > MAX_PARAMETERS) {
      throw new IllegalArgumentException(
          "a model of "
              + features
              + " features, hidden layers "
              + hidden
              + " and "
              + outputs
              + " outputs has more than "
              + MAX_PARAMETERS
              + " parameters, too many for a graph of scalars");
    }
  }

  /** Requires a feature. */
  static int requireFeatures(int features) {
    if (features < 1) {
      throw new IllegalArgumentException("a model has one feature or more, not " + features);
    }
    return features;
  }

  /** Requires two labels that differ, or more. */
  static List<String> requireLabels(List<String> labels) {
    List<String> own = List.copyOf(labels);
    if (own.size() < 2 || own.stream().distinct().count() < own.size()) {
      throw new IllegalArgumentException(
          "a model tells two classes or more apart, with labels that differ, not " + own);
    }
    return own;
  }

  /** The number of logits. */
  private static int outputs(int classes) {
    return classes == 2 ? 1 : classes;
  }

  private List<Placeholder> placeholders(String letter, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> graph.placeholder(letter + "_" + i))
        .toList();
  }

  private static List<Node> named(List<Node> nodes, String letter) {
    if (nodes.size() == 1) {
      return List.of(nodes.get(0).named(letter));
    }
    return IntStream.range(0, nodes.size())
        .mapToObj(i -> nodes.get(i).named(letter + "_" + (i + 1)))
        .toList();
  }

  /** Makes layers and collects their parameters. */
  private final class Builder {

    final List<Variable> parameters = new ArrayList<>();
    final List<Layer> layers = new ArrayList<>();
    private int first;

    /** The weighted sums {@code b_j + w_j_1·s₁ + w_j_2·s₂ + …}, added from left to right. */
    List<Node> dense(List<? extends Node> signals, int units, String prefix) {
      List<Node> sums = new ArrayList<>();
      for (int unit = 1; unit <= units; unit++) {
        Node sum = parameter("b_" + prefix + unit);
        for (int i = 1; i <= signals.size(); i++) {
          Variable weight = parameter("w_" + prefix + unit + "_" + i);
          sum = sum.plus(weight.times(signals.get(i - 1)));
        }
        sums.add(sum);
      }
      return sums;
    }

    /** Ends a layer that gives these units. */
    void end(int signals, List<Node> units) {
      layers.add(new Layer(first, signals, List.copyOf(units)));
      first = parameters.size();
    }

    private Variable parameter(String name) {
      Variable variable = graph.variable(name, 0.0);
      parameters.add(variable);
      return variable;
    }
  }
}
