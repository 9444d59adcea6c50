package org.scalarflow.cli;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Backends;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.metric.RocCurve;
import org.scalarflow.ml.validation.Scores;

/**
 * A training, and how good its model is.
 *
 * @param data all rows
 * @param result what came out
 * @param logLoss of the rows held out
 * @param rocCurve of the rows held out; null unless there are two classes
 * @param folds the accuracies of cross-validation; null if none was asked for
 * @param choice the backend
 */
record Training(
    LabelledTable data,
    Experiment.Result result,
    double logLoss,
    @Nullable RocCurve rocCurve,
    @Nullable Scores folds,
    Backends.Choice choice) {

  static Training of(
      LabelledTable data,
      Experiment.Result result,
      @Nullable Scores folds,
      Backends.Choice choice) {
    Dataset holdOut = result.split().holdOut();
    boolean hasCurve =
        data.labels().size() == 2
            && Arrays.stream(holdOut.classCounts()).allMatch(rows -> rows > 0);
    return new Training(
        data,
        result,
        result.model().logLoss(holdOut),
        hasCurve ? result.model().rocCurve(holdOut) : null,
        folds,
        choice);
  }

  /** The score of the rows held out. */
  ConfusionMatrix holdOut() {
    return result.holdOut();
  }
}
