package org.scalarflow.ml.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

class DatasetTest {

  private static final List<String> FEATURES = List.of("a", "b");
  private static final List<String> LABELS = List.of("no", "yes");

  private static Dataset small() {
    return Dataset.of(
        "small", FEATURES, LABELS, new double[][] {{1, 2}, {3, 4}, {5, 6}}, new int[] {0, 1, 0});
  }

  @Test
  void holdsWhatItWasGiven() {
    Dataset data = small();
    assertThat(data.rows()).isEqualTo(3);
    assertThat(data.featureCount()).isEqualTo(2);
    assertThat(data.features(1)).containsExactly(3, 4);
    assertThat(data.column(1)).containsExactly(2, 4, 6);
    assertThat(data.feature(2, 0)).isEqualTo(5);
    assertThat(data.classOf(1)).isEqualTo(1);
    assertThat(data.classCounts()).containsExactly(2, 1);
    assertThat(data).hasToString("small: 3 rows, 2 features, labels [no, yes]");
  }

  @Test
  void doesNotChangeWithTheArraysItWasGivenOrGaveOut() {
    double[][] rows = {{1, 2}, {3, 4}};
    int[] classes = {0, 1};
    Dataset data = Dataset.of("d", FEATURES, LABELS, rows, classes);
    rows[0][0] = 9;
    classes[0] = 1;
    data.features(0)[0] = 9;
    data.column(0)[0] = 9;
    data.classCounts()[0] = 9;
    assertThat(data.feature(0, 0)).isEqualTo(1);
    assertThat(data.classOf(0)).isZero();
    assertThat(data.classCounts()).containsExactly(1, 1);
  }

  @Test
  void selectsRowsInTheGivenOrder() {
    Dataset chosen = small().select(2, 1, 2);
    assertThat(chosen.column(0)).containsExactly(5, 3, 5);
    assertThat(chosen.classCounts()).containsExactly(2, 1);
    assertThatThrownBy(() -> small().select(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> small().select())
        .isInstanceOf(DataException.class)
        .hasMessage("small: there is no row");
  }

  @Test
  void indicesAreChecked() {
    assertThatThrownBy(() -> small().feature(0, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> small().feature(3, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> small().features(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> small().column(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> small().classOf(3)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesWhatIsNotADataSet() {
    double[][] rows = {{1, 2}};
    refused(FEATURES, LABELS, rows, new int[] {0, 1}, "d: 1 rows have 2 classes");
    refused(FEATURES, LABELS, new double[][] {{1}}, new int[] {0}, "d: row 0 has 1 of 2 features");
    refused(FEATURES, LABELS, new double[0][], new int[0], "d: there is no row");
    refused(List.of(), LABELS, new double[][] {{}}, new int[] {0}, "d: there is no feature");
    refused(List.of("a", "a"), LABELS, rows, new int[] {0}, "d: two features are named 'a'");
    refused(FEATURES, List.of("y", "y"), rows, new int[] {0}, "d: two labels are named 'y'");
    refused(
        FEATURES,
        List.of("y"),
        rows,
        new int[] {0},
        "d: telling classes apart needs two labels or more, not only [y]");
    refused(
        FEATURES, LABELS, rows, new int[] {2}, "d: row 0 is of class 2, but classes are 0 to 1");
    refused(
        FEATURES, LABELS, rows, new int[] {-1}, "d: row 0 is of class -1, but classes are 0 to 1");
    refused(
        FEATURES,
        LABELS,
        new double[][] {{1, 2}, {3, Double.NaN}},
        new int[] {0, 1},
        "d: feature 'b' of row 1 is NaN; features must be finite");
  }

  private static void refused(
      List<String> features, List<String> labels, double[][] rows, int[] classes, String message) {
    assertThatThrownBy(() -> Dataset.of("d", features, labels, rows, classes))
        .isInstanceOf(DataException.class)
        .hasMessage(message);
  }

  @Test
  void classicSetsAreComplete() {
    Dataset iris = Datasets.iris();
    assertThat(iris.rows()).isEqualTo(150);
    assertThat(iris.featureNames())
        .containsExactly("sepal_length", "sepal_width", "petal_length", "petal_width");
    assertThat(iris.labels()).containsExactly("setosa", "versicolor", "virginica");
    assertThat(iris.classCounts()).containsExactly(50, 50, 50);
    assertThat(iris.features(0)).containsExactly(5.1, 3.5, 1.4, 0.2);
    Dataset cancer = Datasets.breastCancer();
    assertThat(cancer.rows()).isEqualTo(569);
    assertThat(cancer.featureCount()).isEqualTo(30);
    assertThat(cancer.labels()).containsExactly("benign", "malignant");
    assertThat(cancer.classCounts()).containsExactly(357, 212);
  }

  @Test
  void clustersHaveTheirMeansAndDeviations() {
    int points = 20_000;
    Dataset data = Datasets.twoClusters(points, 0.3, 5);
    assertThat(data.classCounts()).containsExactly(points / 2, points / 2);
    for (int c = 0; c < 2; c++) {
      for (int feature = 0; feature < 2; feature++) {
        double[] column = ofClass(data, c).column(feature);
        // Six standard errors of a mean and of a deviation of 10,000 draws.
        assertThat(Math.abs(StatUtils.mean(column) - c)).isLessThan(6 * 0.3 / 100);
        assertThat(Math.abs(Math.sqrt(StatUtils.variance(column)) - 0.3))
            .isLessThan(6 * 0.3 / Math.sqrt(20_000));
      }
    }
  }

  @Test
  void everyPointOfNoisyXorLiesInItsCornersSquare() {
    Dataset data = Datasets.noisyXor(1000, 5);
    assertThat(data.classCounts()).containsExactly(500, 500);
    double lowest = 1;
    double highest = 0;
    for (int row = 0; row < data.rows(); row++) {
      double a = Math.floor(data.feature(row, 0) + 0.5);
      double b = Math.floor(data.feature(row, 1) + 0.5);
      assertThat(a).isIn(0.0, 1.0);
      assertThat(b).isIn(0.0, 1.0);
      assertThat(data.classOf(row)).isEqualTo(a == b ? 0 : 1);
      lowest = Math.min(lowest, data.feature(row, 0));
      highest = Math.max(highest, data.feature(row, 0));
    }
    assertThat(lowest).isBetween(-0.5, -0.45);
    assertThat(highest).isBetween(1.45, 1.5);
  }

  @Test
  void syntheticSetsAreFixedByTheirSeed() {
    assertThat(Datasets.noisyXor(3).column(0))
        .containsExactly(Datasets.noisyXor(3).column(0))
        .isNotEqualTo(Datasets.noisyXor(4).column(0));
    assertThat(Datasets.twoClusters(3).column(0))
        .containsExactly(Datasets.load("two-clusters", null, 3).column(0))
        .isNotEqualTo(Datasets.twoClusters(3L + (1L << 32)).column(0));
  }

  @Test
  void syntheticSetsRefuseNumbersOutOfRange() {
    assertThatThrownBy(() -> Datasets.noisyXor(3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("at least 4 points are needed, not 3");
    assertThatThrownBy(() -> Datasets.twoClusters(1, 0.3, 1))
        .isInstanceOf(IllegalArgumentException.class);
    for (double sigma : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> Datasets.twoClusters(2, sigma, 1))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("sigma");
    }
  }

  @Test
  void allNamesCanBeLoaded() {
    assertThat(Datasets.names())
        .allSatisfy(name -> assertThat(Datasets.load(name, null, 1).name()).isEqualTo(name));
  }

  @Test
  void unknownNamesAndMisplacedLabelsAreExplained() {
    assertThatThrownBy(() -> Datasets.load("irs", null, 1))
        .isInstanceOf(DataException.class)
        .hasMessage(
            "there is no data set and no file 'irs'; data sets: blobs, breast-cancer, circles, iris,"
                + " moons, noisy-xor, spirals, two-clusters, or the path of a CSV file");
    assertThatThrownBy(() -> Datasets.load("\0", null, 1)).isInstanceOf(DataException.class);
    assertThatThrownBy(() -> Datasets.load("iris", "species", 1))
        .isInstanceOf(DataException.class)
        .hasMessage("the label of 'iris' is fixed; a label column is chosen for a file only");
  }

  private static Dataset ofClass(Dataset data, int wanted) {
    return data.select(
        IntStream.range(0, data.rows()).filter(row -> data.classOf(row) == wanted).toArray());
  }
}
