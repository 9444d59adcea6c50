package org.scalarflow.ml.saved;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.scalarflow.Variable;
import org.scalarflow.ml.data.CategoryEncoding;
import org.scalarflow.ml.data.ColumnEncoding;
import org.scalarflow.ml.data.NumberEncoding;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.MultilayerPerceptron;

/** Writes the document of a model; {@link ModelReader} reads what is written here. */
final class ModelWriter {

  static final String FORMAT = "scalarflow-model";
  static final int VERSION = 1;

  /** In the place of an activation where the logits are. */
  static final String LOGITS = "logits";

  private final SavedModel saved;

  ModelWriter(SavedModel saved) {
    this.saved = saved;
  }

  byte[] write() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.setPrettyPrinter(printer);
      json.writeStartObject();
      json.writeStringField("format", FORMAT);
      json.writeNumberField("version", VERSION);
      columns(json);
      texts(json, "labels", saved.model().labels());
      layers(json);
      provenance(json);
      json.writeEndObject();
      json.writeRaw('\n');
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    return Envelope.seal(bytes.toByteArray());
  }

  private void columns(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("columns");
    for (ColumnEncoding column : saved.encoder().columns()) {
      json.writeStartObject();
      json.writeStringField("column", column.column());
      if (column instanceof NumberEncoding numbers) {
        number(json, "mean", numbers.mean());
        number(json, "deviation", numbers.deviation());
      } else if (column instanceof CategoryEncoding texts) {
        texts(json, "categories", texts.categories());
        json.writeBooleanField("unknownAsZeros", texts.unknownAsZeros());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String name, double number) throws IOException {
    json.writeFieldName(name);
    json.writeNumber(ShortestDecimal.of(number));
  }

  private static void texts(JsonGenerator json, String name, List<String> texts)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private static void numbers(JsonGenerator json, String name, double... numbers)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (double number : numbers) {
      json.writeNumber(ShortestDecimal.of(number));
    }
    json.writeEndArray();
  }

  private void layers(JsonGenerator json) throws IOException {
    Classifier model = saved.model();
    List<Integer> hidden = List.of();
    List<Activation> activations = List.of();
    if (model instanceof MultilayerPerceptron perceptron) {
      hidden = perceptron.hidden();
      activations = perceptron.activations();
    }
    json.writeArrayFieldStart("layers");
    int signals = model.inputs().size();
    int first = 0;
    for (int layer = 0; layer <= hidden.size(); layer++) {
      boolean isLast = layer == hidden.size();
      int units = isLast ? model.logits().size() : hidden.get(layer);
      json.writeStartObject();
      json.writeStringField(
          "activation", isLast ? LOGITS : activations.get(layer).name().toLowerCase(Locale.ROOT));
      double[] biases = new double[units];
      double[][] weights = new double[units][signals];
      for (int unit = 0; unit < units; unit++) {
        biases[unit] = parameter(first++);
        for (int i = 0; i < signals; i++) {
          weights[unit][i] = parameter(first++);
        }
      }
      numbers(json, "biases", biases);
      json.writeArrayFieldStart("weights");
      for (double[] ofUnit : weights) {
        json.writeStartArray();
        for (double weight : ofUnit) {
          json.writeNumber(ShortestDecimal.of(weight));
        }
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
      signals = units;
    }
    json.writeEndArray();
  }

  private double parameter(int index) {
    Variable parameter = saved.model().parameters().get(index);
    if (!Double.isFinite(parameter.value())) {
      throw new ModelFileException(
          "the model cannot be saved: '" + parameter.name() + "' is " + parameter.value(), null);
    }
    return parameter.value();
  }

  private void provenance(JsonGenerator json) throws IOException {
    Provenance provenance = saved.provenance();
    json.writeObjectFieldStart("provenance");
    json.writeStringField("version", provenance.version());
    json.writeStringField("java", provenance.java());
    json.writeStringField("backend", provenance.backend());
    json.writeStringField("data", provenance.data());
    json.writeNumberField("rows", provenance.rows());
    json.writeStringField("dataHash", provenance.dataHash());
    json.writeNumberField("seed", provenance.seed());
    json.writeStringField("training", provenance.training());
    json.writeEndObject();
  }
}
