package org.scalarflow.ml.saved;

import org.scalarflow.Graph;
import org.scalarflow.ml.data.LabelledTable;
import org.scalarflow.ml.model.Classifier;
import org.scalarflow.ml.train.TrainingOptions;

/**
 * Where a model comes from.
 *
 * @param version the version of ScalarFlow that trained it
 * @param java the version of the Java runtime
 * @param backend the backend that ran it
 * @param data the name of the training data
 * @param rows the number of training rows
 * @param dataHash the SHA-256 of the training data as it was given, of names, fields, labels and
 *     classes, as 64 hexadecimal digits
 * @param seed the seed of weights and order
 * @param training how it was trained, in words
 */
public record Provenance(
    String version,
    String java,
    String backend,
    String data,
    int rows,
    String dataHash,
    long seed,
    String training) {

  /** The most characters of a text. */
  static final int MAX_LENGTH = 1_000;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if a text has more than 1,000 characters, the hash is not one,
   *     or the number of rows is negative
   */
  public Provenance {
    for (String text : new String[] {version, java, backend, data, training}) {
      if (text.length() > MAX_LENGTH) {
        throw new IllegalArgumentException(
            "a text has " + text.length() + " characters; " + MAX_LENGTH + " are the most");
      }
    }
    if (!dataHash.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("not a SHA-256 of 64 hexadecimal digits: " + dataHash);
    }
    if (rows < 0) {
      throw new IllegalArgumentException("the number of rows is negative: " + rows);
    }
  }

  /** That of a model which has just been trained in this JVM. */
  public static Provenance of(Classifier model, LabelledTable training, TrainingOptions options) {
    String version = Graph.class.getPackage().getImplementationVersion();
    return new Provenance(
        version == null ? "unknown" : version,
        Runtime.version().toString(),
        model.backendName(),
        cut(training.name()),
        training.rows(),
        Hashes.of(training),
        options.seed(),
        cut(options.toString()));
  }

  private static String cut(String text) {
    return text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH);
  }
}
