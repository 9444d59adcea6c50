package org.scalarflow.ml.study;

import java.util.List;

/** A line of {@code trials.csv} for each training that is finished. */
final class TrialColumns {

  static final List<String> NAMES =
      List.of(
          "activation",
          "initialization",
          "depth",
          "seed",
          "guessing",
          "accuracy",
          "diverged_in_epoch",
          "final_loss");

  static final int LONGEST_LINE = 300;

  /** What a line says; the rest of the trial is in the other file. */
  record Row(
      Combination combination,
      double guessing,
      double accuracy,
      int divergedIn,
      double finalLoss) {}

  private TrialColumns() {}

  static String line(Trial trial) {
    Combination combination = trial.combination();
    return CsvLines.line(
        List.of(
            StudyNames.of(combination.activation()),
            StudyNames.of(combination.initialization()),
            combination.depth(),
            combination.seed(),
            Fields.text(trial.guessing()),
            Fields.text(trial.accuracy()),
            trial.divergedIn(),
            Fields.text(trial.finalLoss())));
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not right
   */
  static Row row(List<String> texts, StudySettings settings) {
    Fields fields = new Fields(NAMES, texts);
    Combination combination = combination(fields, settings);
    double guessing = fields.number(1);
    double accuracy = fields.numberOrNone();
    int divergedIn = fields.whole();
    if (divergedIn > settings.epochs()) {
      throw fields.wrong(Integer.toString(divergedIn), "more than " + settings.epochs());
    }
    if (Double.isNaN(accuracy) != divergedIn > 0 || accuracy < 0 || accuracy > 1) {
      throw new IllegalArgumentException(
          "the accuracy is within 0 and 1, or empty if the training diverged");
    }
    return new Row(combination, guessing, accuracy, divergedIn, fields.numberOrNone());
  }

  /** The first four columns of both files. */
  static Combination combination(Fields fields, StudySettings settings) {
    Combination combination =
        new Combination(
            StudyNames.activation(Fields.shown(fields.text())),
            StudyNames.initialization(Fields.shown(fields.text())),
            fields.whole(),
            fields.whole());
    if (!settings.activations().contains(combination.activation())
        || !settings.initializations().contains(combination.initialization())
        || !settings.depths().contains(combination.depth())
        || combination.seed() < 1
        || combination.seed() > settings.seeds()) {
      throw new IllegalArgumentException("'" + combination + "' is not part of this study");
    }
    return combination;
  }
}
