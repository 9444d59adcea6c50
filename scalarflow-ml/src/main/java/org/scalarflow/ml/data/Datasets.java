package org.scalarflow.ml.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The data sets at hand: two classic ones, and those that a {@link PointGenerator} makes from a
 * seed with its default parameters.
 */
public final class Datasets {

  private static final List<String> NAMES =
      List.of(
          "blobs",
          "breast-cancer",
          "circles",
          "iris",
          "moons",
          "noisy-xor",
          "spirals",
          "two-clusters");

  private Datasets() {}

  /** The names that {@link #load} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A data set by name, or from a CSV file; columns of texts become a feature for each text.
   *
   * @param nameOrFile one of {@link #names()}, otherwise the path of a file; see {@link
   *     CsvData#readEncoded}
   * @param label the label column of a file, by name or number; null for the last one
   * @param seed the seed of a set that is made from one
   * @throws DataException if there is neither a set nor a file of that name, the file is not right,
   *     or a label column is named for a set that is at hand
   */
  public static Dataset load(String nameOrFile, @Nullable String label, long seed) {
    requireFile(nameOrFile, label);
    Dataset atHand = atHand(nameOrFile, seed);
    return atHand == null ? CsvData.readEncoded(existing(nameOrFile), label) : atHand;
  }

  /**
   * The rows of a data set by name, or of a CSV file, whose columns of texts stay texts.
   *
   * @param nameOrFile one of {@link #names()}, otherwise the path of a file; see {@link
   *     CsvData#readLabelled(Path, String)}
   * @param label the label column of a file, by name or number; null for the last one
   * @param seed the seed of a set that is made from one
   * @throws DataException as {@link #load}
   */
  public static LabelledTable loadTable(String nameOrFile, @Nullable String label, long seed) {
    requireFile(nameOrFile, label);
    Dataset atHand = atHand(nameOrFile, seed);
    return atHand == null
        ? CsvData.readLabelled(existing(nameOrFile), label)
        : LabelledTable.of(atHand);
  }

  private static void requireFile(String nameOrFile, @Nullable String label) {
    if (label != null && NAMES.contains(nameOrFile)) {
      throw new DataException(
          "the label of '" + nameOrFile + "' is fixed; a label column is chosen for a file only");
    }
  }

  private static @Nullable Dataset atHand(String name, long seed) {
    return switch (name) {
      case "blobs" -> blobs(seed);
      case "breast-cancer" -> breastCancer();
      case "circles" -> circles(seed);
      case "iris" -> iris();
      case "moons" -> moons(seed);
      case "noisy-xor" -> noisyXor(seed);
      case "spirals" -> spirals(seed);
      case "two-clusters" -> twoClusters(seed);
      default -> null;
    };
  }

  private static Path existing(String file) {
    try {
      Path path = Path.of(file);
      if (!file.isEmpty() && Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException notAPath) {
      // The message below is the same for a name that cannot be a path.
    }
    throw new DataException(
        "there is no data set and no file '"
            + file
            + "'; data sets: "
            + String.join(", ", NAMES)
            + ", or the path of a CSV file");
  }

  /**
   * Iris: 150 flowers, 4 lengths in centimetres, 3 species of 50 each (R. A. Fisher 1936; UCI
   * Machine Learning Repository, CC BY 4.0).
   */
  public static Dataset iris() {
    return resource("iris", "iris.csv");
  }

  /**
   * Breast Cancer Wisconsin (Diagnostic): 569 tumours, 30 measurements, 357 benign and 212
   * malignant (Wolberg, Street, Mangasarian 1995; UCI Machine Learning Repository, CC BY 4.0).
   */
  public static Dataset breastCancer() {
    return resource("breast-cancer", "breast_cancer.csv");
  }

  private static Dataset resource(String name, String file) {
    try (InputStream in =
        Objects.requireNonNull(Datasets.class.getResourceAsStream(file), "resource " + file)) {
      return new CsvParsing(name).read(in, null);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** {@link TwoClusters#DEFAULT}: 400 points with {@code σ = 0.3}. */
  public static Dataset twoClusters(long seed) {
    return TwoClusters.DEFAULT.generate(seed);
  }

  /**
   * {@link TwoClusters} of a number of points and a standard deviation.
   *
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Dataset twoClusters(int points, double sigma, long seed) {
    return new TwoClusters(points, sigma).generate(seed);
  }

  /** {@link NoisyXor#DEFAULT}: 400 points in squares that touch. */
  public static Dataset noisyXor(long seed) {
    return NoisyXor.DEFAULT.generate(seed);
  }

  /**
   * {@link NoisyXor} of a number of points, in squares that touch.
   *
   * @throws IllegalArgumentException if the number is out of range
   */
  public static Dataset noisyXor(int points, long seed) {
    return NoisyXor.DEFAULT.withPoints(points).generate(seed);
  }

  /** {@link Moons#DEFAULT}: 400 points with a noise of 0.1. */
  public static Dataset moons(long seed) {
    return Moons.DEFAULT.generate(seed);
  }

  /** {@link Circles#DEFAULT}: 400 points, half the radius inside, with a noise of 0.1. */
  public static Dataset circles(long seed) {
    return Circles.DEFAULT.generate(seed);
  }

  /** {@link Spirals#DEFAULT}: 400 points on two arms of three half turns, with a noise of 0.02. */
  public static Dataset spirals(long seed) {
    return Spirals.DEFAULT.generate(seed);
  }

  /** {@link Blobs#DEFAULT}: 400 points around 3 random centres. */
  public static Dataset blobs(long seed) {
    return Blobs.DEFAULT.generate(seed);
  }
}
