package org.scalarflow.bench.vector;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.scalarflow.bench.hand.BatchGradient;

/** A batch of a network with relu units, in blocks of {@link Products#BLOCK} rows. */
public final class VectorReluNet implements BatchGradient {

  private final DenseLayer[] hidden;
  private final DenseLayer last;
  private final double[] inputs = DenseLayer.values(2);
  private final double[] logs = new double[Products.BLOCK];

  /** A network of that shape. */
  public VectorReluNet(int width, int depth) {
    hidden = new DenseLayer[depth];
    int at = 0;
    int before = 2;
    for (int k = 0; k < depth; k++) {
      hidden[k] = new DenseLayer(before, width, at);
      at = hidden[k].end();
      before = width;
    }
    last = new DenseLayer(before, 1, at);
  }

  @Override
  public double valueAndGradient(double[] p, double[] rows, double[] g) {
    for (DenseLayer layer : hidden) {
      layer.load(p);
    }
    last.load(p);
    double loss = 0.0;
    for (int at = 0; at < rows.length; at += 3 * Products.BLOCK) {
      loss += block(rows, at, Math.min(Products.BLOCK, (rows.length - at) / 3));
    }
    for (DenseLayer layer : hidden) {
      layer.store(g);
    }
    last.store(g);
    return loss;
  }

  private double block(double[] rows, int at, int count) {
    for (int r = 0; r < count; r++) {
      inputs[Products.BLOCK + r] = rows[at + 3 * r];
      inputs[2 * Products.BLOCK + r] = rows[at + 3 * r + 1];
    }
    double[] in = inputs;
    for (DenseLayer layer : hidden) {
      layer.forward(in);
      layer.clip();
      in = layer.results;
    }
    last.forward(in);
    double loss = loss(rows, at, count);
    DenseLayer later = last;
    for (int k = hidden.length - 1; k >= 0; k--) {
      later.addAdjoints(hidden[k].results);
      later.backward(hidden[k].adjoints);
      hidden[k].mask();
      later = hidden[k];
    }
    later.addAdjoints(inputs);
    return loss;
  }

  /** The block's loss; makes the adjoints of the logits, which are 0 where there is no row. */
  private double loss(double[] rows, int at, int count) {
    double[] slopes = last.adjoints;
    double loss = 0.0;
    for (int r = 0; r < count; r++) {
      double logit = last.results[Products.BLOCK + r];
      double label = rows[at + 3 * r + 2];
      slopes[r] = label;
      loss += Math.max(logit, 0.0) - logit * label;
    }
    logsAndSlopes(last.results, slopes, logs);
    for (int r = 0; r < count; r++) {
      loss += logs[r];
    }
    Arrays.fill(slopes, count, Products.BLOCK, 0.0);
    return loss;
  }

  /** {@code logs ← log(1 + exp(−|z|))}, and {@code slopes ← sigmoid(z) − slopes}. */
  private static void logsAndSlopes(double[] results, double[] slopes, double[] logs) {
    for (int r = 0; r < Products.BLOCK; r += Lanes.COUNT) {
      DoubleVector x = DoubleVector.fromArray(Lanes.SPECIES, results, Products.BLOCK + r);
      DoubleVector e = x.abs().neg().lanewise(VectorOperators.EXP);
      e.lanewise(VectorOperators.LOG1P).intoArray(logs, r);
      DoubleVector ifNegative = e.div(e.add(1.0));
      DoubleVector.broadcast(Lanes.SPECIES, 1.0)
          .sub(ifNegative)
          .blend(ifNegative, x.compare(VectorOperators.LT, 0.0))
          .sub(DoubleVector.fromArray(Lanes.SPECIES, slopes, r))
          .intoArray(slopes, r);
    }
  }
}
