package org.scalarflow.ml.study;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.scalarflow.file.WholeFile;

/** The trials of a study in {@code trials.csv} and {@code epochs.csv}. */
final class TrialFiles {

  static final String TRIALS = "trials.csv";
  static final String EPOCHS = "epochs.csv";

  private final Path trialsFile;
  private final Path epochsFile;
  private final StudySettings settings;
  private final EpochColumns columns;

  TrialFiles(Path folder, StudySettings settings) {
    trialsFile = folder.resolve(TRIALS);
    epochsFile = folder.resolve(EPOCHS);
    this.settings = settings;
    columns = new EpochColumns(settings);
  }

  /** The epochs of a training, as far as they have been read. */
  private static final class Course {

    private final List<Double> losses = new ArrayList<>();
    private final List<List<Double>> norms = new ArrayList<>();
  }

  /**
   * Reads the trials of which all is there, in the order of the combinations. Of others, a part was
   * lost when a run was interrupted.
   *
   * @throws StudyFileException if a line is not right
   * @throws IOException if a file cannot be read
   */
  List<Trial> read() throws IOException {
    Map<Combination, TrialColumns.Row> rows = new HashMap<>();
    Map<Combination, Course> courses = new HashMap<>();
    if (Files.exists(trialsFile) && Files.exists(epochsFile)) {
      readTrials(rows);
      readEpochs(courses);
    }
    List<Trial> trials = new ArrayList<>();
    for (Combination combination : settings.combinations()) {
      TrialColumns.Row row = rows.get(combination);
      Course course = courses.get(combination);
      if (row != null && course != null && isWhole(row, course)) {
        trials.add(trial(row, course));
      }
    }
    return trials;
  }

  private void readTrials(Map<Combination, TrialColumns.Row> rows) throws IOException {
    CsvLines.read(
        trialsFile,
        TrialColumns.LONGEST_LINE,
        settings.trainings() + 1L,
        (number, fields) -> {
          if (number == 1) {
            Fields.requireHeader(TrialColumns.NAMES, fields);
            return;
          }
          TrialColumns.Row row = TrialColumns.row(fields, settings);
          if (rows.put(row.combination(), row) != null) {
            throw new IllegalArgumentException("'" + row.combination() + "' is there twice");
          }
        });
  }

  private void readEpochs(Map<Combination, Course> courses) throws IOException {
    CsvLines.read(
        epochsFile,
        columns.longestLine(),
        settings.trainings() * (settings.epochs() + 1L) + 1,
        (number, fields) -> {
          if (number == 1) {
            Fields.requireHeader(columns.names(), fields);
            return;
          }
          EpochColumns.Row row = columns.row(fields);
          Course course = courses.computeIfAbsent(row.combination(), any -> new Course());
          if (row.epoch() != course.norms.size()) {
            throw new IllegalArgumentException(
                "epoch " + course.norms.size() + " is expected here, not " + row.epoch());
          }
          course.norms.add(row.norms());
          if (row.epoch() > 0) {
            course.losses.add(row.loss());
          }
        });
  }

  private boolean isWhole(TrialColumns.Row row, Course course) {
    int epochs = row.divergedIn() > 0 ? row.divergedIn() - 1 : settings.epochs();
    return course.norms.size() == epochs + 1;
  }

  private Trial trial(TrialColumns.Row row, Course course) {
    Trial trial =
        new Trial(
            row.combination(),
            row.guessing(),
            row.accuracy(),
            row.divergedIn(),
            course.losses,
            course.norms.get(0),
            course.norms.subList(1, course.norms.size()));
    if (Double.compare(trial.finalLoss(), row.finalLoss()) != 0) {
      throw new StudyFileException(
          trialsFile
              + ": the final loss of '"
              + row.combination()
              + "' is another than in "
              + epochsFile
              + StudyFileException.WAY_OUT,
          null);
    }
    return trial;
  }

  /** Writes both files anew, with these trials in this order. */
  void write(List<Trial> trials) throws IOException {
    WholeFile.write(
        epochsFile,
        out -> {
          out.write(bytes(CsvLines.line(columns.names())));
          for (Trial trial : trials) {
            out.write(bytes(columns.lines(trial)));
          }
        });
    WholeFile.write(
        trialsFile,
        out -> {
          out.write(bytes(CsvLines.line(TrialColumns.NAMES)));
          for (Trial trial : trials) {
            out.write(bytes(TrialColumns.line(trial)));
          }
        });
  }

  /** Adds a trial, first its epochs: a trial that is in the one file is whole in the other. */
  void append(Trial trial) throws IOException {
    append(epochsFile, columns.lines(trial));
    append(trialsFile, TrialColumns.line(trial));
  }

  /** By a stream, since an interruption would close a channel in the middle of a line. */
  private static void append(Path file, String lines) throws IOException {
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      out.write(bytes(lines));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
