package org.scalarflow.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.metric.RocCurve;
import org.scalarflow.ml.train.EarlyStopping;
import org.scalarflow.ml.train.Epoch;
import org.scalarflow.ml.train.TrainingOptions;
import org.scalarflow.ml.validation.Scores;

/** How training went, as one JSON object. */
final class TrainingJson {

  private TrainingJson() {}

  static void write(Training training, OutputStream target) throws IOException {
    try (JsonGenerator json = JsonNumbers.generator(target)) {
      json.writeStartObject();
      json.writeObjectFieldStart("data");
      json.writeStringField("name", training.data().name());
      json.writeNumberField("rows", training.data().rows());
      json.writeNumberField("features", training.result().encoder().featureCount());
      json.writeEndObject();
      json.writeStringField("model", Models.describe(training.result().model()));
      json.writeStringField("backend", training.choice().found().name());
      options(json, training.result().options());
      json.writeArrayFieldStart("epochs");
      for (Epoch epoch : training.result().epochs()) {
        epoch(json, epoch);
      }
      json.writeEndArray();
      json.writeObjectFieldStart("training");
      Judgement.write(json, training.result().training());
      json.writeEndObject();
      json.writeObjectFieldStart("holdOut");
      Judgement.write(json, training.holdOut());
      number(json, "logLoss", training.logLoss());
      RocCurve curve = training.rocCurve();
      if (curve == null) {
        json.writeNullField("rocArea");
      } else {
        number(json, "rocArea", curve.area());
      }
      json.writeEndObject();
      folds(json, training.folds());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private static void number(JsonGenerator json, String name, double number) throws IOException {
    json.writeFieldName(name);
    JsonNumbers.write(json, number);
  }

  private static void options(JsonGenerator json, TrainingOptions options) throws IOException {
    json.writeObjectFieldStart("options");
    json.writeNumberField("epochs", options.epochs());
    number(json, "learningRate", options.learningRate());
    json.writeNumberField("batchSize", options.batchSize());
    json.writeNumberField("seed", options.seed());
    json.writeStringField("optimizer", options.optimizer().toString());
    json.writeStringField("schedule", options.schedule().toString());
    number(json, "l1", options.penalty().l1());
    number(json, "l2", options.penalty().l2());
    json.writeStringField("clipping", options.clipping().toString());
    json.writeStringField("classWeights", options.classWeights().toString());
    EarlyStopping stopping = options.earlyStopping();
    if (stopping == null) {
      json.writeNullField("earlyStopping");
    } else {
      json.writeObjectFieldStart("earlyStopping");
      json.writeNumberField("patience", stopping.patience());
      json.writeNumberField("rows", stopping.validation().rows());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void epoch(JsonGenerator json, Epoch epoch) throws IOException {
    json.writeStartObject();
    number(json, "loss", epoch.loss());
    number(json, "accuracy", epoch.accuracy());
    Epoch.Validation validation = epoch.validation();
    if (validation != null) {
      number(json, "validationLoss", validation.loss());
      number(json, "validationAccuracy", validation.accuracy());
    }
    json.writeEndObject();
  }

  private static void folds(JsonGenerator json, @Nullable Scores folds) throws IOException {
    if (folds == null) {
      json.writeNullField("crossValidation");
      return;
    }
    json.writeObjectFieldStart("crossValidation");
    json.writeArrayFieldStart("accuracies");
    for (double accuracy : folds.values()) {
      JsonNumbers.write(json, accuracy);
    }
    json.writeEndArray();
    number(json, "mean", folds.mean());
    number(json, "standardDeviation", folds.standardDeviation());
    json.writeEndObject();
  }
}
