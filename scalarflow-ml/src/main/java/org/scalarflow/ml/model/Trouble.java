package org.scalarflow.ml.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.scalarflow.Evaluation;
import org.scalarflow.Feed;
import org.scalarflow.Node;
import org.scalarflow.Request;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.train.TrainingException;
import org.scalarflow.ml.train.TrainingOptions;

/** Tells where numbers of a training have left their range. */
final class Trouble {

  private final Network network;
  private final Dataset data;
  private final TrainingOptions options;

  Trouble(Network network, Dataset data, TrainingOptions options) {
    this.network = network;
    this.data = data;
    this.options = options;
  }

  /** What to throw when the loss of a row is not finite. */
  TrainingException withLoss(int epoch, int row, double loss, double[] parameters) {
    return new TrainingException(
        epoch,
        "epoch "
            + epoch
            + ": the loss of row "
            + row
            + " of "
            + data.name()
            + " became "
            + loss
            + ", "
            + firstLayer(row, parameters)
            + remedy());
  }

  /**
   * Requires that the mean loss and all parameters are finite.
   *
   * @throws TrainingException if one is not
   */
  void requireFinite(int epoch, double meanLoss, double[] parameters) {
    if (!Double.isFinite(meanLoss)) {
      throw new TrainingException(
          epoch,
          "epoch "
              + epoch
              + ": the mean loss of "
              + data.name()
              + " became "
              + meanLoss
              + remedy());
    }
    for (int i = 0; i < parameters.length; i++) {
      if (!Double.isFinite(parameters[i])) {
        throw new TrainingException(
            epoch,
            "epoch "
                + epoch
                + ": '"
                + network.parameters.get(i).name()
                + "' became "
                + parameters[i]
                + remedy());
      }
    }
  }

  /** The first layer that gives a number that is not finite for a row. */
  private String firstLayer(int row, double[] parameters) {
    List<Node> units = network.layers.stream().flatMap(layer -> layer.units().stream()).toList();
    Map<String, Double> inputs = new LinkedHashMap<>();
    for (int i = 0; i < network.inputs.size(); i++) {
      inputs.put(network.inputs.get(i).name(), data.feature(row, i));
    }
    for (int i = 0; i < parameters.length; i++) {
      inputs.put(network.parameters.get(i).name(), parameters[i]);
    }
    Evaluation run = network.graph.compile(Request.of(units)).run(Feed.of(inputs));
    int last = network.layers.size();
    for (int layer = 1; layer <= last; layer++) {
      for (Node unit : network.layers.get(layer - 1).units()) {
        double value = run.value(unit);
        if (!Double.isFinite(value)) {
          String what = layer == last ? "the logits, layer " + layer : "layer " + layer;
          return "since in " + what + ", '" + unit.name() + "' became " + value;
        }
      }
    }
    return "though all layers gave finite numbers";
  }

  private String remedy() {
    return "; a learning rate below "
        + options.learningRate()
        + " or standardised features may help";
  }
}
