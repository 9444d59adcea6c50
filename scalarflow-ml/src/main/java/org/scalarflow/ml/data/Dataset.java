package org.scalarflow.ml.data;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Rows of finite numbers, the features, each with the class it belongs to. Immutable.
 *
 * <p>Classes are numbered from 0 in the order of {@link #labels()}; a data set may lack rows of
 * some of its classes.
 */
public final class Dataset implements ClassifiedRows {

  private final String name;
  private final List<String> featureNames;
  private final List<String> labels;

  /** Row after row. */
  private final double[] features;

  private final int[] classes;

  private Dataset(
      String name,
      List<String> featureNames,
      List<String> labels,
      double[] features,
      int[] classes) {
    this.name = name;
    this.featureNames = featureNames;
    this.labels = labels;
    this.features = features;
    this.classes = classes;
  }

  /**
   * A data set.
   *
   * @param name what it is called in messages
   * @param featureNames a name for each feature
   * @param labels a name for each class, at least two
   * @param features the rows, one number for each feature; copied
   * @param classes the class of each row, an index into {@code labels}; copied
   * @throws DataException if there is no row or no feature, names repeat, there are fewer than two
   *     labels, sizes do not agree, a number is not finite, or a class has no label
   */
  public static Dataset of(
      String name,
      List<String> featureNames,
      List<String> labels,
      double[][] features,
      int[] classes) {
    int width = featureNames.size();
    if (features.length != classes.length) {
      throw new DataException(
          name + ": " + features.length + " rows have " + classes.length + " classes");
    }
    double[] flat = new double[Math.multiplyExact(features.length, width)];
    for (int row = 0; row < features.length; row++) {
      if (features[row].length != width) {
        throw new DataException(
            name + ": row " + row + " has " + features[row].length + " of " + width + " features");
      }
      System.arraycopy(features[row], 0, flat, row * width, width);
    }
    return ofRowMajor(name, featureNames, labels, flat, classes.clone());
  }

  /** The same, of rows one after the other; the arrays are not copied. */
  static Dataset ofRowMajor(
      String name,
      List<String> featureNames,
      List<String> labels,
      double[] features,
      int[] classes) {
    Objects.requireNonNull(name, "name");
    List<String> columns = List.copyOf(featureNames);
    List<String> classNames = List.copyOf(labels);
    requireDistinct(name, "feature", columns);
    requireDistinct(name, "label", classNames);
    if (columns.isEmpty()) {
      throw new DataException(name + ": there is no feature");
    }
    if (classes.length == 0) {
      throw new DataException(name + ": there is no row");
    }
    if (classNames.size() < 2) {
      throw new DataException(
          name + ": telling classes apart needs two labels or more, not only " + classNames);
    }
    for (int i = 0; i < features.length; i++) {
      if (!Double.isFinite(features[i])) {
        throw new DataException(
            name
                + ": feature '"
                + columns.get(i % columns.size())
                + "' of row "
                + i / columns.size()
                + " is "
                + features[i]
                + "; features must be finite");
      }
    }
    for (int row = 0; row < classes.length; row++) {
      if (classes[row] < 0 || classes[row] >= classNames.size()) {
        throw new DataException(
            name
                + ": row "
                + row
                + " is of class "
                + classes[row]
                + ", but classes are 0 to "
                + (classNames.size() - 1));
      }
    }
    return new Dataset(name, columns, classNames, features, classes);
  }

  private static void requireDistinct(String name, String kind, List<String> names) {
    Set<String> seen = new HashSet<>();
    for (String one : names) {
      if (!seen.add(one)) {
        throw new DataException(name + ": two " + kind + "s are named '" + one + "'");
      }
    }
  }

  @Override
  public String name() {
    return name;
  }

  /** The names of the features. */
  public List<String> featureNames() {
    return featureNames;
  }

  @Override
  public List<String> labels() {
    return labels;
  }

  @Override
  public int rows() {
    return classes.length;
  }

  /** The number of features, at least 1. */
  public int featureCount() {
    return featureNames.size();
  }

  /**
   * A feature of a row.
   *
   * @throws IndexOutOfBoundsException if there is no such row or feature
   */
  public double feature(int row, int feature) {
    Objects.checkIndex(row, rows());
    return features[row * featureCount() + Objects.checkIndex(feature, featureCount())];
  }

  /**
   * The features of a row, in an array of the caller's own.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public double[] features(int row) {
    double[] copy = new double[featureCount()];
    System.arraycopy(features, Objects.checkIndex(row, rows()) * copy.length, copy, 0, copy.length);
    return copy;
  }

  /**
   * All values of a feature, in an array of the caller's own.
   *
   * @throws IndexOutOfBoundsException if there is no such feature
   */
  public double[] column(int feature) {
    double[] column = new double[rows()];
    for (int row = 0; row < column.length; row++) {
      column[row] = feature(row, feature);
    }
    return column;
  }

  @Override
  public int classOf(int row) {
    return classes[Objects.checkIndex(row, rows())];
  }

  /**
   * Some of the rows, in the order given.
   *
   * @throws DataException if no row is chosen
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public Dataset select(int... rows) {
    int width = featureCount();
    double[] chosen = new double[Math.multiplyExact(rows.length, width)];
    int[] chosenClasses = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      chosenClasses[i] = classOf(rows[i]);
      System.arraycopy(features, rows[i] * width, chosen, i * width, width);
    }
    return ofRowMajor(name, featureNames, labels, chosen, chosenClasses);
  }

  /** The same rows with other numbers in place of the features; the array is not copied. */
  Dataset withFeatures(double[] rowMajor) {
    return ofRowMajor(name, featureNames, labels, rowMajor, classes);
  }

  /** A summary: {@code iris: 150 rows, 4 features, labels [setosa, versicolor, virginica]}. */
  @Override
  public String toString() {
    return name
        + ": "
        + rows()
        + " rows, "
        + featureCount()
        + " features, labels "
        + (labels.size() <= 20 ? labels : labels.size());
  }
}
