package org.scalarflow.ml.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.apache.commons.math3.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.scalarflow.ml.random.RandomStream;

/** The data sets at hand: two synthetic ones, two classic ones. */
public final class Datasets {

  /** The number of points of the synthetic sets when nothing else is said. */
  public static final int DEFAULT_POINTS = 400;

  /** The standard deviation of the two clusters when nothing else is said. */
  public static final double DEFAULT_SIGMA = 0.3;

  private static final List<String> NAMES =
      List.of("breast-cancer", "iris", "noisy-xor", "two-clusters");

  private Datasets() {}

  /** The names that {@link #load} knows. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * A data set by name, or from a CSV file.
   *
   * @param nameOrFile one of {@link #names()}, otherwise the path of a file; see {@link CsvData}
   * @param label the label column of a file, by name or number; null for the last one
   * @param seed the seed of a synthetic set
   * @throws DataException if there is neither a set nor a file of that name, the file is not right,
   *     or a label column is named for a set that is at hand
   */
  public static Dataset load(String nameOrFile, @Nullable String label, long seed) {
    if (label != null && NAMES.contains(nameOrFile)) {
      throw new DataException(
          "the label of '" + nameOrFile + "' is fixed; a label column is chosen for a file only");
    }
    return switch (nameOrFile) {
      case "breast-cancer" -> breastCancer();
      case "iris" -> iris();
      case "noisy-xor" -> noisyXor(seed);
      case "two-clusters" -> twoClusters(seed);
      default -> {
        Path file = existing(nameOrFile);
        yield label == null ? CsvData.read(file) : CsvData.read(file, label);
      }
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

  /** {@link #twoClusters(int, double, long)} of 400 points with {@code σ = 0.3}. */
  public static Dataset twoClusters(long seed) {
    return twoClusters(DEFAULT_POINTS, DEFAULT_SIGMA, seed);
  }

  /**
   * Two round clusters: a point of class {@code c} is {@code (c, c) + σ·(g₁, g₂)} with independent
   * standard normal {@code g}. Points are of class 0 and 1 in turn. With {@code σ = 0.3} no rule
   * can be right more often than {@code Φ(√½ / 0.3) = 0.9908} of the time.
   *
   * @param points the number of points, at least 2
   * @param sigma the standard deviation, finite and not negative
   * @param seed the seed
   * @throws IllegalArgumentException if a number is out of range
   */
  public static Dataset twoClusters(int points, double sigma, long seed) {
    requirePoints(points, 2);
    if (!(sigma >= 0 && sigma <= 1e100)) {
      throw new IllegalArgumentException("sigma is a number from 0 to 1e100, not " + sigma);
    }
    RandomGenerator random = RandomStream.DATA.generator(seed);
    double[] features = new double[Math.multiplyExact(2, points)];
    int[] classes = new int[points];
    for (int i = 0; i < points; i++) {
      classes[i] = i % 2;
      features[2 * i] = classes[i] + sigma * random.nextGaussian();
      features[2 * i + 1] = classes[i] + sigma * random.nextGaussian();
    }
    return plane("two-clusters", features, classes);
  }

  /** {@link #noisyXor(int, long)} of 400 points. */
  public static Dataset noisyXor(long seed) {
    return noisyXor(DEFAULT_POINTS, seed);
  }

  /**
   * Noisy exclusive or: a point is {@code (a, b) + (u₁, u₂)} with {@code a, b ∈ {0, 1}} and
   * independent {@code u} uniform in {@code [−½, ½)}, of class {@code a xor b}. The corners take
   * turns: (0,0), (1,0), (0,1), (1,1). No straight line tells the classes apart.
   *
   * @param points the number of points, at least 4
   * @param seed the seed
   * @throws IllegalArgumentException if there are fewer points
   */
  public static Dataset noisyXor(int points, long seed) {
    requirePoints(points, 4);
    RandomGenerator random = RandomStream.DATA.generator(seed);
    double[] features = new double[Math.multiplyExact(2, points)];
    int[] classes = new int[points];
    for (int i = 0; i < points; i++) {
      int a = i & 1;
      int b = i >> 1 & 1;
      classes[i] = a ^ b;
      features[2 * i] = a + (random.nextDouble() - 0.5);
      features[2 * i + 1] = b + (random.nextDouble() - 0.5);
    }
    return plane("noisy-xor", features, classes);
  }

  private static Dataset plane(String name, double[] features, int[] classes) {
    return Dataset.ofRowMajor(name, List.of("x", "y"), List.of("0", "1"), features, classes);
  }

  private static void requirePoints(int points, int least) {
    if (points < least) {
      throw new IllegalArgumentException("at least " + least + " points are needed, not " + points);
    }
  }
}
