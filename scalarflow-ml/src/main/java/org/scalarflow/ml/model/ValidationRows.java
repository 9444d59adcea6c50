package org.scalarflow.ml.model;

import org.jspecify.annotations.Nullable;
import org.scalarflow.Program;
import org.scalarflow.Runner;
import org.scalarflow.ml.train.EarlyStopping;
import org.scalarflow.ml.train.Epoch;

/** The rows that are not learnt from, and the best parameters for them so far. */
final class ValidationRows {

  private final Runner runner;
  private final Judgement judgement;
  private final Rows rows;
  private final EarlyStopping rule;
  private final double[] values;
  private double best = Double.POSITIVE_INFINITY;

  /** The loss of the last gain that was large enough to go on. */
  private double gained = Double.POSITIVE_INFINITY;

  private double @Nullable [] bestParameters;
  private int epochsSince;

  ValidationRows(Network network, Program program, Runner runner, EarlyStopping rule) {
    this.runner = runner;
    this.rule = rule;
    judgement = new Judgement(network, program);
    rows = new Rows(network, program, runner, rule.validation());
    values = new double[rows.count() * judgement.valueCount()];
  }

  /** Judges the rows by the runner's present parameters, and remembers these if they are best. */
  Epoch.Validation judge(double[] parameters) {
    runner.evaluate(rows.inputs(), 0, rows.count(), values);
    double loss = 0;
    int correct = 0;
    for (int row = 0; row < rows.count(); row++) {
      loss += judgement.loss(values, row);
      correct += judgement.predicted(values, row) == rows.classAt(row) ? 1 : 0;
    }
    loss /= rows.count();
    epochsSince++;
    if (loss < best) {
      best = loss;
      bestParameters = parameters.clone();
    }
    if (loss < gained - rule.least()) {
      gained = loss;
      epochsSince = 0;
    }
    return new Epoch.Validation(loss, (double) correct / rows.count());
  }

  /** Whether there has been no gain for long enough. */
  boolean isOver() {
    return epochsSince >= rule.patience();
  }

  /** The parameters that were best; null if none gave a finite loss. */
  double @Nullable [] bestParameters() {
    return bestParameters;
  }
}
