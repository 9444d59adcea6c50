package org.scalarflow.ml.data;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.RandomGenerator;
import org.scalarflow.ml.random.RandomStream;

/**
 * Round clusters around random centres, one for each class: first, the coordinates of all centres
 * are drawn, uniform in {@code [−box, box)}; then a point of class {@code c} is its centre plus
 * {@code σ·g} with independent standard normal {@code g} in each coordinate. Some seeds put centres
 * next to each other.
 *
 * <p>The two features of the default are named {@code x} and {@code y}; any other number of
 * features is named {@code x_1}, {@code x_2}, ….
 *
 * @param points the number of points, at least one for each class, at most {@value
 *     CsvData#MAX_ROWS}
 * @param classes the number of centres and classes, from 2 to {@value CsvData#MAX_LABELS}
 * @param features the number of coordinates, from 1 to 1,000; points times features are at most
 *     {@value CsvData#MAX_VALUES}
 * @param box the half width of the box with the centres, from 0 to 1e100
 * @param sigma the standard deviation σ, from 0 to 1e100
 */
public record Blobs(int points, int classes, int features, double box, double sigma)
    implements PointGenerator {

  /** 400 points of the plane around 3 centres in {@code [−10, 10)}, with {@code σ = 1}. */
  public static final Blobs DEFAULT = new Blobs(400, 3, 2, 10, 1);

  private static final int MAX_FEATURES = 1_000;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public Blobs {
    Points.requireRange("classes", classes, 2, CsvData.MAX_LABELS);
    Points.requirePoints(points, classes);
    Points.requireRange("features", features, 1, MAX_FEATURES);
    if ((long) points * features > CsvData.MAX_VALUES) {
      throw new IllegalArgumentException(
          "points times features are at most "
              + CsvData.MAX_VALUES
              + ", not "
              + points
              + " times "
              + features);
    }
    Points.requireRange("box", box, 0, Points.MAX_SCALE);
    Points.requireRange("sigma", sigma, 0, Points.MAX_SCALE);
  }

  /** The same with another number of points. */
  public Blobs withPoints(int points) {
    return new Blobs(points, classes, features, box, sigma);
  }

  /** The same with another number of classes. */
  public Blobs withClasses(int classes) {
    return new Blobs(points, classes, features, box, sigma);
  }

  /** The same with another number of features. */
  public Blobs withFeatures(int features) {
    return new Blobs(points, classes, features, box, sigma);
  }

  /** The same with another half width of the box. */
  public Blobs withBox(double box) {
    return new Blobs(points, classes, features, box, sigma);
  }

  /** The same with another standard deviation. */
  public Blobs withSigma(double sigma) {
    return new Blobs(points, classes, features, box, sigma);
  }

  @Override
  public String name() {
    return "blobs";
  }

  @Override
  public Dataset generate(long seed) {
    RandomGenerator random = RandomStream.DATA.generator(seed);
    double[] centres = new double[classes * features];
    for (int i = 0; i < centres.length; i++) {
      centres[i] = 2 * box * (random.nextDouble() - 0.5);
    }
    double[] values = new double[points * features];
    int[] classOf = new int[points];
    for (int i = 0; i < points; i++) {
      classOf[i] = i % classes;
      for (int j = 0; j < features; j++) {
        values[i * features + j] =
            centres[classOf[i] * features + j] + sigma * random.nextGaussian();
      }
    }
    return Points.of(name(), featureNames(), classes, values, classOf);
  }

  private List<String> featureNames() {
    return features == 2
        ? List.of("x", "y")
        : IntStream.rangeClosed(1, features).mapToObj(i -> "x_" + i).toList();
  }
}
