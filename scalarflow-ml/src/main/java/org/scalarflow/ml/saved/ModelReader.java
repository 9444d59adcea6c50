package org.scalarflow.ml.saved;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.data.CategoryEncoding;
import org.scalarflow.ml.data.ColumnEncoding;
import org.scalarflow.ml.data.CsvData;
import org.scalarflow.ml.data.FeatureEncoder;
import org.scalarflow.ml.data.NumberEncoding;
import org.scalarflow.ml.model.Activation;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.model.LogisticRegression;
import org.scalarflow.ml.model.MultilayerPerceptron;
import org.scalarflow.spi.Backend;

/** Reads the document of a model, as {@link ModelWriter} writes it. */
final class ModelReader {

  private static final int MAX_LAYERS = 1_000;
  private static final int MAX_PARAMETERS = 1_000_000;

  private final String source;
  private final byte[] bytes;
  private final @Nullable Backend backend;

  ModelReader(String source, byte[] bytes, @Nullable Backend backend) {
    this.source = source;
    this.bytes = bytes;
    this.backend = backend;
  }

  /** A layer as it is in the file: activation, bias and weights by unit. */
  private record Layer(String activation, double[] biases, double[][] weights) {}

  SavedModel read() {
    if (!Envelope.isSealed(bytes)) {
      throw new ModelFileException(
          source + " is no saved model, or was changed since: its checksum is not right", null);
    }
    try (JsonCursor json = new JsonCursor(bytes)) {
      return read(json);
    } catch (IOException | IllegalArgumentException failure) {
      throw new ModelFileException(source + " is no saved model: " + failure.getMessage(), failure);
    }
  }

  private SavedModel read(JsonCursor json) throws IOException {
    json.next(JsonToken.START_OBJECT);
    require(json, json.text("format").equals(ModelWriter.FORMAT), "the format is another");
    long version = json.integer("version");
    require(
        json,
        version == ModelWriter.VERSION,
        "version "
            + version
            + " of the format is not known; this is version "
            + ModelWriter.VERSION);
    FeatureEncoder encoder = new FeatureEncoder(columns(json));
    List<String> labels = json.texts("labels", CsvData.MAX_LABELS, CsvData.MAX_LABEL_LENGTH);
    require(json, labels.size() >= 2, "there are fewer than two labels");
    Classifier model = model(json, encoder.featureCount(), labels);
    Provenance provenance = provenance(json);
    json.text("checksum");
    json.next(JsonToken.END_OBJECT);
    json.end();
    return new SavedModel(model, encoder, provenance);
  }

  private static void require(JsonCursor json, boolean condition, String message) {
    if (!condition) {
      throw json.error(message);
    }
  }

  private static List<ColumnEncoding> columns(JsonCursor json) throws IOException {
    json.field("columns");
    json.next(JsonToken.START_ARRAY);
    List<ColumnEncoding> columns = new ArrayList<>();
    int features = 0;
    while (json.nextObject()) {
      String name = json.text("column");
      require(
          json, name.length() <= CsvData.MAX_LABEL_LENGTH, "the name of the column is too long");
      if (json.field("mean", "categories").equals("mean")) {
        double mean = json.number();
        json.field("deviation");
        columns.add(new NumberEncoding(name, mean, json.number()));
        features++;
      } else {
        List<String> categories = json.texts(CsvData.MAX_LABELS, CsvData.MAX_LABEL_LENGTH);
        columns.add(new CategoryEncoding(name, categories, json.truth("unknownAsZeros")));
        features += categories.size();
      }
      json.next(JsonToken.END_OBJECT);
      require(json, features <= CsvData.MAX_COLUMNS, "there are too many features");
    }
    return columns;
  }

  private Classifier model(JsonCursor json, int features, List<String> labels) throws IOException {
    json.field("layers");
    json.next(JsonToken.START_ARRAY);
    List<Layer> layers = new ArrayList<>();
    int signals = features;
    long parameters = 0;
    while (json.nextObject()) {
      String activation = json.text("activation");
      double[] biases = json.numbers("biases", MAX_PARAMETERS);
      parameters += biases.length * (signals + 1L);
      require(
          json,
          parameters <= MAX_PARAMETERS && layers.size() < MAX_LAYERS,
          "there are more than " + MAX_PARAMETERS + " parameters or " + MAX_LAYERS + " layers");
      layers.add(new Layer(activation, biases, json.numbers("weights", biases.length, signals)));
      json.next(JsonToken.END_OBJECT);
      signals = biases.length;
    }
    require(json, !layers.isEmpty(), "there is no layer");
    Layer last = layers.get(layers.size() - 1);
    require(json, last.activation().equals(ModelWriter.LOGITS), "the last layer is not the logits");
    int outputs = labels.size() == 2 ? 1 : labels.size();
    require(
        json,
        last.biases().length == outputs,
        "there are " + last.biases().length + " logits, but " + outputs + " are needed");
    Classifier model = build(features, labels, layers.subList(0, layers.size() - 1));
    assign(model, layers);
    return model;
  }

  private Classifier build(int features, List<String> labels, List<Layer> hidden) {
    if (hidden.isEmpty()) {
      LogisticRegression.Builder builder = LogisticRegression.builder(features, labels);
      return (backend == null ? builder : builder.backend(backend)).build();
    }
    MultilayerPerceptron.Builder builder =
        MultilayerPerceptron.builder(features, labels)
            .hidden(hidden.stream().mapToInt(layer -> layer.biases().length).toArray())
            .activation(
                hidden.stream()
                    .map(layer -> activation(layer.activation()))
                    .toArray(Activation[]::new));
    return (backend == null ? builder : builder.backend(backend)).build();
  }

  private static Activation activation(String name) {
    return Arrays.stream(Activation.values())
        .filter(activation -> activation.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no activation is named '" + name + "'"));
  }

  private static void assign(Classifier model, List<Layer> layers) {
    int next = 0;
    for (Layer layer : layers) {
      for (int unit = 0; unit < layer.biases().length; unit++) {
        model.parameters().get(next++).assign(layer.biases()[unit]);
        for (double weight : layer.weights()[unit]) {
          model.parameters().get(next++).assign(weight);
        }
      }
    }
  }

  private static Provenance provenance(JsonCursor json) throws IOException {
    json.field("provenance");
    json.next(JsonToken.START_OBJECT);
    String version = json.text("version");
    String java = json.text("java");
    String backend = json.text("backend");
    String data = json.text("data");
    long rows = json.integer("rows");
    require(json, rows == (int) rows, "there are too many rows");
    String hash = json.text("dataHash");
    long seed = json.integer("seed");
    String training = json.text("training");
    json.next(JsonToken.END_OBJECT);
    return new Provenance(version, java, backend, data, (int) rows, hash, seed, training);
  }
}
