package org.scalarflow.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.scalarflow.Backends;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.data.Table;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.saved.SavedModel;
import org.scalarflow.spi.Interruption;

/** What a model says of the rows of a table, computed and written part by part. */
final class Predictions {

  /** The most numbers of features, or of probabilities, that are held at once. */
  private static final int MOST_NUMBERS = 1_000_000;

  private static final int MOST_ROWS = 4_096;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator("\n").get();

  private final SavedModel model;
  private final Table table;
  private final @Nullable LabelledTable labelled;
  private final int part;
  private final int[] predicted;

  /**
   * Predictions that are still to be made.
   *
   * @param model the model
   * @param table the rows
   * @param labelled the same with their classes, if they are known
   */
  Predictions(SavedModel model, Table table, @Nullable LabelledTable labelled) {
    this.model = model;
    this.table = table;
    this.labelled = labelled;
    int width = Math.max(model.encoder().featureCount(), model.model().labels().size());
    part = Math.max(1, Math.min(MOST_ROWS, MOST_NUMBERS / width));
    predicted = new int[table.rows()];
  }

  Classifier model() {
    return model.model();
  }

  int rows() {
    return table.rows();
  }

  /** Does something with each part of the rows, as features. */
  private interface Work {

    /** Whether to go on. */
    boolean with(int first, double[][] features) throws IOException;
  }

  private void byParts(Work work) throws IOException {
    boolean goesOn = true;
    for (int first = 0; first < table.rows() && goesOn; first += part) {
      Interruption.check();
      int end = Math.min(table.rows(), first + part);
      Table rows = table.select(IntStream.range(first, end).toArray());
      goesOn = work.with(first, model.encoder().encode(rows));
    }
  }

  /**
   * Makes sure that all rows can be predicted, before anything is written.
   *
   * @throws org.scalarflow.ml.data.DataException if one cannot
   */
  void check() throws IOException {
    byParts((first, features) -> true);
  }

  /** What is done with the prediction for a row. */
  private interface Writing {

    void row(String label, double[] probabilities) throws IOException;
  }

  /** Predicts all rows, unless nobody reads on. */
  private void predict(OutputStream target, Writing writing) throws IOException {
    byParts(
        (first, features) -> {
          int[] classes = model().predict(features);
          double[][] probabilities = model().probabilities(features);
          for (int i = 0; i < classes.length; i++) {
            predicted[first + i] = classes[i];
            writing.row(model().labels().get(classes[i]), probabilities[i]);
          }
          return !(target instanceof PrintStream stream && stream.checkError());
        });
  }

  /** A line for each row: the label, then the probability of each class. */
  void writeCsv(OutputStream target) throws IOException {
    List<Object> cells = new ArrayList<>(List.of("label"));
    model().labels().forEach(label -> cells.add("p(" + label + ")"));
    writeLine(cells, target);
    predict(
        target,
        (label, probabilities) -> {
          cells.clear();
          cells.add(label);
          for (double probability : probabilities) {
            cells.add(Double.toString(probability));
          }
          writeLine(cells, target);
        });
  }

  private static void writeLine(List<Object> cells, OutputStream target) throws IOException {
    target.write((FORMAT.format(cells.toArray()) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** One object with all predictions and, where classes are known, how good they are. */
  void writeJson(Backends.Choice choice, OutputStream target) throws IOException {
    try (JsonGenerator json = JsonNumbers.generator(target)) {
      json.writeStartObject();
      json.writeStringField("model", Models.describe(model()));
      json.writeStringField("backend", choice.found().name());
      json.writeNumberField("rows", rows());
      json.writeArrayFieldStart("labels");
      for (String label : model().labels()) {
        json.writeString(label);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("predictions");
      predict(
          target,
          (label, probabilities) -> {
            json.writeStartObject();
            json.writeStringField("label", label);
            json.writeArrayFieldStart("probabilities");
            for (double probability : probabilities) {
              JsonNumbers.write(json, probability);
            }
            json.writeEndArray();
            json.writeEndObject();
          });
      json.writeEndArray();
      ConfusionMatrix score = score();
      if (score != null) {
        json.writeObjectFieldStart("score");
        Judgement.write(json, score);
        json.writeEndObject();
      }
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  /** How the predictions compare with the classes, if these are known; after all are made. */
  @Nullable ConfusionMatrix score() {
    return labelled == null
        ? null
        : ConfusionMatrix.of(labelled.labels(), labelled.classes(), predicted);
  }
}
