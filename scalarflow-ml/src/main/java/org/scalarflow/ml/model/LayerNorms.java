package org.scalarflow.ml.model;

import java.util.ArrayList;
import java.util.List;

/** The root mean square, over steps, of the norm of each layer's gradient. */
final class LayerNorms {

  private final List<Network.Layer> layers;
  private final double[] squares;
  private int steps;

  LayerNorms(List<Network.Layer> layers) {
    this.layers = layers;
    squares = new double[layers.size()];
  }

  /** Takes the gradient of a step into account. */
  void add(double[] gradient) {
    for (int k = 0; k < squares.length; k++) {
      Network.Layer layer = layers.get(k);
      int end = layer.first() + layer.size();
      for (int i = layer.first(); i < end; i++) {
        squares[k] += gradient[i] * gradient[i];
      }
    }
    steps++;
  }

  /** The norms so far, and starts anew. */
  List<Double> take() {
    List<Double> norms = new ArrayList<>();
    for (int k = 0; k < squares.length; k++) {
      norms.add(Math.sqrt(squares[k] / steps));
      squares[k] = 0;
    }
    steps = 0;
    return norms;
  }
}
