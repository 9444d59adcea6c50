package org.scalarflow.ml.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A line of {@code epochs.csv} for each epoch of each training, from 0, which is before the first
 * step and has norms only.
 */
final class EpochColumns {

  private static final List<String> FIRST =
      List.of("activation", "initialization", "depth", "seed", "epoch", "loss");

  private static final int LONGEST_NUMBER = 26;

  private final StudySettings settings;
  private final List<String> names;

  /** What a line says. */
  record Row(Combination combination, int epoch, double loss, List<Double> norms) {}

  EpochColumns(StudySettings settings) {
    this.settings = settings;
    names =
        Stream.concat(
                FIRST.stream(),
                IntStream.rangeClosed(1, settings.deepest() + 1).mapToObj(i -> "norm_" + i))
            .toList();
  }

  List<String> names() {
    return names;
  }

  int longestLine() {
    return LONGEST_NUMBER * (names.size() + 4);
  }

  /** All lines of a trial. */
  String lines(Trial trial) {
    StringBuilder lines = new StringBuilder(line(trial, 0, Double.NaN, trial.firstNorms()));
    for (int i = 0; i < trial.losses().size(); i++) {
      lines.append(line(trial, i + 1, trial.losses().get(i), trial.norms().get(i)));
    }
    return lines.toString();
  }

  private String line(Trial trial, int epoch, double loss, List<Double> norms) {
    Combination combination = trial.combination();
    List<Object> fields =
        new ArrayList<>(
            List.of(
                StudyNames.of(combination.activation()),
                StudyNames.of(combination.initialization()),
                combination.depth(),
                combination.seed(),
                epoch,
                Fields.text(loss)));
    norms.forEach(norm -> fields.add(Fields.text(norm)));
    while (fields.size() < names.size()) {
      fields.add("");
    }
    return CsvLines.line(fields);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException if it is not right
   */
  Row row(List<String> texts) {
    Fields fields = new Fields(names, texts);
    Combination combination = TrialColumns.combination(fields, settings);
    int epoch = fields.whole();
    double loss = fields.numberOrNone();
    if (epoch > settings.epochs() || Double.isNaN(loss) != (epoch == 0)) {
      throw new IllegalArgumentException(
          "epochs are within 0 and " + settings.epochs() + ", and each but 0 has a loss");
    }
    List<Double> norms = new ArrayList<>();
    for (int layer = 1; layer <= settings.deepest() + 1; layer++) {
      if (layer <= combination.depth() + 1) {
        norms.add(fields.number(VanishingGradients.LARGEST_NORM));
      } else {
        fields.nothing();
      }
    }
    return new Row(combination, epoch, loss, norms);
  }
}
