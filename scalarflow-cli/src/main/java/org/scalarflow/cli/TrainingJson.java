package org.scalarflow.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.scalarflow.Backends;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.metric.ConfusionMatrix;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.TrainingOptions;

/** How training went, as one JSON object. */
final class TrainingJson {

  private TrainingJson() {}

  static void write(
      Dataset data, Experiment.Result result, Backends.Choice choice, OutputStream target)
      throws IOException {
    try (JsonGenerator json = JsonNumbers.generator(target)) {
      json.writeStartObject();
      json.writeObjectFieldStart("data");
      json.writeStringField("name", data.name());
      json.writeNumberField("rows", data.rows());
      json.writeNumberField("features", data.featureCount());
      json.writeEndObject();
      json.writeStringField("model", Models.describe(result.model()));
      json.writeStringField("backend", choice.found().name());
      options(json, result.options());
      json.writeArrayFieldStart("epochs");
      for (Epoch epoch : result.epochs()) {
        json.writeStartObject();
        json.writeFieldName("loss");
        JsonNumbers.write(json, epoch.loss());
        json.writeFieldName("accuracy");
        JsonNumbers.write(json, epoch.accuracy());
        json.writeEndObject();
      }
      json.writeEndArray();
      score(json, "training", result.training());
      score(json, "holdOut", result.holdOut());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void options(JsonGenerator json, TrainingOptions options) throws IOException {
    json.writeObjectFieldStart("options");
    json.writeNumberField("epochs", options.epochs());
    json.writeFieldName("learningRate");
    JsonNumbers.write(json, options.learningRate());
    json.writeNumberField("batchSize", options.batchSize());
    json.writeNumberField("seed", options.seed());
    json.writeEndObject();
  }

  /** Rows are actual classes, columns predicted ones. */
  private static void score(JsonGenerator json, String name, ConfusionMatrix matrix)
      throws IOException {
    json.writeObjectFieldStart(name);
    json.writeFieldName("accuracy");
    JsonNumbers.write(json, matrix.accuracy());
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
    json.writeEndObject();
  }
}
