package org.scalarflow.ml.model;

import java.util.Arrays;
import org.scalarflow.Program;
import org.scalarflow.Runner;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.train.Penalty;
import org.scalarflow.spi.Gradients;
import org.scalarflow.spi.Seeds;

/** The mean loss over all rows and a penalty, with its exact gradient, by the parameters. */
final class Objective {

  private final Network network;
  private final Penalty penalty;
  private final Runner runner;
  private final Rows rows;
  private final Judgement judgement;
  private final Parameters parameters;
  private final Seeds seeds;
  private final Gradients results;
  private int evaluations;

  Objective(Network network, Dataset data, Penalty penalty) {
    this.network = network;
    this.penalty = penalty;
    Program program = network.training();
    runner = program.newRunner();
    rows = new Rows(network, program, runner, data);
    judgement = new Judgement(network, program);
    parameters = new Parameters(network, program, runner);
    seeds = Seeds.ones(program.kernel().tape());
    results = Gradients.of(program.kernel().tape(), rows.count(), false);
  }

  /** The present values of the parameters. */
  double[] start() {
    return parameters.get().clone();
  }

  /** The objective. */
  double value(double[] at) {
    run(at);
    double loss = 0;
    for (int row = 0; row < rows.count(); row++) {
      loss += judgement.loss(results.values(), row);
    }
    double squares = 0;
    for (Network.Layer layer : network.layers) {
      for (int i = 0; i < layer.size(); i++) {
        double weight = layer.isBias(i) ? 0 : at[layer.first() + i];
        squares += weight * weight;
      }
    }
    return loss / rows.count() + 0.5 * penalty.l2() * squares;
  }

  /** Its gradient. */
  double[] gradient(double[] at) {
    run(at);
    double[] gradient = new double[at.length];
    parameters.derivatives(results.sums(), gradient);
    for (int i = 0; i < gradient.length; i++) {
      gradient[i] /= rows.count();
    }
    network.addPenalty(penalty, at, gradient);
    return gradient;
  }

  /** The largest absolute derivative. */
  double gradientNorm(double[] at) {
    return Arrays.stream(gradient(at)).map(Math::abs).max().orElse(0);
  }

  private void run(double[] at) {
    parameters.set(at);
    runner.differentiate(rows.inputs(), 0, rows.count(), seeds, results);
    evaluations++;
  }

  String dataName() {
    return rows.dataName();
  }

  int evaluations() {
    return evaluations;
  }

  /** Gives the variables these values. */
  void assign(double[] values) {
    parameters.set(values);
    parameters.assign();
  }
}
