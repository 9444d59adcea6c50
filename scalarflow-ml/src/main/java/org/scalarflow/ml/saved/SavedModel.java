package org.scalarflow.ml.saved;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scalarflow.file.WholeFile;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.CategoryEncoding;
import org.scalarflow.ml.data.ColumnEncoding;
import org.scalarflow.ml.data.CsvData;
import org.scalarflow.ml.data.FeatureEncoder;
import org.scalarflow.ml.data.Table;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.spi.Backend;

/**
 * A model with what its features go through before it sees them, and where it comes from: all that
 * is needed to serve it. It takes rows as they are in the data: numbers that are not standardised
 * yet, and texts.
 *
 * <pre>{@code
 * Experiment.Result result = Experiment.on(data).run();
 * SavedModel.of(result).save(Path.of("model.json"));
 * String label = SavedModel.load(Path.of("model.json")).predictLabel(5.1, 3.5, 1.4, 0.2);
 * }</pre>
 *
 * <p><b>The file</b> is one JSON document in UTF-8, indented, with lines ended by LF: {@code
 * format}, {@code version}, {@code columns} with the mean and deviation of numbers or the
 * categories of texts, {@code labels}, {@code layers} with their activations, biases and weights,
 * {@code provenance}, and a {@code checksum}, in this order. Numbers are the shortest decimals that
 * read back to the same bits. Saving what was loaded gives the same bytes, on every Java version.
 *
 * <p><b>Loading</b> is strict: a file that is not just as it was written is refused, and what a
 * forged one asks for is bounded by the limits of models and of CSV files, and 64 MiB in all.
 */
public final class SavedModel {

  /** The most bytes of a file. */
  static final int MAX_BYTES = 64 << 20;

  private final Classifier model;
  private final FeatureEncoder encoder;
  private final Provenance provenance;

  /**
   * A model that may be saved.
   *
   * @param model the model
   * @param encoder what rows go through; see also {@link FeatureEncoder#of}
   * @param provenance where it comes from
   * @throws IllegalArgumentException if the numbers of features differ, the name of a column or a
   *     label has more than {@value CsvData#MAX_LABEL_LENGTH} characters, or a text has half a
   *     character: a surrogate without the other
   */
  public SavedModel(Classifier model, FeatureEncoder encoder, Provenance provenance) {
    this.model = model;
    this.encoder = encoder;
    this.provenance = Objects.requireNonNull(provenance, "provenance");
    if (encoder.featureCount() != model.inputs().size()) {
      throw new IllegalArgumentException(
          "the model takes "
              + model.inputs().size()
              + " features, but "
              + encoder.featureCount()
              + " are made of the columns");
    }
    for (ColumnEncoding column : encoder.columns()) {
      requireSavable("the name of a column", column.column());
      if (column instanceof CategoryEncoding texts) {
        texts.categories().forEach(category -> requireSavable("a category", category));
      }
    }
    model.labels().forEach(label -> requireSavable("a label", label));
  }

  private static void requireSavable(String what, String text) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(what + " has half a character: '" + text + "'");
    }
    if (text.length() > CsvData.MAX_LABEL_LENGTH) {
      throw new IllegalArgumentException(
          what + " has " + text.length() + " characters; the most is " + CsvData.MAX_LABEL_LENGTH);
    }
  }

  /** What came out of an experiment. */
  public static SavedModel of(Experiment.Result result) {
    return new SavedModel(
        result.model(),
        result.encoder(),
        Provenance.of(result.model(), result.rows(), result.options()));
  }

  /** The model. */
  public Classifier model() {
    return model;
  }

  /** What rows go through before the model sees them. */
  public FeatureEncoder encoder() {
    return encoder;
  }

  /** Where the model comes from. */
  public Provenance provenance() {
    return provenance;
  }

  // ------------------------------------------------------------ prediction

  /**
   * The label of a row of numbers.
   *
   * @param numbers those of the encoder's columns, in their order, as they are in the data
   * @throws org.scalarflow.ml.data.DataException if one is not finite, or too far from those of the
   *     training
   * @throws IllegalArgumentException if their number is another, or there are columns of texts
   */
  public String predictLabel(double... numbers) {
    return model.predictLabel(encoder.encode(numbers));
  }

  /**
   * The label of a row.
   *
   * @param fields those of the encoder's columns, in their order, as they stand in a CSV file
   * @throws org.scalarflow.ml.data.DataException as {@link FeatureEncoder#encode(List)}
   * @throws IllegalArgumentException if their number is another
   */
  public String predictLabel(List<String> fields) {
    return model.predictLabel(encoder.encode(fields));
  }

  /**
   * The classes of all rows.
   *
   * @param rows a table that has the encoder's columns, and may have others
   * @throws org.scalarflow.ml.data.DataException as {@link FeatureEncoder#encode(Table)}
   */
  public int[] predict(Table rows) {
    return model.predict(encoder.encode(rows));
  }

  /**
   * The probability of each class for a row of numbers; see {@link Classifier#probabilities}.
   *
   * @param numbers those of the encoder's columns, in their order, as they are in the data
   * @throws org.scalarflow.ml.data.DataException as {@link #predictLabel(double...)}
   * @throws IllegalArgumentException as there
   */
  public double[] probabilities(double... numbers) {
    return model.probabilities(encoder.encode(numbers));
  }

  /**
   * The probability of each class for a row.
   *
   * @param fields those of the encoder's columns, in their order, as they stand in a CSV file
   * @throws org.scalarflow.ml.data.DataException as {@link FeatureEncoder#encode(List)}
   * @throws IllegalArgumentException if their number is another
   */
  public double[] probabilities(List<String> fields) {
    return model.probabilities(encoder.encode(fields));
  }

  /**
   * The probability of each class, by row.
   *
   * @param rows a table that has the encoder's columns, and may have others
   * @throws org.scalarflow.ml.data.DataException as {@link FeatureEncoder#encode(Table)}
   */
  public double[][] probabilities(Table rows) {
    return model.probabilities(encoder.encode(rows));
  }

  // ----------------------------------------------------------------- files

  /**
   * Saves it. The file is there completely or, after a failure, as it was before.
   *
   * @throws ModelFileException if it cannot be written, or a weight is not finite
   */
  public void save(Path file) {
    byte[] bytes = new ModelWriter(this).write();
    try {
      WholeFile.write(file, bytes);
    } catch (IOException failure) {
      throw new ModelFileException(file + " cannot be written: " + failure, failure);
    }
  }

  /**
   * Loads a model, which a backend will run that its graph discovers.
   *
   * @throws ModelFileException if the file cannot be read, or is not a model as this class saves it
   */
  public static SavedModel load(Path file) {
    return open(file, null);
  }

  /**
   * Loads a model that a given backend shall run.
   *
   * @throws ModelFileException if the file cannot be read, or is not a model as this class saves it
   */
  public static SavedModel load(Path file, Backend backend) {
    return open(file, Objects.requireNonNull(backend, "backend"));
  }

  private static SavedModel open(Path file, @Nullable Backend backend) {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (IOException failure) {
      throw new ModelFileException(file + " cannot be read: " + failure, failure);
    }
    if (bytes.length > MAX_BYTES) {
      throw new ModelFileException(
          file + " is no saved model: it has more than " + MAX_BYTES + " bytes", null);
    }
    return new ModelReader(file.toString(), bytes, backend).read();
  }
}
