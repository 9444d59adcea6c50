package org.scalarflow.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import org.scalarflow.ml.metric.ConfusionMatrix;

/** How predictions compare with classes, as text and as JSON. */
final class Judgement {

  private Judgement() {}

  /** {@code 0.9737 (37 of 38)}. */
  static String accuracy(ConfusionMatrix matrix) {
    return String.format(
        Locale.ROOT, "%.4f  (%d of %d)", matrix.accuracy(), matrix.correct(), matrix.total());
  }

  /** A number of four places; a dash where there is nothing to judge by. */
  static String number(double number) {
    return Double.isNaN(number) ? "–" : String.format(Locale.ROOT, "%.4f", number);
  }

  /** Precision, recall and F1 by class, with their means. */
  static void print(ConfusionMatrix matrix, PrintStream out) {
    Table table = new Table().row("class", "precision", "recall", "F1");
    List<String> labels = matrix.labels();
    for (int i = 0; i < labels.size(); i++) {
      table.row(
          labels.get(i).replaceAll("\\p{Cntrl}", "\uFFFD"),
          number(matrix.precision(i)),
          number(matrix.recall(i)),
          number(matrix.f1(i)));
    }
    table
        .row(
            "mean",
            number(matrix.macroPrecision()),
            number(matrix.macroRecall()),
            number(matrix.macroF1()))
        .print(out);
  }

  /** Writes fields of an object; in the matrix, rows are actual classes, columns predicted ones. */
  static void write(JsonGenerator json, ConfusionMatrix matrix) throws IOException {
    number(json, "accuracy", matrix.accuracy());
    json.writeArrayFieldStart("labels");
    for (String label : matrix.labels()) {
      json.writeString(label);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("confusion");
    for (int actual = 0; actual < matrix.labels().size(); actual++) {
      json.writeStartArray();
      for (int predicted = 0; predicted < matrix.labels().size(); predicted++) {
        json.writeNumber(matrix.count(actual, predicted));
      }
      json.writeEndArray();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("classes");
    for (int i = 0; i < matrix.labels().size(); i++) {
      json.writeStartObject();
      json.writeStringField("label", matrix.labels().get(i));
      number(json, "precision", matrix.precision(i));
      number(json, "recall", matrix.recall(i));
      number(json, "f1", matrix.f1(i));
      json.writeEndObject();
    }
    json.writeEndArray();
    number(json, "macroPrecision", matrix.macroPrecision());
    number(json, "macroRecall", matrix.macroRecall());
    number(json, "macroF1", matrix.macroF1());
  }

  private static void number(JsonGenerator json, String name, double number) throws IOException {
    json.writeFieldName(name);
    JsonNumbers.write(json, number);
  }
}
