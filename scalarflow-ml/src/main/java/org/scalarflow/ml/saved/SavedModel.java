package org.scalarflow.ml.saved;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.Experiment;
import org.scalarflow.ml.data.DataException;
import org.scalarflow.ml.data.Dataset;
import org.scalarflow.ml.data.Standardizer;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.spi.Backend;

/**
 * A model with what its features go through before it sees them, and where it comes from: all that
 * is needed to serve it. It takes features as they are in the data, not standardised.
 *
 * <pre>{@code
 * Experiment.Result result = Experiment.on(data).run();
 * SavedModel.of(result).save(Path.of("model.json"));
 * String label = SavedModel.load(Path.of("model.json")).predictLabel(5.1, 3.5, 1.4, 0.2);
 * }</pre>
 *
 * <p><b>The file</b> is one JSON document in UTF-8, indented, with lines ended by LF: {@code
 * format}, {@code version}, {@code features}, {@code labels}, {@code standardizer}, {@code layers}
 * with their activations, biases and weights, {@code provenance}, and a {@code checksum}, in this
 * order. Numbers are the shortest decimals that read back to the same bits. Saving what was loaded
 * gives the same bytes, on every Java version.
 *
 * <p><b>Loading</b> is strict: a file that is not just as it was written is refused, and what a
 * forged one asks for is bounded by the limits of models and of CSV files, and 64 MiB in all.
 */
public final class SavedModel {

  /** The most bytes of a file. */
  static final int MAX_BYTES = 64 << 20;

  private final Classifier model;
  private final List<String> featureNames;
  private final Standardizer standardizer;
  private final Provenance provenance;

  /**
   * A model that may be saved.
   *
   * @param model the model
   * @param featureNames the names of the features, in the order in which the model takes them
   * @param standardizer what features go through
   * @param provenance where it comes from
   * @throws IllegalArgumentException if the numbers of features differ
   */
  public SavedModel(
      Classifier model,
      List<String> featureNames,
      Standardizer standardizer,
      Provenance provenance) {
    this.model = model;
    this.featureNames = List.copyOf(featureNames);
    this.standardizer = standardizer;
    this.provenance = Objects.requireNonNull(provenance, "provenance");
    int features = model.inputs().size();
    if (featureNames.size() != features || standardizer.means().length != features) {
      throw new IllegalArgumentException(
          "the model takes "
              + features
              + " features, but "
              + featureNames.size()
              + " are named and "
              + standardizer.means().length
              + " are standardised");
    }
  }

  /** What came out of an experiment. */
  public static SavedModel of(Experiment.Result result) {
    Dataset training = result.split().training();
    return new SavedModel(
        result.model(),
        training.featureNames(),
        result.standardizer(),
        Provenance.of(result.model(), training, result.options()));
  }

  /** The model. */
  public Classifier model() {
    return model;
  }

  /** The names of the features. */
  public List<String> featureNames() {
    return featureNames;
  }

  /** What features go through before the model sees them. */
  public Standardizer standardizer() {
    return standardizer;
  }

  /** Where the model comes from. */
  public Provenance provenance() {
    return provenance;
  }

  // ------------------------------------------------------------ prediction

  /**
   * The label of a row.
   *
   * @param features as they are in the data
   * @throws IllegalArgumentException if their number is another, or one is not finite
   */
  public String predictLabel(double... features) {
    return model.predictLabel(standardizer.apply(features));
  }

  /**
   * The probability of each class; see {@link Classifier#probabilities}.
   *
   * @param features as they are in the data
   * @throws IllegalArgumentException if their number is another, or one is not finite
   */
  public double[] probabilities(double... features) {
    return model.probabilities(standardizer.apply(features));
  }

  /**
   * The classes of all rows of a data set.
   *
   * @throws DataException if its features or labels are not those of the model
   */
  public int[] predict(Dataset data) {
    if (!data.featureNames().equals(featureNames)) {
      throw new DataException(
          "the model takes the features "
              + featureNames
              + ", but "
              + data.name()
              + " has "
              + data.featureNames());
    }
    return model.predict(standardizer.apply(data));
  }

  // ----------------------------------------------------------------- files

  /**
   * Saves it. The file is there completely or, after a failure, as it was before.
   *
   * @throws ModelFileException if it cannot be written, or a weight is not finite
   */
  public void save(Path file) {
    byte[] bytes = new ModelWriter(this).write();
    Path folder = file.toAbsolutePath().getParent();
    Path temporary = null;
    try {
      temporary = Files.createTempFile(folder, ".model-", ".tmp");
      Files.write(temporary, bytes, StandardOpenOption.SYNC);
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      delete(temporary);
      throw new ModelFileException(file + " cannot be written: " + failure, failure);
    }
  }

  private static void delete(@Nullable Path temporary) {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException left) {
        // The failure that is reported says more.
      }
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
